/** What the console's list of materials is narrowed by. */
import type { Instant } from '../domain/time.ts';
import type { Runner } from './supervision.ts';

/** When the first issue was reported; null where there is none. */
export async function firstReport(db: Runner): Promise<Instant | null> {
  const [row] = await db.query<{ at: Instant | null }>(
    `select (extract(epoch from min(reported_at)) * 1000)::float8 as at from issues`,
    [],
  );
  return row?.at ?? null;
}

/** The issue a form of a year was issued for. */
export async function issueOfForm(db: Runner, year: number, number: number): Promise<number | null> {
  const [row] = await db.query<{ issue: number }>(
    `select number as issue from issues
     where (form ->> 'year')::int = $1::int and (form ->> 'number')::int = $2::int`,
    [year, number],
  );
  return row?.issue ?? null;
}
