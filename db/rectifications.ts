/** Rectifications: begun when a flag is confirmed, read as the sum of their events. */
import { foldRectification, type RectificationEvent, type RectificationState } from '../domain/rectification.ts';
import type { Log } from '../domain/taken-back.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { unitNow } from './supervised-units.ts';
import { eventsOf } from './supervision-events.ts';
import { isOver, takenBack } from './supervision-standing.ts';
import type { Runner } from './supervision.ts';
import { violatedConstraint } from './unavailable.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

export interface Rectification {
  state: RectificationState;
  log: Log<RectificationEvent>;
}

interface Row {
  number: number;
  events: Log<RectificationEvent>;
}

const columns = `r.number, ${eventsOf('rectification', 'r.number')} as events`;

const read = (rows: readonly Row[]): Rectification[] =>
  rows.flatMap(({ number, events }) => {
    const state = foldRectification(number, events);
    return state === null ? [] : [{ state, log: events }];
  });

export async function loadRectification(db: Runner, number: number): Promise<Rectification | null> {
  const [found] = read(
    await db.query<Row>(`select ${columns} from rectifications r where r.number = $1::int`, [number]),
  );
  return found ?? null;
}

/** The one a message began or joined a flag to; null when it did neither. */
export async function rectificationBySource(db: Runner, source: string): Promise<Rectification | null> {
  const [found] = read(
    await db.query<Row>(
      `select ${columns} from rectifications r where r.number =
         (select number from supervision_events where subject = 'rectification' and source = $1)`,
      [source],
    ),
  );
  return found ?? null;
}

/** Those neither verified nor taken back, of some units where given; oldest first. */
export const openRectifications = async (db: Runner, units: readonly number[] | null): Promise<RectificationState[]> =>
  (await openRectificationLogs(db, units)).map(({ state }) => state);

/** The same with what happened to each. */
export async function openRectificationLogs(
  db: Runner,
  units: readonly number[] | null = null,
): Promise<Rectification[]> {
  const rows = await db.query<Row>(
    `select ${columns} from rectifications r
     where not ${isOver('rectification', 'r.number')} and ($1::int[] is null or ${unitNow('rectification', 'r.number', 'r.unit')} = any($1::int[]))
     order by r.number`,
    [units === null ? null : [...units]],
  );
  return read(rows);
}

/** As they stood at `to`, what was taken back since left out; without those that were over before `from`. */
export async function rectificationsBetween(db: Runner, from: Instant, to: Instant): Promise<RectificationState[]> {
  const rows = await db.query<Row>(
    `select ${columns} from rectifications r
     where r.suggested_at < $2::text::timestamptz
       and not exists (select 1 from supervision_events v
         where v.subject = 'rectification' and v.number = r.number and v.type = 'verified'
           and v.at < $1::text::timestamptz and not ${takenBack('v')})
     order by r.number`,
    [iso(from), iso(to)],
  );
  return rows.flatMap(({ number, events }) => {
    const state = foldRectification(number, events, to);
    return state === null || state.status === 'withdrawn' ? [] : [state];
  });
}

export interface Confirmation {
  flag: number;
  /** The suggestion it is joined to; null begins a new one. */
  joins: { number: number; version: number } | null;
  event: RectificationEvent;
  source: string;
}

/**
 * Confirms a flag that is still a draft, and begins or joins a suggestion, in one statement. `decided`: the flag was no
 * draft any more. `conflict`: the suggestion, or the flag, has changed in between; load it and decide again.
 */
export async function confirmFlag(
  db: Database,
  { flag, joins, event, source }: Confirmation,
): Promise<'confirmed' | 'decided' | 'conflict'> {
  try {
    const rows = await db.query(
      `with decided as (
         update flags set state = 'confirmed', decided_by = $2::int, decided_at = $3::text::timestamptz
         where id = $1::int and state = 'draft' returning id
       ), begun as (
         insert into rectifications (unit, suggested_at)
         select ($8::text::jsonb ->> 'unit')::int, $3::text::timestamptz from decided where $4::int is null returning number
       ), led as (
         select d.id, coalesce($4::int, (select number from begun)) as number from decided d
       )
       insert into supervision_events (subject, number, seq, type, at, actor, source, data)
       select 'rectification', number, $5::int, $6, $3::text::timestamptz, $2::int, $7, $8::text::jsonb from led
       union all
       select 'flag', id, 1 + coalesce((
           select max(s.seq) from supervision_events s where s.subject = 'flag' and s.number = id), 0),
         'confirmed', $3::text::timestamptz, $2::int, $7, jsonb_build_object('rectification', number) from led
       returning number`,
      [
        flag,
        event.actor,
        iso(event.at),
        joins?.number ?? null,
        (joins?.version ?? 0) + 1,
        event.type,
        source,
        JSON.stringify(event.data),
      ],
    );
    return rows.length > 0 ? 'confirmed' : 'decided';
  } catch (error) {
    if (violatedConstraint(error)?.startsWith('supervision_events_') === true) return 'conflict';
    throw error;
  }
}
