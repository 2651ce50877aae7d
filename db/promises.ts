/** Days residents were told, progress they have not heard of, and shelved issues: what is reminded of by its day. */
import type { Day, Instant } from '../domain/time.ts';
import { codecFor } from './codec.ts';
import type { Database } from './connect.ts';
import type { IssueRow } from './issue-queries.ts';
import { issues } from './schema/issues.ts';

const codec = codecFor<IssueRow>(issues);

const rowsOf = async (db: Database, where: string, params: readonly string[]): Promise<IssueRow[]> => {
  const rows = await db.query<{ issue: Record<string, unknown> }>(
    `select to_jsonb(i) as issue from issues i where ${where}`,
    params,
  );
  return rows.map(({ issue }) => codec.fromJson(issue));
};

/**
 * Issues whose residents were told a day up to `until`: those that are open, and those closed with that promise, where the
 * day is not before `since`.
 */
export const promisedUntil = (db: Database, until: Day, since: Day): Promise<IssueRow[]> =>
  rowsOf(
    db,
    `(i.expected_day <= $1 and i.closed_at is null)
       or (i.expected_day >= $2 and i.expected_day <= $1 and i.closed_at is not null and i.status = 'closed')
     order by i.expected_day, i.number`,
    [until, since],
  );

/** Issues whose residents were told a day from `since` on and wait for it: open ones, and those closed with that promise. */
export const promisedFrom = (db: Database, since: Day): Promise<IssueRow[]> =>
  rowsOf(
    db,
    `i.expected_day >= $1 and i.status <> 'awaitingReply' and (i.closed_at is null or i.status = 'closed')
     order by i.expected_day, i.number`,
    [since],
  );

/** Issues with progress that is to be passed on to the resident by `until`. */
export const toPassOnUntil = (db: Database, until: Instant): Promise<IssueRow[]> =>
  rowsOf(db, 'i.pass_on_due <= $1::text::timestamptz order by i.pass_on_due, i.number', [
    new Date(until).toISOString(),
  ]);

/** Shelved issues to be reviewed by `until`, or all of them; the nearest day first. */
export const shelvedUntil = (db: Database, until: Day | null): Promise<IssueRow[]> =>
  rowsOf(db, `i.status = 'shelved' and ($1 = '' or i.review_day <= $1) order by i.review_day, i.number`, [until ?? '']);
