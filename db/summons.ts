/** 约谈: what inspectors propose and the office arranges. */
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import type { Runner } from './supervision.ts';

const iso = (at: Instant): string => new Date(at).toISOString();

export interface Summons {
  number: number;
  unit: number;
  issue: number | null;
  reason: string | null;
  proposedBy: number;
  proposedAt: Instant;
  settlement: string | null;
}

const columns = `number, unit, issue, reason, proposed_by as "proposedBy",
  (extract(epoch from proposed_at) * 1000)::float8 as "proposedAt", settlement`;

/** Proposes to summon a unit's lead about the unit as a whole; once a message. */
export async function proposeSummons(
  db: Database,
  one: { unit: number; reason: string | null; by: number; at: Instant; source: string },
): Promise<Summons> {
  await db.query(
    `insert into summons (unit, reason, proposed_by, proposed_at, source)
     values ($1::int, $2, $3::int, $4::text::timestamptz, $5) on conflict (source) do nothing`,
    [one.unit, one.reason, one.by, iso(one.at), one.source],
  );
  const [row] = await db.query<Summons>(`select ${columns} from summons where source = $1`, [one.source]);
  if (row === undefined) throw new Error(`the proposal of ${one.source} was not kept`);
  return row;
}

export async function loadSummons(db: Runner, number: number): Promise<Summons | null> {
  const [row] = await db.query<Summons>(`select ${columns} from summons where number = $1::int`, [number]);
  return row ?? null;
}

/** Those nobody has arranged yet, oldest first. */
export const openSummons = (db: Runner): Promise<Summons[]> =>
  db.query<Summons>(`select ${columns} from summons where settlement is null order by number`, []);

/** Writes what came of it; false when that was written before. */
export async function settleSummons(
  db: Database,
  number: number,
  settlement: string,
  by: number,
  at: Instant,
): Promise<boolean> {
  const rows = await db.query(
    `update summons set settlement = $2, settled_by = $3::int, settled_at = $4::text::timestamptz
     where number = $1::int and settlement is null returning 1 as one`,
    [number, settlement, by, iso(at)],
  );
  return rows.length > 0;
}
