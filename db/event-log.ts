/** Looks through the event log for what cannot have come about by appending. */
import type { Database } from './connect.ts';

export interface LogCheck {
  events: number;
  /** Issues whose events are not what was written: changed, missing in between, or missing at the end. */
  broken: number[];
}

/** Broken issues named at the most. */
const NAMED = 20;

// The same words as the trigger events_seal; an event that was changed, or follows one that was, has another hash.
const check = `with chained as (
    select issue, seq, hash, lag(seq) over w as before, encode(sha256(convert_to(
      concat_ws('|', lag(hash) over w, issue, seq, type, extract(epoch from at), actor, source, data::text,
        extract(epoch from recorded_at)), 'UTF8')), 'hex') as expected
    from events window w as (partition by issue order by seq)
  ), judged as (
    select issue, count(*)::int as events, max(seq) as last,
      bool_or(hash <> expected or seq <> coalesce(before, 0) + 1) as changed
    from chained group by issue
  ), broken as (
    select number from issues left join judged on issue = number
    where changed is distinct from false or last <> version order by number
  )
  select (select coalesce(sum(events), 0)::int from judged) as events,
    (select coalesce(jsonb_agg(number), '[]') from (select number from broken limit ${NAMED}) as named) as broken`;

/** Reads the whole log: seconds for a million events. */
export async function checkEventLog(db: Database): Promise<LogCheck> {
  const [row] = await db.query<LogCheck>(check, []);
  return row ?? { events: 0, broken: [] };
}
