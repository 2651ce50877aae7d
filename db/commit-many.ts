/** Writes events to each of several issues, with what is said about them, in ONE statement: all of them or none. */
import { clockCodec, issueCodec, statementFor, type Values } from './commit-statement.ts';
import { changedClocks, eventsJson, type Change, type CommitResult, type IssueChange } from './commit.ts';
import type { Database } from './connect.ts';
import { queuedJson } from './queued-message.ts';

export interface ManyChanges extends Pick<Change, 'at' | 'outbox' | 'lease'> {
  /** Null where nobody asked for it. */
  message: { room: string; messageId: string } | null;
  /** Existing issues, each once. */
  issues: readonly (IssueChange & { before: NonNullable<IssueChange['before']> })[];
  /** Other issues the decision rests on: where one of them has changed since, nothing is written. */
  beside?: IssueChange['beside'];
}

/** Commits the changes; where there are none, the message is answered all the same. Rejects only when the database does. */
export async function commitMany(db: Database, change: ManyChanges): Promise<CommitResult> {
  const { at, message, issues, outbox, lease } = change;
  const written = new Set(issues.map(({ after }) => after.number));
  const beside = (change.beside ?? []).filter(({ number }) => !written.has(number));
  const { text, takes } = statementFor({
    message: message !== null,
    issue: 'many',
    visit: false,
    prompt: 'none',
    undo: false,
    split: false,
    beside: beside.length > 0,
    outbox: outbox.length > 0,
  });
  const values: Partial<Values> = {
    at: new Date(at).toISOString(),
    ...message,
    issue: JSON.stringify(issues.map(({ after }) => issueCodec.toJson(after))),
    events: JSON.stringify(
      issues.flatMap((one) => eventsJson(one).map((event) => ({ issue: one.after.number, ...event }))),
    ),
    clocks: JSON.stringify(
      issues.flatMap(({ before, after }) =>
        changedClocks(before, after).map((clock) => ({ issue: after.number, ...clockCodec.toJson(clock) })),
      ),
    ),
    beside: JSON.stringify(beside.map(({ number, version }) => ({ number, version }))),
    outbox: queuedJson(outbox, lease?.hands),
    leasedBy: lease?.by ?? null,
    leaseUntil: lease === null ? null : new Date(lease.until).toISOString(),
  };
  const [row] = await db.query<{ fresh: number; target: number; queued: { id: number; dedupeKey: string }[] }>(
    text,
    takes.map((name) => values[name] ?? null),
  );
  if (row === undefined || row.target === 0) return { kind: 'conflict' };
  return row.fresh === 0 ? { kind: 'seen' } : { kind: 'done', number: null, queued: row.queued };
}
