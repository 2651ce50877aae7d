/** What somebody owes residents as first receiver. */
import type { IssueState } from '../domain/issue/state.ts';
import { issueFromJson, type IssueJson } from './commit.ts';
import type { Database } from './connect.ts';

/** Issues that are not over and whose first receiver somebody is, with their clocks, by number. */
export async function dutiesOf(db: Database, person: number): Promise<IssueState[]> {
  const rows = await db.query<IssueJson>(
    `select to_jsonb(i) as issue, coalesce(
       (select jsonb_agg(to_jsonb(c) order by c.seq) from clock_intervals c where c.issue = i.number), '[]') as clocks
     from issues i where i.duty = $1::int and i.closed_at is null order by i.number`,
    [person],
  );
  return rows.map(issueFromJson);
}
