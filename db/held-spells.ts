/** Times units held issues, read piece by piece: memory stays flat however many there are, and nobody waits for long. */
import { setImmediate } from 'node:timers/promises';
import type { IssueState } from '../domain/issue/state.ts';
import { DAY, type Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';

/** A time a unit held an issue; or several alike that are over, all begun on one day and ended on one. */
export interface HeldSpell {
  unit: number;
  category: number | null;
  from: Instant;
  /** Null while it runs. */
  to: Instant | null;
  /** Ended with an outcome; else it went elsewhere. */
  closed: boolean;
  /** Times the issue was shelved; null where it never was. */
  pauses: readonly { from: Instant; to: Instant | null }[] | null;
  count: number;
}

/** One that runs. */
export interface RunningSpell extends HeldSpell, Pick<IssueState, 'pendingExtension' | 'pendingRequest'> {
  issue: number;
  to: null;
  touchedAt: Instant;
  due: Instant | null;
}

/** Rows a page: some milliseconds of the embedded database, which holds the thread meanwhile. */
const PAGE = 250;

const iso = (at: Instant): string => new Date(at).toISOString();
const epoch = (value: string): string => `(extract(epoch from ${value}) * 1000)::float8`;
const pausesOf = (issue: string): string => `(
    select jsonb_agg(jsonb_build_object('from', ${epoch('z.started_at')}, 'to', ${epoch('z.ended_at')}))
    from clock_intervals z where z.kind = 'pause' and z.issue = ${issue}) as pauses`;
const dayNumber = (at: string): string => `floor((extract(epoch from ${at}) + 28800) / 86400)`;

// Alike is what began and ended on the same days; what was shelved stays by itself.
const ended = `with h as (
    select c.unit, i.category, c.started_at, c.ended_at, c.ended_by = 'outcome' as closed, ${pausesOf('c.issue')}
    from clock_intervals c join issues i on i.number = c.issue
    where c.kind = 'unit' and c.ended_at >= $1::text::timestamptz and c.ended_at < $2::text::timestamptz
  )
  select unit, category, closed, pauses, ${epoch('min(started_at)')} as "from", ${epoch('min(ended_at)')} as "to",
    count(*)::int as count
  from h group by unit, category, closed, pauses, ${dayNumber('started_at')}, ${dayNumber('ended_at')},
    case when pauses is not null then started_at end, case when pauses is not null then ended_at end`;

// `null` where it still runs; $4 on are the last of the page before.
const single = (condition: string, order: string): string => `with p as (
    select issue, seq, unit, started_at, ended_at, due from clock_intervals
    where kind = 'unit' and started_at < $1::text::timestamptz and ${condition}
    order by ${order} limit ${PAGE}
  )
  select p.issue, p.seq, p.unit, i.category, ${epoch('p.started_at')} as "from", ${epoch('p.ended_at')} as ended,
    ${epoch('p.due')} as due, ${epoch('i.touched_at')} as "touchedAt",
    i.pending_extension as "pendingExtension", i.pending_request as "pendingRequest", ${pausesOf('p.issue')}
  from p join issues i on i.number = p.issue order by ${order}`;
const running = single('ended_at is null and (unit, issue, seq) > ($2::int, $3::int, $4::int)', 'unit, issue, seq');
const endedSince = single(
  'ended_at >= $2::text::timestamptz and (ended_at, issue, seq) > ($2::text::timestamptz, $3::int, $4::int)',
  'ended_at, issue, seq',
);

interface Single extends Pick<RunningSpell, 'pendingExtension' | 'pendingRequest'> {
  issue: number;
  seq: number;
  unit: number;
  category: number | null;
  from: Instant;
  ended: Instant | null;
  due: Instant | null;
  touchedAt: Instant;
  pauses: HeldSpell['pauses'];
}

type Runner = Pick<Database, 'query'>;

/** Page after page, each begun after the last row of the one before; between them others have their turn. */
async function* pages(first: readonly [number | string, number, number], read: ReadPage): AsyncGenerator<Single[]> {
  let after = first;
  for (;;) {
    const rows = await read.rows(after);
    yield rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = [read.place(last), last.issue, last.seq];
    await setImmediate();
  }
}
interface ReadPage {
  rows(after: readonly [number | string, number, number]): Promise<Single[]>;
  /** What the order begins with. */
  place(row: Single): number | string;
}

/**
 * Hands over all that units held at some time since `from` and began before `to`, each once: what ended later, or ends
 * while it is read, ran at `to`.
 */
export async function eachHeld(
  db: Runner,
  from: Instant,
  to: Instant,
  take: (spell: HeldSpell | RunningSpell) => void,
): Promise<void> {
  const seen = new Set<string>();
  const open = pages([0, 0, 0], {
    rows: (after) => db.query<Single>(running, [iso(to), ...after]),
    place: ({ unit }) => unit,
  });
  for await (const page of open)
    for (const { issue, seq, ended: _, ...row } of page) {
      seen.add(`${issue}:${seq}`);
      take({ ...row, issue, to: null, closed: false, count: 1 });
    }
  const later = pages([iso(to), 0, 0], {
    rows: (after) => db.query<Single>(endedSince, [iso(to), ...after]),
    place: (row) => iso(row.ended ?? to),
  });
  for await (const page of later)
    for (const { unit, category, from: began, issue, seq, pauses } of page)
      if (!seen.has(`${issue}:${seq}`))
        take({ unit, category, from: began, to: null, closed: false, pauses, count: 1 });
  // A day at a time: the embedded database answers without letting go of the thread.
  for (let day = from; day < to; day += DAY) {
    for (const row of await db.query<HeldSpell>(ended, [iso(day), iso(Math.min(day + DAY, to))])) take(row);
    await setImmediate();
  }
}
