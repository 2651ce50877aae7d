/** Inspections and their findings: recorded once a message, counted in one query. */
import {
  foldFinding,
  type Finding,
  type FindingEvent,
  type FindingState,
  type InspectionKind,
  type InspectionNotes,
} from '../domain/inspection.ts';
import type { Log } from '../domain/taken-back.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { unitNow } from './supervised-units.ts';
import { eventsOf } from './supervision-events.ts';
import { findingIsOver, inspectionTakenBack } from './supervision-standing.ts';
import type { Runner } from './supervision.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

export interface NewInspection {
  kind: InspectionKind;
  unit: number;
  place: number | null;
  inspector: number;
  at: Instant;
  notes: InspectionNotes;
  /** `dayNamed`: the inspector named the day. */
  findings: readonly { unit: number; text: string; due: Day; dayNamed: boolean }[];
  source: string;
}

export interface InspectionRow {
  number: number;
  kind: InspectionKind;
  unit: number;
  place: number | null;
  inspector: number;
  at: Instant;
  notes: InspectionNotes;
}

interface Row extends Omit<InspectionRow, 'notes'>, InspectionNotes {}

const columns = `number, kind, unit, place, inspector, (extract(epoch from at) * 1000)::float8 as at,
  asked as ask, looked as look, checked as "check", deployment, progress, feedback`;

const rowOf = ({ ask, look, check, deployment, progress, feedback, ...row }: Row): InspectionRow => ({
  ...row,
  notes: { ask, look, check, deployment, progress, feedback },
});

/** A finding `f` as it was recorded. */
const recorded = `f.number, f.inspection, f.unit, f.text, f.due, case when not f.day_named then
  (select (extract(epoch from n.at) * 1000)::float8 from inspections n where n.number = f.inspection) end as "countedFrom"`;

/** Records it with its findings in one statement; what the message recorded before is given again. */
export async function recordInspection(
  db: Database,
  inspection: NewInspection,
): Promise<{ inspection: InspectionRow; findings: Finding[] }> {
  const { kind, unit, place, inspector, at, notes, findings, source } = inspection;
  await db.query(
    `with recorded as (
       insert into inspections (kind, unit, place, inspector, at, asked, looked, checked, deployment, progress, feedback, source)
       select $1, $2::int, $3::int, $4::int, $5::text::timestamptz, n.ask, n.look, n."check", n.deployment, n.progress,
         n.feedback, $7
       from jsonb_to_record($6::text::jsonb)
         as n(ask text, look text, "check" text, deployment text, progress text, feedback text)
       on conflict (source) do nothing returning number
     )
     insert into findings (inspection, seq, unit, text, due, day_named)
     select r.number, f.seq, f.unit, f.text, f.due, f."dayNamed"
     from recorded r, jsonb_to_recordset($8::text::jsonb) as f(seq int, unit int, text text, due text, "dayNamed" boolean)
     order by f.seq`,
    [
      kind,
      unit,
      place,
      inspector,
      iso(at),
      JSON.stringify(notes),
      source,
      JSON.stringify(findings.map((finding, index) => ({ seq: index + 1, ...finding }))),
    ],
  );
  const [row] = await db.query<Row>(`select ${columns} from inspections where source = $1`, [source]);
  if (row === undefined) throw new Error(`the inspection of ${source} was not recorded`);
  const found = await db.query<Finding>(
    `select ${recorded} from findings f where f.inspection = $1::int order by f.seq`,
    [row.number],
  );
  return { inspection: rowOf(row), findings: found };
}

/** The newest, of one unit where given. */
export async function recentInspections(db: Runner, unit: number | null, limit: number): Promise<InspectionRow[]> {
  const rows = await db.query<Row>(
    `select ${columns} from inspections where withdrawn_at is null and ($1::int is null or unit = $1::int) order by number desc limit $2::int`,
    [unit, limit],
  );
  return rows.map(rowOf);
}

/** How many there were before `to`, in all and since `from`; of one unit where given. */
export async function countInspections(
  db: Runner,
  from: Instant,
  to: Instant,
  unit: number | null = null,
): Promise<{ total: number; since: number }> {
  const [row] = await db.query<{ total: number; since: number }>(
    `select count(*)::int as total, (count(*) filter (where at >= $1::text::timestamptz))::int as since
     from inspections
     where withdrawn_at is null and at < $2::text::timestamptz and ($3::int is null or unit = $3::int)`,
    [iso(from), iso(to), unit],
  );
  return row ?? { total: 0, since: 0 };
}

/** Inspections of each unit in [from, to). */
export async function inspectionsByUnit(db: Runner, from: Instant, to: Instant): Promise<Map<number, number>> {
  const rows = await db.query<{ unit: number; count: number }>(
    `select unit, count(*)::int as count from inspections
     where withdrawn_at is null and at >= $1::text::timestamptz and at < $2::text::timestamptz group by unit`,
    [iso(from), iso(to)],
  );
  return new Map(rows.map(({ unit, count }) => [unit, count]));
}

interface FindingRow extends Finding {
  events: Log<FindingEvent>;
}

const findingColumns = `${recorded}, ${eventsOf('finding', 'f.number')} as events`;

/** As it was recorded, and what became of it. */
export async function loadFinding(
  db: Runner,
  number: number,
): Promise<{ finding: Finding; log: Log<FindingEvent> } | null> {
  const [row] = await db.query<FindingRow>(
    `select ${findingColumns} from findings f where f.number = $1::int and not ${inspectionTakenBack('f')}`,
    [number],
  );
  if (row === undefined) return null;
  const { events, ...finding } = row;
  return { finding, log: events };
}

/** What inspections in [from, to) found, as it stood at `to`; by number. */
export async function findingsOf(db: Runner, from: Instant, to: Instant): Promise<FindingState[]> {
  const rows = await db.query<FindingRow>(
    `select ${findingColumns} from findings f join inspections n on n.number = f.inspection
     where n.withdrawn_at is null and n.at >= $1::text::timestamptz and n.at < $2::text::timestamptz
     order by f.number`,
    [iso(from), iso(to)],
  );
  return rows.map(({ events, ...finding }) => foldFinding(finding, events, to));
}

/** Findings not settled, of some units where given; by number. */
export async function openFindings(db: Runner, units: readonly number[] | null): Promise<FindingState[]> {
  const rows = await db.query<FindingRow>(
    `select ${findingColumns} from findings f
     where not ${findingIsOver('f')} and ($1::int[] is null or ${unitNow('finding', 'f.number', 'f.unit')} = any($1::int[]))
     order by f.number`,
    [units === null ? null : [...units]],
  );
  return rows.map(({ events, ...finding }) => foldFinding(finding, events));
}
