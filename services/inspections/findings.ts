/** What becomes of a finding: the unit answers, an inspector settles it or sends it back. */
import { wasAnswered } from '../../db/inbox.ts';
import { loadFinding } from '../../db/inspections.ts';
import { appendEvent } from '../../db/supervision-events.ts';
import { isUnitStep } from '../../domain/answering.ts';
import {
  decideFinding,
  foldFinding,
  type FindingCommand,
  type FindingEvent,
  type FindingState,
} from '../../domain/inspection.ts';
import { doneBy } from '../../domain/taken-back.ts';
import { dayWords, excerpt, message } from '../../wording/format.ts';
import { findingRefusal, inspectionRefusals } from '../../wording/refusals/inspections.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, toLiaison, toUnit, type Outgoing } from '../issues/outgoing.ts';

/** How often a command is decided anew when others keep changing the same finding. */
const TRIES = 20;

/** 整改, 销号 and 退回 of a finding, with what they need; what is missing is asked for. */
export async function stepOfFinding(
  ctx: MessageContext,
  action: '整改' | '销号' | '退回',
  number: number | null,
  text: string | null,
): Promise<void> {
  const command = commandFor(action, text);
  if (number === null || command === null) {
    await answer(ctx, message(inspectionRefusals.stepIncomplete(action)));
    return;
  }
  await actOnFinding(ctx, number, command);
}

/** 已完成 says that it is done; anything else of the unit is how far it is. */
function commandFor(action: '整改' | '销号' | '退回', text: string | null): FindingCommand | null {
  if (action === '销号') return { type: 'settle', note: text };
  if (text === null) return null;
  if (action === '退回') return { type: 'sendBack', reason: text };
  const done = /^(?:已|全部)?(?:完成|整改完毕|整改到位)[\s，,。:：]*/u.exec(text);
  if (done === null) return { type: 'progress', text };
  const how = text.slice(done[0].length);
  return how === '' ? null : { type: 'answer', text: how };
}

async function actOnFinding(ctx: MessageContext, number: number, command: FindingCommand): Promise<void> {
  const { core, now, rules } = ctx;
  const source = sourceOf(ctx);
  if (await wasAnswered(core.db, ctx)) return;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await loadFinding(core.db, number);
    if (found === null) {
      await answer(ctx, message(inspectionRefusals.noFinding(number)));
      return;
    }
    const { finding, log } = found;
    const done = doneBy(log, source);
    if (done !== null) {
      if (done !== 'takenBack') await tell(ctx, foldFinding(finding, done.until), done.event);
      return;
    }
    const state = foldFinding(finding, log);
    // As with rectifications: what a unit says counts from when it was said, days given from now.
    const unitSpeaks = isUnitStep(command.type);
    const at = unitSpeaks ? Math.max(ctx.saidAt, log.at(-1)?.at ?? 0) : now;
    const decision = decideFinding(state, command, ctx.actor, at, rules);
    if (!decision.ok) {
      await answer(ctx, message(findingRefusal(number, decision.refusal, rules.directory)));
      return;
    }
    await appendEvent(core.db, 'finding', number, state.version + 1, decision.event, source);
  }
  throw new Error(`finding ${number} kept changing under a command`);
}

async function tell(ctx: MessageContext, { number, unit, text }: FindingState, event: FindingEvent): Promise<void> {
  const { directory } = ctx.rules;
  const name = directory.unitName(unit);
  const what = excerpt(text, 20);
  const unitHears = (words: string): Outgoing[] => toUnit(ctx.core.reach, directory, unit, 'unitLiaison', words);
  const told = (reply: string, others: readonly Outgoing[]) =>
    commitAndTell(ctx, answerAndTell({ address: ctx.address, segments: message(reply) }, others));
  switch (event.type) {
    case 'progressed':
      await told(`督查发现 ${number} 进展已记录。整改好请发：督查 整改 ${number} 已完成 怎样整改的`, []);
      return;
    case 'answered':
      await told(
        `督查发现 ${number} 已报完成，等督查联络员核销。`,
        toLiaison(
          ctx.core.reach,
          directory,
          `【督查整改】${number}号 ${name}：${what}，已报完成：${event.data.text}\n请核实后回复：督查 销号 ${number}　或　督查 退回 ${number} 原因 `,
          directory.inspectorsFor(unit),
        ),
      );
      return;
    case 'sentBack': {
      const words = `请于${dayWords(event.data.due)}前重新整改：${event.data.reason}`;
      await told(`督查发现 ${number} 已退回，${words}`, [
        ...unitHears(` 【督查整改】${number}号 ${what} 被退回，${words}`),
        ...toLiaison(ctx.core.reach, directory, `【督查整改】${number}号 ${name}：${what}，退回，${words}`),
      ]);
      return;
    }
    case 'settled':
      await told(`督查发现 ${number} 已销号。`, [
        ...unitHears(` 【督查整改】${number}号 ${what} 已核实销号。`),
        ...toLiaison(ctx.core.reach, directory, `【督查整改】${number}号 ${name}：${what}，已销号`),
      ]);
      return;
    case 'daysMoved':
    case 'inherited':
      throw new Error(`no message about finding ${number} makes it ${event.type}`);
  }
}
