/** Which inspector looks after which unit. The directory is told of changes by the database itself. */
import type { Database } from './connect.ts';

export async function allocate(db: Database, inspector: number, units: readonly number[]): Promise<void> {
  await db.query(`insert into grid (inspector, unit) select $1::int, unnest($2::int[]) on conflict do nothing`, [
    inspector,
    units,
  ]);
}

export async function release(db: Database, inspector: number, units: readonly number[]): Promise<void> {
  await db.query('delete from grid where inspector = $1::int and unit = any($2::int[])', [inspector, units]);
}
