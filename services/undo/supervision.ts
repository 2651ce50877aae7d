/** 预警, 整改, 督查发现, 联合事项 and 苗头: the last step is taken back in every list it is in, and those who heard of it hear that. */
import { loadFinding } from '../../db/inspections.ts';
import { loadJointItem } from '../../db/joint-items.ts';
import { lastSupervisionBy, takeBackSupervision } from '../../db/take-back-supervision.ts';
import { actsOf, type FollowedAct, type FollowedList, type FollowedSubject } from '../../domain/followed.ts';
import { foldFinding } from '../../domain/inspection.ts';
import { foldJointItem } from '../../domain/joint-item.ts';
import { foldRectification } from '../../domain/rectification.ts';
import { dismissalIn } from '../../domain/surge-dismissal.ts';
import { decideTakingBack, type TakingBackRefusal, type Undone } from '../../domain/taken-back.ts';
import { DAY, dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { findingStatusNames } from '../../wording/inspections.ts';
import { jointItemStatusWords } from '../../wording/joint-items.ts';
import { rectificationWords } from '../../wording/rectifications.ts';
import { nothingToUndo } from '../../wording/refusals/undo.ts';
import { insteadOfUndoing, supervisionUndoRefusals } from '../../wording/refusals/undo-supervision.ts';
import { actName, actWords, flagAgain, itemAgain, standsNow, surgeAgain } from '../../wording/undo-supervision.ts';
import { answer } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { takingBackOf } from './corrections.ts';

/** How often it is decided anew when others keep changing the same thing. */
const TRIES = 20;

/** The last thing the person did to any of them. */
export async function undoSupervision(ctx: MessageContext): Promise<void> {
  const { core, actor, saidAt, rules } = ctx;
  const minutes = rules.settings['undo.minutes'];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const last = await lastSupervisionBy(core.db, actor.id, saidAt - DAY);
    const [act] = last === null ? [] : actsOf(last.lists, last.source);
    if (last === null || act === undefined) {
      await answer(ctx, message(nothingToUndo.nothingDone(minutes)));
      return;
    }
    const { lists, source } = last;
    const decision = decideTakingBack(lists, source, saidAt, minutes);
    if (!decision.ok) {
      await answer(ctx, message(refusalWords(ctx, act, decision.refusal)));
      return;
    }
    const { undone } = decision;
    const now = await standsAgain(ctx, act, lists, source);
    const taking = await takingBackOf(ctx, { what: actWords(act), source, since: saidAt - DAY, issue: null, now });
    const by = { by: actor.id, message: sourceOf(ctx), source };
    const result = await takeBackSupervision(core.db, taking, { undone, ...by });
    if (result === 'done') core.courier.wake();
    if (result !== 'gone') return;
  }
  throw new Error(`what ${actor.id} did kept changing while it was taken back`);
}

function refusalWords(
  { rules }: MessageContext,
  act: FollowedAct,
  refusal: TakingBackRefusal<FollowedSubject>,
): string {
  const instead = insteadOfUndoing(act);
  if (refusal.code === 'tooLate') return supervisionUndoRefusals.tooLate(actWords(act), refusal.minutes, instead);
  const by = refusal.by === null ? '系统' : (rules.directory.person(refusal.by)?.name ?? '他人');
  return supervisionUndoRefusals.actedSince(actWords(act), by, actName(refusal.subject, refusal.type), instead);
}

/** How things stand once it is taken back. */
async function standsAgain(
  { core, now }: MessageContext,
  act: FollowedAct,
  lists: readonly FollowedList[],
  source: string,
): Promise<string> {
  const { subject, number } = act;
  const today = dayOf(now);
  const undone: Undone & { source: string } = { type: 'undone', at: now, actor: null, data: { source }, source: '' };
  switch (subject) {
    case 'flag': {
      const led = lists.find((one) => one.subject === 'rectification');
      const state = led === undefined ? null : foldRectification(led.number, [...led.log, undone]);
      return flagAgain(
        number,
        state === null ? null : { number: state.number, withdrawn: state.status === 'withdrawn' },
      );
    }
    case 'rectification': {
      const log = lists.flatMap((one) => (one.subject === 'rectification' ? one.log : []));
      const state = foldRectification(number, [...log, undone]);
      return state === null ? '' : standsNow(rectificationWords(state, today));
    }
    case 'finding': {
      const found = await loadFinding(core.db, number);
      if (found === null) return '';
      return standsNow(findingStatusNames[foldFinding(found.finding, [...found.log, undone]).status]);
    }
    case 'jointItem': {
      const found = await loadJointItem(core.db, number);
      if (found === null) return '';
      const state = foldJointItem(found.item, [...found.log, undone]);
      const linked = act.event.type === 'opened' || act.event.type === 'joined';
      return linked
        ? itemAgain(state.status === 'withdrawn', state.issues.length)
        : standsNow(jointItemStatusWords(state, today));
    }
    case 'surge': {
      const log = lists.flatMap((one) => (one.subject === 'surge' ? one.log : []));
      return surgeAgain(dismissalIn([...log, undone]) !== null);
    }
  }
}
