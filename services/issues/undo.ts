/** 撤销 on an issue: takes back what a person did last, within some minutes: the issue, its clocks, and what others were told. */
import { loadIssue } from '../../db/commit.ts';
import { loadHistory } from '../../db/history.ts';
import { toldBecauseOf, type ToldBefore } from '../../db/take-back.ts';
import { handedOverWith } from '../../db/take-back-beside.ts';
import { visitOn, visitPlaceOf } from '../../db/visits.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import { replay } from '../../domain/issue/history.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { decideUndo, type Action, type UndoRefusal } from '../../domain/issue/undo.ts';
import { addressFrom } from '../../domain/message.ts';
import { DAY, dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { undoRefusalWords } from '../../wording/refusals/undo.ts';
import { correctionWords, undoneWords } from '../../wording/undo.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { missedOf } from '../handover/parts.ts';
import type { Outgoing } from './outgoing.ts';

/** How often it is decided anew when others keep changing the same issue. */
const TRIES = 20;

/** The last thing the person did to an issue; refused with what to do instead where it cannot be taken back. */
export async function undoOn(ctx: MessageContext, number: number): Promise<void> {
  const { core, actor, saidAt, rules } = ctx;
  const { directory, settings } = rules;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await loadIssue(core.db, number);
    if (before === null) {
      await answer(ctx, message(notThere.issue(number)));
      return;
    }
    const history = await loadHistory(core.db, number);
    const whole = before.parent === null ? null : await loadIssue(core.db, before.parent);
    const decision = decideUndo(number, history, actor, saidAt, settings['undo.minutes'], whole);
    if (!decision.ok) {
      await answer(ctx, message(undoRefusalWords(decision.refusal, directory)), number);
      return;
    }
    const { action, event } = decision;
    const together = await handedOverTogether(ctx, number, action);
    if (together !== null) {
      await answer(ctx, message(undoRefusalWords(together, directory)), number);
      return;
    }
    const left = replay(number, [...history.map((one) => one.event), event]);
    // Opened again, a part has the time the whole was given meanwhile.
    const missed = whole === null ? [] : await missedOf(core, left, whole, action.at, event.at, rules);
    const after = missed.reduce<IssueState>(evolve, left);
    const told = await toldBecauseOf(core.db, number, action.source, action.at);
    const corrections = correctionsFor(ctx, action, after, told);
    const answered = { address: ctx.address, segments: undoneWords(action.did, after, corrections.length > 0) };
    const { visit, offVisit } = await visitAfter(ctx, action, after);
    const result = await commitAndTell(
      ctx,
      [answered, ...corrections],
      {
        issue: {
          before,
          after,
          events: [event, ...missed],
          source: sourceOf(ctx),
          visit,
          beside: whole === null ? [] : [whole],
        },
        undo: {
          clocks: after.clocks.length,
          messages: told.map(({ id }) => id),
          answer: `${sourceOf(ctx)}>${ctx.room}`,
          offVisit,
          report: after.status === 'undone',
        },
      },
      number,
    );
    if (result.kind !== 'conflict') return;
  }
  throw new Error(`issue ${number} kept changing under an undoing`);
}

/** A duty that was handed over together with others, or with a change of the roster, goes back the same way. */
async function handedOverTogether(
  { core, saidAt }: MessageContext,
  number: number,
  { did, source }: Action,
): Promise<UndoRefusal | null> {
  if (did !== 'dutyHandedOver') return null;
  const { issues, change } = await handedOverWith(core.db, source, number, saidAt - DAY);
  return issues === 0 && change === null
    ? null
    : { code: 'handedOverTogether', number, did, issues: issues + 1, change };
}

/** One to each room that was told, the people called then called again; the room of the answer reads the answer. */
function correctionsFor(
  ctx: MessageContext,
  { did }: Action,
  after: IssueState,
  told: readonly ToldBefore[],
): Outgoing[] {
  const rooms = new Map(told.filter(({ room }) => room !== ctx.room).map(({ room, segments }) => [room, segments]));
  return [...rooms].map(([room, segments]) => ({
    address: addressFrom(room),
    segments: correctionWords(
      did,
      after,
      ctx.actor.name,
      segments.filter(({ type }) => type === 'at'),
    ),
  }));
}

/** On which visit it hangs once the place is what it was before. */
async function visitAfter(
  { core }: MessageContext,
  { did }: Action,
  after: IssueState,
): Promise<{ visit: number | null; offVisit: boolean }> {
  if (after.status === 'undone') return { visit: null, offVisit: true };
  if (did !== 'clarified') return { visit: null, offVisit: false };
  const visit =
    after.place === null ? null : await visitOn(core.db, after.reporter, dayOf(after.reportedAt), after.place);
  return { visit, offVisit: visit === null && (await visitPlaceOf(core.db, after.number)) !== after.place };
}
