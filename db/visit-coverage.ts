/** What visits add up to by place, and whom the bot told of places not visited. */
import type { Day, Instant } from '../domain/time.ts';
import type { Period } from '../domain/period.ts';
import type { PlaceVisits } from '../domain/visits/coverage.ts';
import type { Database } from './connect.ts';
import { queuedColumns, queuedJson, type QueuedMessage } from './queued-message.ts';
import type { NoticeStage } from './schema/visits.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

/** Each place visited in these days: one statement, over the days' stretch of one index. */
export const placeVisits = (db: Pick<Database, 'query'>, { from, to }: Period): Promise<PlaceVisits[]> =>
  db.query<PlaceVisits>(
    `select place, max(day) as last, count(*)::int as visits, coalesce(sum(households), 0)::int as households,
       (count(*) filter (where session = 'day'))::int as "onVisitDays",
       (count(*) filter (where session = 'night'))::int as "onTalkNights"
     from visits where day >= $1 and day <= $2 and place is not null and withdrawn_at is null group by place`,
    [from, to],
  );

/**
 * How many households had at least so many visits up to a day, since the beginning: a number, and nobody behind it.
 * The few fingerprints that come often enough are found on their index alone; the same words in two villages are two
 * households.
 */
export async function oftenVisited(db: Database, least: number, until: Day): Promise<number> {
  const [row] = await db.query<{ households: number }>(
    `select count(*)::int as households from (
       select 1 from visit_households h join visits v on v.id = h.visit
       where h.fingerprint in (select fingerprint from visit_households group by fingerprint having count(*) >= $1::int)
         and v.day <= $2 and v.place is not null and v.withdrawn_at is null
       group by v.place, h.fingerprint having count(*) >= $1::int
     ) as often`,
    [least, until],
  );
  return row?.households ?? 0;
}

export interface VisitNotice {
  team: number;
  /** First day of the period. */
  period: Day;
  stage: NoticeStage;
  places: readonly number[];
}

/** What teams were told about the periods that began on or after a day. */
export const noticesSince = (db: Database, day: Day): Promise<(VisitNotice & { at: Instant })[]> =>
  db.query(
    `select team, period, stage, to_jsonb(places) as places, (extract(epoch from at) * 1000)::float8 as at
     from visit_notices where period >= $1`,
    [day],
  );

/**
 * Notes that teams are told and queues the messages that tell them, in one statement: a run that is cut short, or two
 * processes, tell nobody twice and forget nobody. Nothing is queued where all of it was told before.
 *
 * @param at the slot of the job, which the notices carry
 */
export async function tellOnce(
  db: Database,
  notices: readonly VisitNotice[],
  messages: readonly QueuedMessage[],
  at: Instant,
  now: Instant,
): Promise<void> {
  await db.query(
    `with told as (
       insert into visit_notices (team, period, stage, places, at)
       select n.team, n.period, n.stage, n.places, $3::text::timestamptz
       from jsonb_to_recordset($1::text::jsonb) as n(team int, period text, stage text, places int[])
       on conflict do nothing returning team
     )
     insert into outbox (dedupe_key, platform, room, issue, segments, created_at, run_at)
     select m.dedupe_key, m.platform, m.room, m.issue, m.segments, $4::text::timestamptz, m.run_at
     from jsonb_to_recordset($2::text::jsonb) as ${queuedColumns} where exists (select 1 from told)
     order by m.place
     on conflict (dedupe_key) do nothing`,
    [JSON.stringify(notices), queuedJson(messages), iso(at), iso(now)],
  );
}
