/** What stands of the events of supervision, in SQL: one that was taken back stays in its list and counts nowhere. */
import type { SupervisionSubject } from './schema/rectifications.ts';

const undoes = (subject: string, number: string, source: string): string => `exists (
    select 1 from supervision_events u where u.subject = ${subject} and u.number = ${number} and u.type = 'undone'
      and u.data ->> 'source' = ${source})`;

/** For `where`: an event that was taken back. `e` is the alias of `supervision_events`. */
export const takenBack = (e: string): string => undoes(`${e}.subject`, `${e}.number`, `${e}.source`);

/**
 * For `where`: what a person did and was not taken back; `$1` who, `$2` since when. What follows from a change of the roster
 * or the calendar is no act of its own.
 */
export const isOwnAct = (e: string): string => `${e}.actor = $1::int and ${e}.at >= $2::text::timestamptz
    and ${e}.type not in ('undone', 'daysMoved', 'inherited', 'milestonesHandedOver') and not ${takenBack(e)}`;

/** For `where`: an emerging issue that is not in its joint item any more. `s` is the alias of `joint_item_surges`. */
export const linkTakenBack = (s: string): string => undoes(`'jointItem'`, `${s}.item`, `${s}.source`);

/** For `where`: a finding whose inspection was taken back. `f` is the alias of `findings`. */
export const inspectionTakenBack = (f: string): string => `exists (
    select 1 from inspections n where n.number = ${f}.inspection and n.withdrawn_at is not null)`;

/** What ends each, and the event it begins with; a finding begins with its inspection. */
const ends: Record<SupervisionSubject, string> = {
  rectification: 'verified',
  finding: 'settled',
  jointItem: 'settled',
};
const begins = { rectification: 'suggested', jointItem: 'opened' };

const beginningTakenBack = (subject: SupervisionSubject): string =>
  subject === 'finding' ? '' : ` or o.type = '${begins[subject]}' and ${takenBack('o')}`;

/** For `where`: it has ended, or its beginning was taken back. `number` is a column of the statement's own. */
export const isOver = (subject: SupervisionSubject, number: string): string => `exists (
    select 1 from supervision_events o where o.subject = '${subject}' and o.number = ${number}
      and (o.type = '${ends[subject]}' and not ${takenBack('o')}${beginningTakenBack(subject)}))`;

/** For `where`: a finding nobody has to see to any more. `f` is the alias of `findings`. */
export const findingIsOver = (f: string): string =>
  `(${isOver('finding', `${f}.number`)} or ${inspectionTakenBack(f)})`;
