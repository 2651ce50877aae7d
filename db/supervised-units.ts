/** Which unit answers for what inspectors follow: the one it was begun for, or that it was merged into since. */
import type { Database } from './connect.ts';
import type { InheritedSubject } from './schema/rectifications.ts';
import { findingIsOver, isOver, takenBack } from './supervision-standing.ts';

/**
 * SQL for the unit of a row now.
 *
 * @param number and unit: columns of the statement's own
 * @param before a moment, as SQL: only mergers before it count
 */
export const unitNow = (subject: InheritedSubject, number: string, unit: string, before?: string): string => `coalesce(
  (select (h.data ->> 'to')::int from supervision_events h
   where h.subject = '${subject}' and h.number = ${number} and h.type = 'inherited'
     ${before === undefined ? '' : `and h.at < ${before}`} order by h.seq desc limit 1), ${unit})`;

/** SQL for all of a unit that is not over: subject and number. A flag is over when it is dismissed, or its rectification is. */
export const openOfUnit = (unit: string): string => `
  select 'rectification' as subject, r.number from rectifications r
  where ${unitNow('rectification', 'r.number', 'r.unit')} = ${unit} and not ${isOver('rectification', 'r.number')}
  union all
  select 'finding', f.number from findings f
  where ${unitNow('finding', 'f.number', 'f.unit')} = ${unit} and not ${findingIsOver('f')}
  union all
  select 'jointItem', j.number from joint_items j
  where ${unitNow('jointItem', 'j.number', 'j.unit')} = ${unit} and not ${isOver('jointItem', 'j.number')}
  union all
  select 'flag', f.id from flags f
  where ${unitNow('flag', 'f.id', 'f.unit')} = ${unit} and f.state <> 'dismissed' and not exists (
    select 1 from supervision_events c where c.subject = 'rectification' and c.type in ('suggested', 'joined')
      and not ${takenBack('c')} and (c.data ->> 'flag')::int = f.id and ${isOver('rectification', 'c.number')})`;

/**
 * SQL that writes the event of a merger for each row of `moved` (subject, number), `go` being the unit they go to.
 * $1–$3 are who asked: source, at, by.
 */
export const inheritMoved = (from: string, to: string, reason: string): string => `
  insert into supervision_events (subject, number, seq, type, at, actor, source, data)
  select m.subject, m.number, 1 + coalesce((select max(s.seq) from supervision_events s
      where s.subject = m.subject and s.number = m.number), 0), 'inherited', $2::text::timestamptz, $3::int,
    $1 || '#' || m.number, jsonb_build_object('from', ${from}, 'to', ${to}, 'reason', ${reason})
  from moved m, go`;

/** How many of each a merger, or its taking back, has moved. */
export async function inheritedBy(
  db: Pick<Database, 'query'>,
  source: string,
): Promise<ReadonlyMap<InheritedSubject, number>> {
  const rows = await db.query<{ subject: InheritedSubject; count: number }>(
    `select subject, count(*)::int as count from supervision_events
     where type = 'inherited' and starts_with(source, $1 || '#') group by subject`,
    [source],
  );
  return new Map(rows.map(({ subject, count }) => [subject, count]));
}
