/** What somebody owes residents as first receiver. */
import type { IssueState } from '../domain/issue/state.ts';
import { issueFromJson, type IssueJson } from './commit.ts';
import type { Database } from './connect.ts';

const withClocks = async (
  db: Database,
  where: string,
  params: readonly (number | readonly number[])[],
): Promise<IssueState[]> => {
  const rows = await db.query<IssueJson>(
    `select to_jsonb(i) as issue, coalesce(
       (select jsonb_agg(to_jsonb(c) order by c.seq) from clock_intervals c where c.issue = i.number), '[]') as clocks
     from issues i where ${where} order by i.number`,
    params,
  );
  return rows.map(issueFromJson);
};

/** Issues that are not over and whose first receiver somebody is, with their clocks, by number. */
export const dutiesOf = (db: Database, person: number): Promise<IssueState[]> =>
  withClocks(db, 'i.duty = $1::int and i.closed_at is null', [person]);

/** Issues by their numbers, with their clocks. */
export const issuesWithClocks = (db: Database, numbers: readonly number[]): Promise<IssueState[]> =>
  withClocks(db, 'i.number = any($1::int[])', [[...numbers]]);
