/** Takes back what a person did by a slip beside issues: steps of the ladder without a paper, inspections. */
import type { LadderStep } from '../domain/escalation.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './database.ts';
import { notTakenBack } from './standing.ts';
import { takenBack } from './supervision-standing.ts';
import { notAnswered, takeBackBeside, takingBack, type TakingBack } from './take-back.ts';

export interface OwnStep {
  issue: number;
  step: LadderStep;
  /** A draft was turned down. */
  dismissed: boolean;
  at: Instant;
  source: string;
  /** Number of the 督办单, or of the proposal to summon. */
  paper: number | null;
}

const epoch = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;

/** The steps of the last message by which a person took or turned down some, of an issue where given. */
export function lastStepsBy(db: Database, person: number, since: Instant, issue: number | null): Promise<OwnStep[]> {
  return db.query<OwnStep>(
    `with last as (
       select source from reminders where decided_by = $1::int and decided_at >= $2::text::timestamptz and source is not null
         and ($3::int is null or issue = $3::int)
       order by decided_at desc limit 1
     )
     select r.issue, r.step, r.state = 'dismissed' as dismissed, ${epoch('r.decided_at')} as at, r.source,
       coalesce(o.number, s.number) as paper
     from last join reminders r on r.source = last.source and r.decided_by = $1::int and r.decided_at >= $2::text::timestamptz
     left join supervise_orders o on r.step = 'supervise' and r.state <> 'dismissed' and o.issue = r.issue and o.holding = r.holding
     left join summons s on r.step = 'summon' and r.state <> 'dismissed' and s.issue = r.issue and s.holding = r.holding
     order by r.step`,
    [person, new Date(since).toISOString(), issue],
  );
}

// A draft waits again for somebody to decide; a step that was taken by hand was never taken.
const steps = takingBack(
  `insert into steps_taken_back (source, issue, by, at, message, steps)
    select $7, $8::int, $9::int, $1::text::timestamptz, $5, jsonb_agg(to_jsonb(r)) from reminders r
    where r.source = $7 and r.issue = $8::int and ${notAnswered} having count(*) > 0
    on conflict do nothing returning 1 as one`,
  [
    `again as (
    update reminders r set state = 'drafted', decided_by = null, decided_at = null, reason = null, note = null, source = null
    from kept where r.source = $7 and r.issue = $8::int and r.at < r.decided_at
  )`,
    `never as (delete from reminders r using kept where r.source = $7 and r.issue = $8::int and r.at >= r.decided_at)`,
  ],
);

export const takeBackSteps = (
  db: Database,
  taking: TakingBack,
  { source, issue, by }: { source: string; issue: number; by: number },
): Promise<'done' | 'seen' | 'gone'> => takeBackBeside(db, steps, taking, [source, issue, by]);

/** Something was done about a finding of inspection `n`, and not taken back. */
const answeredSince = `exists (
      select 1 from findings f join supervision_events e on e.subject = 'finding' and e.number = f.number
      where f.inspection = n.number and e.type <> 'undone' and not ${takenBack('e')})`;

const inspection = takingBack(
  `update inspections n set withdrawn_at = $1::text::timestamptz
    where n.number = $7::int and n.withdrawn_at is null and ${notAnswered}
      and not ${answeredSince}
    returning 1 as one`,
);

/** Not where something has happened to one of its findings. */
export const takeBackInspection = (
  db: Database,
  taking: TakingBack,
  number: number,
): Promise<'done' | 'seen' | 'gone'> => takeBackBeside(db, inspection, taking, [number]);

/** The message that recorded an inspection, and whether somebody has answered one of its findings. */
export async function inspectionToTakeBack(
  db: Database,
  number: number,
): Promise<{ source: string; answered: boolean } | null> {
  const [row] = await db.query<{ source: string; answered: boolean }>(
    `select n.source, ${answeredSince} as answered
     from inspections n where n.number = $1::int and n.withdrawn_at is null`,
    [number],
  );
  return row ?? null;
}

const followUp = takingBack(
  `insert into follow_ups_taken_back (result, by, at, message)
    select r.id, $8::int, $1::text::timestamptz, $5 from follow_up_results r
    where r.id = $7::bigint and ${notTakenBack('r')} and ${notAnswered}
    on conflict do nothing returning 1 as one`,
  [
    `again as (
    update follow_ups f set pending = true from kept, follow_up_results r
    where r.id = $7::bigint and f.issue = r.issue and f.holding = r.holding
  )`,
  ],
);

export const takeBackFollowUp = (
  db: Database,
  taking: TakingBack,
  { result, by }: { result: number; by: number },
): Promise<'done' | 'seen' | 'gone'> => takeBackBeside(db, followUp, taking, [result, by]);

/** The last result a person recorded of an issue since a moment, of those that stand. */
export async function followUpToTakeBack(
  db: Database,
  person: number,
  issue: number,
  since: Instant,
): Promise<{ result: number; source: string; at: Instant } | null> {
  const [row] = await db.query<{ result: number; source: string; at: Instant }>(
    `select id::int as result, source, ${epoch('at')} as at from follow_up_results r
     where by = $1::int and issue = $2::int and at >= $3::text::timestamptz and ${notTakenBack('r')} order by id desc limit 1`,
    [person, issue, new Date(since).toISOString()],
  );
  return row ?? null;
}

const settlement = takingBack(
  `insert into summons_taken_back (message, summons, settlement, settled_at, by, at)
    select $5, s.number, s.settlement, s.settled_at, $8::int, $1::text::timestamptz from summons s
    where s.number = $7::int and s.settled_by = $8::int and s.settlement is not null and ${notAnswered}
    on conflict do nothing returning 1 as one`,
  [
    `again as (
    update summons s set settlement = null, settled_by = null, settled_at = null from kept where s.number = $7::int
  )`,
  ],
);

/** What came of a summons is open again, where the same person had written it. */
export const takeBackSettlement = (
  db: Database,
  taking: TakingBack,
  { number, by }: { number: number; by: number },
): Promise<'done' | 'seen' | 'gone'> => takeBackBeside(db, settlement, taking, [number, by]);

/** What else a message that handed an issue's first-receiver duty over has done: to other issues, to the roster. */
export async function handedOverWith(
  db: Database,
  source: string,
  issue: number,
  since: Instant,
): Promise<{ issues: number; change: number | null }> {
  const [row] = await db.query<{ issues: number; change: number | null }>(
    `select (select count(distinct e.issue)::int from events e
        where e.at >= $3::text::timestamptz and e.type = 'dutyHandedOver' and e.source = $1 and e.issue <> $2::int) as issues,
       (select c.number from roster_changes c where c.source = $1 and c.kind <> 'handedOver') as change`,
    [source, issue, new Date(since).toISOString()],
  );
  return row ?? { issues: 0, change: null };
}
