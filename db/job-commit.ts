/** Claims a job's slot and writes all its work in ONE statement: restarts and second processes neither repeat nor half-do. */
import type { CalendarBasis } from '../domain/calendar.ts';
import type { LadderStep } from '../domain/escalation.ts';
import type { PackEdition } from '../domain/handover-form.ts';
import type { Edition } from '../domain/monthly-table.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import type { EmergingIssue } from './emerging.ts';
import { fileColumns, filesJson } from './monthly-editions.ts';
import { packColumns, packGiven, packJson } from './quarterly-packs.ts';
import { BY_JOB, queuedColumns, queuedJson, type QueuedMessage } from './queued-message.ts';
import type { Flag } from './supervision.ts';

/** What a job did, to be written with its claim. */
export interface JobWork {
  steps: readonly { issue: number; holding: number; step: LadderStep; unit: number; state: 'taken' | 'drafted' }[];
  flags: readonly Pick<Flag, 'id' | 'kind' | 'unit' | 'evidence'>[];
  flagDay: Day | null;
  emerging: readonly EmergingIssue[];
  edition: Edition | null;
  pack: PackEdition | null;
  /** The calendar all open deadlines are counted with now; null leaves it. */
  calendar: { at: Instant; basis: CalendarBasis } | null;
  outbox: readonly QueuedMessage[];
}

export const noWork: JobWork = {
  steps: [],
  flags: [],
  flagDay: null,
  emerging: [],
  edition: null,
  pack: null,
  calendar: null,
  outbox: [],
};

export interface JobClaim {
  job: string;
  dueAt: Instant;
  /** Older slots this run makes up for; recorded as skipped. */
  skipped: readonly Instant[];
}

const statement = `with claim as (
    insert into job_runs (job, due_at, started_at, state) values ($1, $2::text::timestamptz, $3::text::timestamptz, 'done')
    on conflict do nothing returning 1 as one
  ), missed as (
    insert into job_runs (job, due_at, started_at, state)
    select $1, value::timestamptz, $3::text::timestamptz, 'skipped'
    from claim, jsonb_array_elements_text($4::text::jsonb) on conflict do nothing
  ), steps as (
    insert into reminders (issue, holding, step, unit, at, state)
    select s.issue, s.holding, s.step, s.unit, $2::text::timestamptz, s.state
    from claim, jsonb_to_recordset($5::text::jsonb) as s(issue int, holding int, step text, unit int, state text)
    on conflict do nothing
  ), raised as (
    insert into flags (id, kind, unit, day, state, evidence, raised_at)
    select f.id, f.kind, f.unit, $7, 'draft', f.evidence, $2::text::timestamptz
    from claim, jsonb_to_recordset($6::text::jsonb) as f(id int, kind text, unit int, evidence jsonb)
    on conflict do nothing
  ), emerging as (
    insert into emerging_issues (id, week, town, category, level, evidence, raised_at)
    select e.id, e.week, e.town, e.category, e.level, e.evidence, $2::text::timestamptz
    from claim, jsonb_to_recordset($12::text::jsonb)
      as e(id int, week text, town int, category int, level text, evidence jsonb)
    on conflict do nothing
  ), frozen as (
    insert into monthly_tables (month, edition, issued_at, "table")
    select t.month, t.edition, $2::text::timestamptz, $8::text::jsonb
    from claim, jsonb_to_record($8::text::jsonb) as t(month text, edition int)
    where t.month is not null on conflict do nothing returning 1
  ), files as (
    insert into monthly_files (month, edition, place, kind, name, bytes)
    select f.month, f.edition, f.place, f.kind, f.name, decode(f.bytes, 'base64')
    from frozen, jsonb_to_recordset($11::text::jsonb) as ${fileColumns}
  ), studied as (
    insert into quarterly_packs (quarter, edition, issued_at, pack, file_name, file)
    select ${packColumns('$2', '$13')} from claim, ${packGiven('$13', '$14')}
    where p.edition is not null on conflict do nothing
  ), applied as (
    insert into calendars_applied (at, basis, done)
    select c.at, c.basis, true from claim, jsonb_to_record($10::text::jsonb) as c(at timestamptz, basis jsonb)
    where c.at is not null on conflict (at) do update set done = true
  ), told as (
    insert into outbox (dedupe_key, platform, room, issue, segments, created_at, run_at)
    select m.dedupe_key, m.platform, m.room, m.issue, m.segments, $3::text::timestamptz, m.run_at
    from claim, jsonb_to_recordset($9::text::jsonb) as ${queuedColumns}
    order by m.place
    on conflict (dedupe_key) do nothing
  )
  select (select count(*)::int from claim) as claimed`;

const iso = (at: Instant): string => new Date(at).toISOString();

/** False when the slot was claimed before: then nothing was written. */
export async function commitJob(db: Database, claim: JobClaim, work: JobWork, now: Instant): Promise<boolean> {
  const [row] = await db.query<{ claimed: number }>(statement, [
    claim.job,
    iso(claim.dueAt),
    iso(now),
    JSON.stringify(claim.skipped.map(iso)),
    JSON.stringify(work.steps),
    JSON.stringify(work.flags),
    work.flagDay ?? '',
    work.edition === null ? '{}' : JSON.stringify(work.edition.table),
    queuedJson(work.outbox.map((one) => ({ ...one, dedupeKey: BY_JOB + one.dedupeKey }))),
    JSON.stringify(work.calendar === null ? {} : { ...work.calendar, at: iso(work.calendar.at) }),
    filesJson(work.edition),
    JSON.stringify(work.emerging),
    ...packJson(work.pack),
  ]);
  return (row?.claimed ?? 0) > 0;
}

/** The last slot each job has run or skipped; a job seen for the first time begins at `now`, and that is kept. */
export async function lastRuns(db: Database, jobs: readonly string[], now: Instant): Promise<Map<string, Instant>> {
  const rows = await db.query<{ job: string; due: number }>(
    `with begun as (
       insert into job_runs (job, due_at, started_at, state)
       select value, $2::text::timestamptz, $2::text::timestamptz, 'skipped' from jsonb_array_elements_text($1::text::jsonb)
       where not exists (select 1 from job_runs where job = value)
       on conflict do nothing returning job, due_at
     )
     select job, (extract(epoch from max(due_at)) * 1000)::float8 as due
     from (select job, due_at from job_runs union all select job, due_at from begun) runs group by job`,
    [JSON.stringify(jobs), iso(now)],
  );
  return new Map(rows.map((row) => [row.job, row.due]));
}

/** Numbers for flags, so that a message can name them before they are written; unused ones are lost harmlessly. */
export async function reserveFlagNumbers(db: Database, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await db.query<{ id: number }>(
    `select nextval('flags_id_seq')::int as id from generate_series(1, $1::int)`,
    [count],
  );
  return rows.map((row) => row.id);
}
