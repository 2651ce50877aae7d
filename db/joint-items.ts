/** Joint items: opened for an emerging issue or joined by it, and read as the sum of their events. */
import { foldJointItem, type JointItem, type JointItemEvent, type JointItemState } from '../domain/joint-item.ts';
import type { Log } from '../domain/taken-back.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { unitNow } from './supervised-units.ts';
import { eventsOf } from './supervision-events.ts';
import { isOver, linkTakenBack } from './supervision-standing.ts';
import type { Runner } from './supervision.ts';
import { violatedConstraint } from './unavailable.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

interface Row extends JointItem {
  events: Log<JointItemEvent>;
}

const columns = `j.number, j.town, j.category, j.unit, j.text, j.due,
  (extract(epoch from j.opened_at) * 1000)::float8 as "openedAt", j.opened_by as "openedBy",
  (select coalesce(jsonb_agg(jsonb_build_object('emerging', s.emerging, 'joined', s.joined, 'source', s.source,
      'issues', m.evidence -> 'issues') order by s.emerging), '[]')
   from joint_item_surges s join emerging_issues m on m.id = s.emerging where s.item = j.number) as links,
  ${eventsOf('jointItem', 'j.number')} as events`;

export interface LoadedJointItem {
  item: JointItem;
  log: Log<JointItemEvent>;
}

const stateOf = ({ events, ...item }: Row): JointItemState => foldJointItem(item, events);

export async function loadJointItem(db: Runner, number: number): Promise<LoadedJointItem | null> {
  const [row] = await db.query<Row>(`select ${columns} from joint_items j where j.number = $1::int`, [number]);
  if (row === undefined) return null;
  const { events, ...item } = row;
  return { item, log: events };
}

/** Those not settled, led by some units where given; oldest first. */
export async function openJointItems(db: Runner, units: readonly number[] | null): Promise<JointItemState[]> {
  const rows = await db.query<Row>(
    `select ${columns} from joint_items j
     where not ${isOver('jointItem', 'j.number')} and ($1::int[] is null or ${unitNow('jointItem', 'j.number', 'j.unit')} = any($1::int[]))
     order by j.number`,
    [units === null ? null : [...units]],
  );
  return rows.map(stateOf);
}

/** The joint items that deal with an issue. */
export async function jointItemsOf(db: Runner, issue: number): Promise<JointItemState[]> {
  const rows = await db.query<Row>(
    `select ${columns} from joint_items j join joint_item_issues l on l.item = j.number
     where l.issue = $1::int order by j.number`,
    [issue],
  );
  return rows.map(stateOf).filter(({ issues }) => issues.includes(issue));
}

/** What became of emerging issues: the joint item each is dealt with in. */
export async function jointItemsFor(db: Runner, emerging: readonly number[]): Promise<Map<number, JointItemState>> {
  const rows = await db.query<Row>(
    `select ${columns} from joint_items j where j.number in (
       select item from joint_item_surges
       where emerging in (select value::int from jsonb_array_elements_text($1::text::jsonb)))`,
    [JSON.stringify(emerging)],
  );
  return new Map(rows.map(stateOf).flatMap((item) => item.surges.map((one) => [one, item] as const)));
}

export interface Opening {
  emerging: number;
  /** Place of what happens in the list of the emerging issue. */
  seq: number;
  unit: number;
  text: string | null;
  due: Day | null;
  by: number;
  at: Instant;
  source: string;
}

// $1 emerging · $2 unit · $3 text · $4 due · $5 at · $6 by · $7 source · $8 seq
const opening = `with surge as (
    select id, town, category, evidence -> 'issues' as issues from emerging_issues
    where id = $1::int and not exists (
      select 1 from joint_item_surges s where s.emerging = $1::int and not ${linkTakenBack('s')})
  ), known as (
    select j.number from joint_items j join surge s on s.category = j.category and s.town is not distinct from j.town
    where not ${isOver('jointItem', 'j.number')} order by j.number limit 1
  ), begun as (
    insert into joint_items (town, category, unit, text, due, opened_at, opened_by)
    select town, category, $2::int, $3, $4, $5::text::timestamptz, $6::int from surge
    where not exists (select 1 from known) returning number
  ), item as (
    select number, true as joined from known union all select number, false from begun
  ), linked as (
    insert into joint_item_surges (emerging, item, joined, source)
    select s.id, i.number, i.joined, $7 from surge s, item i
    returning emerging, item, joined
  ), behind as (
    insert into joint_item_issues (item, issue)
    select l.item, value::int from linked l, surge s, jsonb_array_elements_text(s.issues)
    on conflict do nothing
  )
  insert into supervision_events (subject, number, seq, type, at, actor, source, data)
  select e.subject, e.number, e.seq, case when e.joined then 'joined' else 'opened' end, $5::text::timestamptz, $6::int, $7, e.data
  from (
    select 'surge' as subject, emerging as number, $8::int as seq, joined, jsonb_build_object('item', item) as data
    from linked
    union all
    select 'jointItem', item, 1 + coalesce((
        select max(s.seq) from supervision_events s where s.subject = 'jointItem' and s.number = item), 0),
      joined, jsonb_build_object('emerging', emerging)
    from linked
  ) e`;

/**
 * Makes an emerging issue a joint item with the issues behind it; where one of the same town and category is not settled
 * yet, they join that. One statement, which does nothing where the issue was dealt with before, by this message or another,
 * or where it or the item has changed in between.
 */
export async function openJointItem(db: Database, one: Opening): Promise<void> {
  const { emerging, seq, unit, text, due, by, at, source } = one;
  try {
    await db.query(opening, [emerging, unit, text, due, iso(at), by, source, seq]);
  } catch (error) {
    // Two at once: the other was first.
    if (!/^(?:joint_item_surges|supervision_events)_/.test(violatedConstraint(error) ?? '')) throw error;
  }
}
