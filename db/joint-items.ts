/** Joint items: opened for an emerging issue or joined by it, and read as the sum of their events. */
import {
  evolveJointItem,
  newJointItem,
  type JointItem,
  type JointItemEvent,
  type JointItemState,
} from '../domain/joint-item.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { unitNow } from './supervised-units.ts';
import { eventsOf, type Logged } from './supervision-events.ts';
import type { Runner } from './supervision.ts';
import { violatedConstraint } from './unavailable.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

interface Row extends JointItem {
  events: Logged<JointItemEvent>[];
}

const columns = `j.number, j.town, j.category, j.unit, j.text, j.due,
  (extract(epoch from j.opened_at) * 1000)::float8 as "openedAt", j.opened_by as "openedBy",
  (select coalesce(jsonb_agg(b.issue order by b.issue), '[]') from joint_item_issues b where b.item = j.number) as issues,
  (select coalesce(jsonb_agg(s.emerging order by s.emerging), '[]') from joint_item_surges s where s.item = j.number) as surges,
  ${eventsOf('jointItem', 'j.number')} as events`;

const settled = `exists (select 1 from supervision_events e
  where e.subject = 'jointItem' and e.number = j.number and e.type = 'settled')`;

export interface LoadedJointItem {
  item: JointItem;
  log: readonly Logged<JointItemEvent>[];
}

/** What an item and its log add up to. */
export const jointItemFrom = (item: JointItem, log: readonly JointItemEvent[]): JointItemState =>
  log.reduce(evolveJointItem, newJointItem(item));

const stateOf = ({ events, ...item }: Row): JointItemState => jointItemFrom(item, events);

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
     where not ${settled} and ($1::int[] is null or ${unitNow('jointItem', 'j.number', 'j.unit')} = any($1::int[]))
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
  return rows.map(stateOf);
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
  unit: number;
  text: string | null;
  due: Day | null;
  by: number;
  at: Instant;
  source: string;
}

/**
 * Makes an emerging issue a joint item with the issues behind it; where one of the same town and category is not settled
 * yet, they join that. One statement. False when it was dealt with before, by this message or another.
 */
export async function openJointItem(db: Database, opening: Opening): Promise<boolean> {
  const { emerging, unit, text, due, by, at, source } = opening;
  try {
    const rows = await db.query(
      `with surge as (
         select id, town, category, evidence -> 'issues' as issues from emerging_issues
         where id = $1::int and not exists (select 1 from joint_item_surges where emerging = $1::int)
       ), known as (
         select j.number from joint_items j join surge s on s.category = j.category and s.town is not distinct from j.town
         where not ${settled} order by j.number limit 1
       ), begun as (
         insert into joint_items (town, category, unit, text, due, opened_at, opened_by)
         select town, category, $2::int, $3, $4, $5::text::timestamptz, $6::int from surge
         where not exists (select 1 from known) returning number
       ), item as (
         select number, true as joined from known union all select number, false from begun
       ), linked as (
         insert into joint_item_surges (emerging, item, joined, source)
         select s.id, i.number, i.joined, $7 from surge s, item i
         returning item
       ), behind as (
         insert into joint_item_issues (item, issue)
         select l.item, value::int from linked l, surge s, jsonb_array_elements_text(s.issues)
         on conflict do nothing
       )
       select item from linked`,
      [emerging, unit, text, due, iso(at), by, source],
    );
    return rows.length > 0;
  } catch (error) {
    // Two at once: the other was first.
    if (violatedConstraint(error)?.startsWith('joint_item_surges_') === true) return false;
    throw error;
  }
}

export interface Opened {
  emerging: number;
  item: number;
  joined: boolean;
}

/** What a message made of an emerging issue; null when it made nothing. */
export async function openedBySource(db: Runner, source: string): Promise<Opened | null> {
  const [row] = await db.query<Opened>('select emerging, item, joined from joint_item_surges where source = $1', [
    source,
  ]);
  return row ?? null;
}
