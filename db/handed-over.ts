/** What somebody who leaves hands over beside issues: calls and milestones, with their change of the roster, in one statement. */
import type { RectificationEventOf } from '../domain/rectification.ts';
import type { HandedOver } from '../domain/roster-change.ts';
import type { Database } from './connect.ts';
import type { ChangeOrigin } from './roster-changes.ts';
import { violatedConstraint } from './unavailable.ts';

interface HandingOver {
  from: number;
  handedOver: HandedOver;
  /** The next event of each rectification whose milestones go. */
  steps: readonly { number: number; seq: number; event: RectificationEventOf<'milestonesHandedOver'> }[];
}

const statement = `with change as (
    insert into roster_changes (source, at, by, kind, person, unit, data)
    select $1, $2::text::timestamptz, $3::int, 'handedOver', p.id, p.unit,
      jsonb_build_object('handedOver', $5::text::jsonb)
    from people p where p.id = $4::int on conflict (source) do nothing returning number
  ), calls as (
    update follow_ups f set inspector = c."to" from change, jsonb_to_recordset($5::text::jsonb -> 'calls') as c(issue int, "to" int)
    where f.issue = c.issue and f.pending and f.inspector = $4::int
  )
  insert into supervision_events (subject, number, seq, type, at, actor, source, data)
  select 'rectification', s.number, s.seq, s.event ->> 'type', $2::text::timestamptz, $3::int, $1 || '#' || s.number,
    s.event -> 'data'
  from change, jsonb_to_recordset($6::text::jsonb) as s(number int, seq int, event jsonb)`;

/** Nothing where a rectification has changed since, or the message handed it over before: look again. */
export async function handOverSupervised(
  db: Database,
  { from, handedOver, steps }: HandingOver,
  { source, at, by }: ChangeOrigin,
): Promise<void> {
  try {
    await db.query(statement, [
      source,
      new Date(at).toISOString(),
      by,
      from,
      JSON.stringify(handedOver),
      JSON.stringify(steps),
    ]);
  } catch (error) {
    if (violatedConstraint(error)?.startsWith('supervision_events_') !== true) throw error;
  }
}
