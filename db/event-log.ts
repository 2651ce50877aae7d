/** Looks through the event log for what cannot have come about by appending. */
import type { Database } from './connect.ts';

export interface LogCheck {
  events: number;
  /** Issues whose events are not what was written: changed, missing in between, or missing at the end. */
  broken: number[];
}

/** Broken issues named at the most. */
const NAMED = 20;
/** Issues looked at in one statement: about a second. */
const SPAN = 20_000;

// The same words as the trigger events_seal; an event that was changed, or follows one that was, has another hash.
const check = `with chained as (
    select issue, seq, hash, lag(seq) over w as before, encode(sha256(convert_to(
      concat_ws('|', lag(hash) over w, issue, seq, type, extract(epoch from at), actor, source, data::text,
        extract(epoch from recorded_at)), 'UTF8')), 'hex') as expected
    from events where issue > $1::int and issue <= $2::int window w as (partition by issue order by seq)
  ), judged as (
    select issue, count(*)::int as events, max(seq) as last,
      bool_or(hash <> expected or seq <> coalesce(before, 0) + 1) as changed
    from chained group by issue
  ), broken as (
    select number from issues left join judged on issue = number
    where number > $1::int and number <= $2::int and (changed is distinct from false or last <> version) order by number
  )
  select (select coalesce(sum(events), 0)::int from judged) as events,
    (select coalesce(jsonb_agg(number), '[]') from (select number from broken limit ${NAMED}) as named) as broken`;

/** Reads the whole log: seconds for a million events. */
export async function checkEventLog(db: Database): Promise<LogCheck> {
  const [end] = await db.query<{ last: number }>('select coalesce(max(number), 0) as last from issues', []);
  const found: LogCheck = { events: 0, broken: [] };
  for (let from = 0; from < (end?.last ?? 0); from += SPAN) {
    const [row] = await db.query<LogCheck>(check, [from, from + SPAN]);
    found.events += row?.events ?? 0;
    found.broken.push(...(row?.broken ?? []));
  }
  return { ...found, broken: found.broken.slice(0, NAMED) };
}
