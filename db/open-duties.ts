/** What somebody still owes: what they heard first and is not answered, and the calls they have to make. One statement. */
import type { Database } from './connect.ts';
import { notTakenBack } from './standing.ts';

export interface OpenDuties {
  /** Issues whose resident waits for this person's answer, the oldest first. */
  unanswered: number[];
  /** Issues they are first receiver of that have no outcome yet. */
  handled: number[];
  /** Closed issues they have to call about. */
  calls: number[];
}

export async function openDuties(db: Database, person: number): Promise<OpenDuties> {
  const [row] = await db.query<OpenDuties>(
    `select
       coalesce((select jsonb_agg(number order by reply_due, number) from issues
         where duty = $1::int and status = 'awaitingReply'), '[]') as unanswered,
       coalesce((select jsonb_agg(number order by number) from issues
         where duty = $1::int and closed_at is null and status <> 'awaitingReply'), '[]') as handled,
       coalesce((select jsonb_agg(f.issue order by f.issue) from follow_ups f
         join issues i on i.number = f.issue and i.holding = f.holding and i.status = 'closed'
         where f.pending and f.inspector = $1::int and not exists (
           select 1 from follow_up_results r where r.issue = f.issue and r.holding = f.holding and ${notTakenBack('r')})), '[]') as calls`,
    [person],
  );
  return row ?? { unanswered: [], handled: [], calls: [] };
}
