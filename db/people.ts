/** Changes to people that come from chat. */
import type { Database } from './connect.ts';

/** Binds an account nobody has yet; false when somebody has it. The directory is told by the database itself. */
export async function bindAccount(db: Database, platform: string, account: string, person: number): Promise<boolean> {
  const rows = await db.query(
    `insert into accounts (platform, account, person) values ($1, $2, $3::int) on conflict do nothing returning 1 as one`,
    [platform, account, person],
  );
  return rows.length > 0;
}
