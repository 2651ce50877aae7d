/** Calls and milestones that go to others with a change of the roster, in one statement; and what went when somebody left. */
import type { RectificationEventOf } from '../domain/rectification.ts';
import type { HandedOver } from '../domain/roster-change.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import type { ChangeOrigin } from './roster-changes.ts';
import { stands } from './standing.ts';
import { violatedConstraint } from './unavailable.ts';

interface HandingOver {
  /** Whose change it is. */
  person: number;
  handedOver: HandedOver;
  /** The next event of each rectification whose milestones go. */
  steps: readonly { number: number; seq: number; event: RectificationEventOf<'milestonesHandedOver'> }[];
}

const statement = `with change as (
    insert into roster_changes (source, at, by, kind, person, unit, data, takes_back)
    select $1, $2::text::timestamptz, $3::int, 'handedOver', p.id, p.unit,
      jsonb_build_object('handedOver', $5::text::jsonb), $7::int
    from people p where p.id = $4::int on conflict (source) do nothing returning number
  ), calls as (
    update follow_ups f set inspector = c."to"
    from change, jsonb_to_recordset($5::text::jsonb -> 'calls') as c(issue int, "from" int, "to" int)
    where f.issue = c.issue and f.pending and f.inspector = c."from"
  )
  insert into supervision_events (subject, number, seq, type, at, actor, source, data)
  select 'rectification', s.number, s.seq, s.event ->> 'type', $2::text::timestamptz, $3::int, $1 || '#' || s.number,
    s.event -> 'data'
  from change, jsonb_to_recordset($6::text::jsonb) as s(number int, seq int, event jsonb)`;

/** Nothing where a rectification has changed since, or the message handed it over before: look again. */
export async function handOverSupervised(
  db: Database,
  { person, handedOver, steps }: HandingOver,
  { source, at, by, takesBack }: ChangeOrigin,
): Promise<void> {
  try {
    await db.query(statement, [
      source,
      new Date(at).toISOString(),
      by,
      person,
      JSON.stringify(handedOver),
      JSON.stringify(steps),
      takesBack ?? null,
    ]);
  } catch (error) {
    if (violatedConstraint(error)?.startsWith('supervision_events_') !== true) throw error;
  }
}

/** What went to others when somebody left. */
export interface WentAlong {
  /** First-receiver duties: to whom, and whether they have done something to the issue since. */
  duties: { issue: number; to: number; acted: boolean }[];
  /** The change that handed calls and milestones over; null where none did, or it was taken back. */
  supervised: { number: number; at: Instant; handedOver: HandedOver } | null;
}

/** @param change 离职, by its number */
export async function wentAlongWith(db: Database, change: number): Promise<WentAlong> {
  // All was handed over with the message that let them go, be it that it was finished after a crash.
  const [row] = await db.query<WentAlong>(
    `with c as (select source, at, person from roster_changes where number = $1::int)
     select coalesce((select jsonb_agg(jsonb_build_object('issue', e.issue, 'to', (e.data ->> 'to')::int, 'acted', exists (
           select 1 from events l where l.issue = e.issue and l.seq > e.seq and l.actor = (e.data ->> 'to')::int
         )) order by e.issue)
       from c, events e
       where e.at >= c.at and e.at < c.at + interval '2 days' and e.type = 'dutyHandedOver' and e.source = c.source
         and (e.data ->> 'from')::int = c.person and ${stands('e')}), '[]') as duties,
     (select jsonb_build_object('number', h.number, 'at', (extract(epoch from h.at) * 1000)::float8,
         'handedOver', h.data -> 'handedOver')
       from c, roster_changes h where h.source = c.source || '#handedOver' and not exists (
         select 1 from roster_changes b where b.takes_back = h.number)) as supervised`,
    [change],
  );
  return row ?? { duties: [], supervised: null };
}
