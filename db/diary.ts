/** What a visit diary is made of: the issues of some first receivers with all that happened to them, and their visits. */
import type { IssueEvent } from '../domain/issue/events.ts';
import { rangeOf, type Period } from '../domain/period.ts';
import { codecFor } from './codec.ts';
import type { Database } from './connect.ts';
import type { IssueRow } from './issue-queries.ts';
import { issues } from './schema/issues.ts';
import { stands } from './standing.ts';

export interface DiaryIssue {
  issue: IssueRow;
  /** In order. */
  events: readonly IssueEvent[];
}

const codec = codecFor<IssueRow>(issues);

/** Issues reported in these days by these people, oldest first; without withdrawn ones, and parts of others. */
export async function diaryIssues(db: Database, reporters: readonly number[], period: Period): Promise<DiaryIssue[]> {
  const { from, to } = rangeOf(period);
  const rows = await db.query<{ issue: Record<string, unknown>; events: IssueEvent[] }>(
    `select to_jsonb(i) as issue, (
       select jsonb_agg(jsonb_build_object('type', e.type, 'at', (extract(epoch from e.at) * 1000)::float8,
         'actor', e.actor, 'data', e.data) order by e.seq) from events e
       where e.issue = i.number and ${stands('e')}) as events
     from issues i
     where i.reporter = any($1::int[]) and i.status not in ('withdrawn', 'undone') and i.parent is null
       and i.reported_at >= $2::text::timestamptz and i.reported_at < $3::text::timestamptz
     order by i.number`,
    [reporters, new Date(from).toISOString(), new Date(to).toISOString()],
  );
  return rows.map(({ issue, events }) => ({ issue: codec.fromJson(issue), events }));
}

/** Visits of these people in these days, and the households they were to. */
export async function diaryVisits(
  db: Database,
  cadres: readonly number[],
  { from, to }: Period,
): Promise<{ visits: number; households: number }> {
  const [row] = await db.query<{ visits: number; households: number }>(
    `select count(*)::int as visits, coalesce(sum(households), 0)::int as households from visits
     where cadre = any($1::int[]) and day >= $2 and day <= $3 and withdrawn_at is null`,
    [cadres, from, to],
  );
  return row ?? { visits: 0, households: 0 };
}
