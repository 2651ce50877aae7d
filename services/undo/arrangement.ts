/** 排班, 网格 and 日历 changed by a slip: what was there before is there again, and what was counted by the slip is counted anew. */
import { arrangementByNumber, takeBackArrangement, type SessionAnew } from '../../db/arrangements.ts';
import { visitsSince } from '../../db/visits.ts';
import type { ArrangementChange } from '../../domain/arrangement.ts';
import type { Action } from '../../domain/permissions.ts';
import type { Subject } from '../../domain/permitted.ts';
import type { TeamRota } from '../../domain/visits/programme.ts';
import { addDays, dayOf } from '../../domain/time.ts';
import { arrangedBefore, arrangementWords, waysBack } from '../../wording/arrangements.ts';
import { message } from '../../wording/format.ts';
import { arrangementUndoRefusals } from '../../wording/refusals/undo-beside.ts';
import { nothingToUndo } from '../../wording/refusals/undo.ts';
import { answer } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { permitted } from '../permitted.ts';
import { sessionFor, timeRecorded } from '../visits/record.ts';
import { takingBackOf } from './corrections.ts';

/** Who may not change it any more does not change it back either. */
export async function undoArrangement(ctx: MessageContext, number: number, inTime: boolean): Promise<void> {
  const { core, rules, actor } = ctx;
  const minutes = rules.settings['undo.minutes'];
  const change = await arrangementByNumber(core.db, number);
  if (change === null) {
    await answer(ctx, message(nothingToUndo.nothingDone(minutes)));
    return;
  }
  for (const [action, subject] of asked(ctx, change)) if (!(await permitted(ctx, action, subject))) return;
  const what = arrangementWords(change, rules.directory);
  const back = waysBack(change, rules.settings, rules.directory);
  if (change.since !== null) return refuseChanged(ctx, change);
  if (!inTime) {
    await answer(ctx, message(arrangementUndoRefusals.tooLate(what, minutes, back)));
    return;
  }
  const now = `现在是：${arrangedBefore(change, rules.settings, rules.directory)}。`;
  const taking = await takingBackOf(ctx, { what, source: change.source, since: change.at, issue: null, now });
  const own = { number, subject: change.subject, source: sourceOf(ctx), by: actor.id };
  const result = await takeBackArrangement(core.db, taking, own, await countedAnew(ctx, change));
  if (result === 'gone') return refuseChanged(ctx, change);
  await core.renewReaders();
  core.courier.wake();
}

function asked({ rules }: MessageContext, { subject, key, before, after }: ArrangementChange): [Action, Subject][] {
  switch (subject) {
    case 'grid':
      return [['changeGrid', {}]];
    case 'calendar':
      return [['changeCalendar', {}]];
    case 'rota': {
      const teams = rules.directory.data.teams.filter(({ id }) => id === Number(key));
      return [
        ['changeRota', { teams }],
        ...(before.months === after.months ? [] : [['changePeriod', {}] as [Action, Subject]]),
      ];
    }
  }
}

async function refuseChanged(ctx: MessageContext, { number, ...known }: ArrangementChange): Promise<void> {
  const { core, rules } = ctx;
  const change = (await arrangementByNumber(core.db, number)) ?? { number, ...known };
  const by = change.since?.by ?? null;
  const name = by === null ? null : (rules.directory.person(by)?.name ?? null);
  const what = arrangementWords(change, rules.directory);
  const back = waysBack(change, rules.settings, rules.directory);
  await answer(ctx, message(arrangementUndoRefusals.changedSince(what, name, back)));
}

/** Visits recorded meanwhile belong to the session they have by the rota that is there again. */
async function countedAnew({ core, rules, saidAt }: MessageContext, change: ArrangementChange): Promise<SessionAnew[]> {
  if (change.subject !== 'rota') return [];
  const { directory, settings } = rules;
  const visits = await visitsSince(core.db, change.at, addDays(dayOf(saidAt), -settings['visit.lateDays']));
  return visits.flatMap((visit) => {
    const cadre = directory.person(visit.cadre);
    if (cadre === undefined) return [];
    const by = (rota: TeamRota) =>
      sessionFor(rules, cadre, visit.place, visit.day, timeRecorded(visit), (team) =>
        team.id === Number(change.key) ? rota : team.rota,
      );
    const session = by(change.before);
    return visit.session === by(change.after) && visit.session !== session ? [{ id: visit.id, session }] : [];
  });
}
