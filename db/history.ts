/** The history of an issue, and what a person did last. */
import type { IssueEvent } from '../domain/issue/events.ts';
import type { Logged } from '../domain/issue/undo.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { stands } from './standing.ts';

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

export interface LastDone {
  /** An issue, a visit that was recorded, or a change of the roster. */
  kind: 'issue' | 'visit' | 'roster';
  id: number;
  at: Instant;
}

const last = `with issue as (
    select 'issue' as kind, e.issue as id, ${epoch('e.at')} as at from events e
    where e.at >= $2::text::timestamptz and e.actor = $1::int and ${stands('e')}
    order by e.at desc, e.recorded_at desc limit 1
  ), visit as (
    select 'visit' as kind, id, ${epoch('recorded_at')} as at from visits
    where cadre = $1::int and recorded_at >= $2::text::timestamptz and withdrawn_at is null order by id desc limit 1
  ), roster as (
    select 'roster' as kind, number as id, ${epoch('at')} as at from roster_changes c
    where c.by = $1::int and c.at >= $2::text::timestamptz and c.takes_back is null and c.kind <> 'handedOver'
      and not exists (select 1 from roster_changes t where t.takes_back = c.number) order by c.number desc limit 1
  )
  select kind, id, at from (
    select * from issue union all select * from visit union all select * from roster
  ) done order by at desc, kind = 'roster' desc limit 1`;

/** What a person did last since a moment, of what still stands. */
export async function lastDoneBy(db: Database, person: number, since: Instant): Promise<LastDone | null> {
  const [row] = await db.query<LastDone>(last, [person, iso(since)]);
  return row ?? null;
}
