/** What becomes of a joint item: the unit that leads it reports, the office or an inspector settles it or sends it back. */
import { wasAnswered } from '../../db/inbox.ts';
import { loadJointItem } from '../../db/joint-items.ts';
import { appendEvent } from '../../db/supervision-events.ts';
import { isUnitStep } from '../../domain/answering.ts';
import {
  decideJointItem,
  foldJointItem,
  type JointItemCommand,
  type JointItemEvent,
  type JointItemState,
} from '../../domain/joint-item.ts';
import { doneBy } from '../../domain/taken-back.ts';
import { dayWords, message } from '../../wording/format.ts';
import { jointItemStep, toSettleWords } from '../../wording/joint-items.ts';
import { jointItemRefusal, jointItemSays } from '../../wording/refusals/joint-items.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, toLiaison, toUnit, type Outgoing } from '../issues/outgoing.ts';

/** How often a command is decided anew when others keep changing the same item. */
const TRIES = 20;

/** Carries out a command and answers; refusals and unknown numbers are answered too. */
export async function actOnJointItem(ctx: MessageContext, number: number, command: JointItemCommand): Promise<void> {
  const { core, now, rules } = ctx;
  const source = sourceOf(ctx);
  if (await wasAnswered(core.db, ctx)) return;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await loadJointItem(core.db, number);
    if (found === null) {
      await answer(ctx, message(jointItemSays.noItem(number)));
      return;
    }
    const { item, log } = found;
    const done = doneBy(log, source);
    if (done !== null) {
      if (done !== 'takenBack') await tell(ctx, foldJointItem(item, done.until), done.event);
      return;
    }
    const state = foldJointItem(item, log);
    // What a unit said while the bot was away counts from then; days given count from when the unit hears of them.
    const unitSpeaks = isUnitStep(command.type);
    const at = unitSpeaks ? Math.max(ctx.saidAt, log.at(-1)?.at ?? item.openedAt) : now;
    const decision = decideJointItem(state, command, ctx.actor, at, rules);
    if (!decision.ok) {
      await answer(ctx, message(jointItemRefusal(number, decision.refusal, rules.directory)));
      return;
    }
    await appendEvent(core.db, 'jointItem', number, state.version + 1, decision.event, source);
  }
  throw new Error(`joint item ${number} kept changing under a command`);
}

async function tell(ctx: MessageContext, state: JointItemState, event: JointItemEvent): Promise<void> {
  const { directory } = ctx.rules;
  const { reach } = ctx.core;
  const name = `联合事项 ${state.number} 号`;
  const unitHears = (words: string): Outgoing[] =>
    toUnit(reach, directory, state.unit, 'unitLead', ` 【联合事项】${state.number} 号${words}`);
  const groupHears = (words: string): Outgoing[] => toLiaison(reach, directory, jointItemStep(state, directory, words));
  const told = (reply: string, others: readonly Outgoing[]) =>
    commitAndTell(ctx, answerAndTell({ address: ctx.address, segments: message(reply) }, others));
  switch (event.type) {
    case 'progressed':
      await told(`${name}进展已记录。`, groupHears(`进展：${event.data.text}`));
      return;
    case 'answered':
      await told(
        `${name}已报办结，等双访办或督查联络员核实。`,
        toLiaison(
          reach,
          directory,
          jointItemStep(state, directory, `已报办结：${event.data.text}\n${toSettleWords(state.number)}`),
          directory.holdersOf('office'),
        ),
      );
      return;
    case 'sentBack': {
      const { due, reason } = event.data;
      const words = `退回${due === null ? '' : `，请于${dayWords(due)}前重办`}：${reason}`;
      await told(`${name}${words}`, [...unitHears(words), ...groupHears(words)]);
      return;
    }
    case 'rescheduled': {
      const words = `期限定为${dayWords(event.data.due)}`;
      await told(`${name}${words}。`, [...unitHears(words), ...groupHears(words)]);
      return;
    }
    case 'settled': {
      const note = event.data.note === null ? '' : `：${event.data.note}`;
      await told(`${name}已销号${note}`, [...unitHears(`已核实销号${note}`), ...groupHears(`已销号${note}`)]);
      return;
    }
    case 'opened':
    case 'joined':
    case 'daysMoved':
    case 'inherited':
      throw new Error(`no message about joint item ${state.number} makes it ${event.type}`);
  }
}
