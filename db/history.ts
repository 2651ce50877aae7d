/** The history of an issue, and what a person did last. */
import type { IssueEvent } from '../domain/issue/events.ts';
import type { Logged } from '../domain/issue/undo.ts';
import type { Instant } from '../domain/time.ts';
import { lastArrangementOf } from './arrangements.ts';
import type { Database } from './connect.ts';
import { notTakenBack, stands } from './standing.ts';
import { isOwnAct } from './supervision-standing.ts';

const iso = (at: Instant): string => new Date(at).toISOString();
const epoch = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** All events in order, those that were taken back and those that say so included. */
export async function loadHistory(db: Database, number: number): Promise<Logged[]> {
  const rows = await db.query<IssueEvent & { source: string }>(
    `select type, ${epoch('at')} as at, actor, data, source from events where issue = $1::int order by seq`,
    [number],
  );
  return rows.map(({ source, ...event }) => ({ source, event: event as IssueEvent }));
}

/**
 * issue, visit, roster: by their number · step: of the ladder, by the issue · inspection, arrangement, summons: by their
 * number · settlement: of a summons, by its number · follow-up: by the issue · supervision: whatever inspectors follow by a list of events, by its
 * number · edition: of a table or a pack, corrected · undone: what was taken back itself
 */
export const doneKinds = [
  'issue',
  'roster',
  'visit',
  'step',
  'inspection',
  'arrangement',
  'followUp',
  'summons',
  'settlement',
  'supervision',
  'edition',
  'undone',
] as const;
export type DoneKind = (typeof doneKinds)[number];

export interface LastDone {
  kind: DoneKind;
  id: number;
  at: Instant;
}

/** `$1` who, `$2` since when; each gives its last. A split is done to the whole: that its parts began is no act of its own. */
const lastOf: readonly string[] = [
  `select 'issue' as kind, e.issue as id, e.at from events e
    where e.at >= $2::text::timestamptz and e.actor = $1::int and ${stands('e')}
      and not exists (select 1 from events b
        where b.issue = e.issue and b.seq = 1 and b.data ->> 'parent' is not null and b.source = e.source)
    order by e.at desc, e.recorded_at desc limit 1`,
  `select 'visit', id, recorded_at from visits
    where cadre = $1::int and recorded_at >= $2::text::timestamptz and withdrawn_at is null order by id desc limit 1`,
  `select 'roster', number, at from roster_changes c
    where c.by = $1::int and c.at >= $2::text::timestamptz and c.takes_back is null and c.kind <> 'handedOver'
      and not exists (select 1 from roster_changes t where t.takes_back = c.number) order by c.number desc limit 1`,
  `select 'step', issue, decided_at from reminders
    where decided_by = $1::int and decided_at >= $2::text::timestamptz and source is not null order by decided_at desc limit 1`,
  `select 'inspection', number, at from inspections
    where inspector = $1::int and at >= $2::text::timestamptz and withdrawn_at is null order by at desc, number desc limit 1`,
  lastArrangementOf,
  `select 'followUp', issue, at from follow_up_results r
    where at >= $2::text::timestamptz and by = $1::int and ${notTakenBack('r')} order by at desc limit 1`,
  `select 'summons', number, proposed_at from summons
    where issue is null and proposed_by = $1::int and proposed_at >= $2::text::timestamptz order by number desc limit 1`,
  `select 'settlement', number, settled_at from summons
    where settled_by = $1::int and settled_at >= $2::text::timestamptz order by settled_at desc limit 1`,
  `select 'supervision', number, at from supervision_events e where ${isOwnAct('e')} order by at desc limit 1`,
  `select 'edition', edition, issued_at from (
      select edition, issued_at from monthly_tables where issued_by = $1::int and issued_at >= $2::text::timestamptz
      union all
      select edition, issued_at from quarterly_packs where issued_by = $1::int and issued_at >= $2::text::timestamptz
    ) e order by issued_at desc limit 1`,
  // What a person took back is the last they did: an older act is taken back only by its number.
  `select 'undone', 0, at from (
      (select e.at from events e where e.at >= $2::text::timestamptz and e.actor = $1::int and e.type = 'undone'
        order by e.at desc limit 1)
      union all
      select withdrawn_at from visits where cadre = $1::int and withdrawn_at >= $2::text::timestamptz
      union all
      select at from roster_changes where by = $1::int and at >= $2::text::timestamptz and takes_back is not null
      union all
      select at from steps_taken_back where by = $1::int and at >= $2::text::timestamptz
      union all
      select at from follow_ups_taken_back where by = $1::int and at >= $2::text::timestamptz
      union all
      select at from summons_taken_back where by = $1::int and at >= $2::text::timestamptz
      union all
      select withdrawn_at from inspections where inspector = $1::int and withdrawn_at >= $2::text::timestamptz
      union all
      select at from arrangement_changes where by = $1::int and at >= $2::text::timestamptz and takes_back is not null
      union all
      select at from supervision_events where actor = $1::int and at >= $2::text::timestamptz and type = 'undone'
    ) u order by at desc limit 1`,
];

// Of what one message did at the same moment the change of the roster comes first, then the issue's own event.
const last = `select kind, id, ${epoch('at')} as at from (${lastOf.map((one) => `(${one})`).join(' union all ')}) done (kind, id, at)
  order by at desc, kind = 'roster' desc, kind = 'issue' desc limit 1`;

const lastToIssue = `select kind, id, ${epoch('at')} as at from (
    (select 'issue', issue, at from events e
     where e.issue = $3::int and e.actor = $1::int and e.at >= $2::text::timestamptz and ${stands('e')}
     order by e.seq desc limit 1)
    union all
    (select 'step', issue, decided_at from reminders
     where issue = $3::int and decided_by = $1::int and decided_at >= $2::text::timestamptz and source is not null
     order by decided_at desc limit 1)
    union all
    (select 'followUp', issue, at from follow_up_results r
     where issue = $3::int and by = $1::int and at >= $2::text::timestamptz and ${notTakenBack('r')}
     order by at desc limit 1)
  ) done (kind, id, at) order by at desc, kind = 'issue' desc limit 1`;

/** What a person did last since a moment, of what still stands; to one issue where given: its events, steps, follow-ups. */
export async function lastDoneBy(
  db: Database,
  person: number,
  since: Instant,
  issue: number | null = null,
): Promise<LastDone | null> {
  const [row] = await db.query<LastDone>(issue === null ? last : lastToIssue, [
    person,
    iso(since),
    ...(issue === null ? [] : [issue]),
  ]);
  return row ?? null;
}
