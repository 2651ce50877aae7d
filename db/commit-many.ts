/** Writes one event to each of several issues, with what is said about them, in ONE statement: all of them or none. */
import {
  changedClocks,
  clockChanges,
  clockCodec,
  clockColumns,
  eventsJson,
  issueCodec,
  issueColumns,
  queue,
  seen,
  type Change,
  type CommitResult,
  type IssueChange,
} from './commit.ts';
import type { Database } from './connect.ts';
import { queuedJson } from './queued-message.ts';

export interface ManyChanges extends Pick<Change, 'at' | 'message' | 'outbox' | 'lease'> {
  /** Existing issues, each once and with one event. */
  issues: readonly (IssueChange & { before: NonNullable<IssueChange['before']> })[];
}

// The parameters of `commit`, with lists of rows in $2, $3 and $4. Rows are locked in order, so that two such statements
// never wait for each other; where one of them was changed in between, nothing at all is written.
const statement = `with n as (select * from jsonb_populate_recordset(null::issues, $2::text::jsonb)),
  locked as (
    select t.number from issues t join n on n.number = t.number
    where t.version = n.version - 1 order by t.number for update of t
  ),
  target as (
    select 1 as one where (select count(*) from locked) = (select count(*) from n)
      and $7::text is null and $10::int is null
  ), ${seen('target,')},
  done as (select 1 as one from target, go),
  i as (
    update issues set (${issueColumns.join(', ')}) = (
      select ${issueColumns.join(', ')} from n where n.number = issues.number)
    from locked, done where issues.number = locked.number
    returning issues.number
  ),
  e as (
    insert into events (issue, seq, type, at, actor, source, data)
    select e.issue, e.seq, e.type, e.at, e.actor, e.source, e.data
    from i join jsonb_to_recordset($3::text::jsonb)
      as e(issue int, seq int, type text, at timestamptz, actor int, source text, data jsonb) on e.issue = i.number
    order by e.issue, e.seq
  ),
  c as (
    insert into clock_intervals (issue, ${clockColumns})
    select c.issue, ${clockCodec.columns.map((name) => `c."${name}"`).join(', ')}
    from i join jsonb_populate_recordset(null::clock_intervals, $4::text::jsonb) as c on c.issue = i.number
    on conflict (issue, seq) do update set ${clockChanges}
  ), ${queue('null::int', 'done')}`;

/** Commits the changes, and the messages even where there are none of them. Rejects only when the database does. */
export async function commitMany(
  db: Database,
  { at, message, issues, outbox, lease }: ManyChanges,
): Promise<CommitResult> {
  const [row] = await db.query<{ fresh: number; target: number; queued: { id: number; dedupeKey: string }[] }>(
    statement,
    [
      message === null ? '{}' : JSON.stringify({ room: message.room, message_id: message.messageId }),
      JSON.stringify(issues.map(({ after }) => issueCodec.toJson(after))),
      JSON.stringify(issues.flatMap((one) => eventsJson(one).map((event) => ({ issue: one.after.number, ...event })))),
      JSON.stringify(
        issues.flatMap(({ before, after }) =>
          changedClocks(before, after).map((clock) => ({ issue: after.number, ...clockCodec.toJson(clock) })),
        ),
      ),
      queuedJson(outbox, lease?.hands),
      '{}',
      null,
      new Date(at).toISOString(),
      JSON.stringify(lease === null ? {} : { by: lease.by, until: new Date(lease.until).toISOString() }),
      null,
    ],
  );
  if (row === undefined || row.target === 0) return { kind: 'conflict' };
  return row.fresh === 0 ? { kind: 'seen' } : { kind: 'done', number: null, queued: row.queued };
}
