/** Who has looked at what a resident left to be reached by: kept for those who audit, shown nowhere in chat. */
import type { Database } from '../../db/connect.ts';

/** Names, in the order of their looks; of who stood in, with whose work it was. */
export async function looksAt(db: Database, issue: number): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select concat(p.name, '（替' || a.name || '）') as name from contact_looks l join people p on p.id = l.person
     left join people a on a.id = l.standing_in_for where l.issue = $1::int order by l.at, l.id`,
    [issue],
  );
  return rows.map(({ name }) => name);
}
