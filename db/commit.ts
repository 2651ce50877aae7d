/**
 * Writes what a message or a decision changed: inbox, issue, events, clocks and outbox in ONE statement, so that a
 * command is one round trip, atomic without an explicit transaction, and never half-done.
 */
import type { IssueEvent } from '../domain/issue/events.ts';
import type { ClockInterval, IssueState } from '../domain/issue/state.ts';
import type { Question } from '../domain/question.ts';
import type { Instant } from '../domain/time.ts';
import { writeNew } from './commit-new.ts';
import { clockCodec, issueCodec, statementFor, type Parts, type Values } from './commit-statement.ts';
import type { Database } from './connect.ts';
import { takenBackJson, type TakenBack } from './take-back.ts';
import { queuedJson, queuedRows, type Hand, type QueuedMessage } from './queued-message.ts';

export interface PromptChange {
  room: string;
  account: string;
  /** Null takes the open question away. */
  ask: Question | null;
}

/** In whose hands messages are as they are queued. */
export interface Lease {
  by: string;
  until: Instant;
  /** For each message of the outbox; null where it waits for whoever looks first. */
  hands: readonly (Hand | null)[];
}

export interface IssueChange {
  before: IssueState | null;
  after: IssueState;
  events: readonly IssueEvent[];
  source: string;
  /** The visit it was raised in. */
  visit?: number | null;
  /** New issues it is split into; their numbers were drawn before. */
  parts?: readonly Pick<IssueChange, 'after' | 'events'>[];
  /** Other issues the decision rests on: where one of them has changed since, nothing is written. */
  beside?: readonly Pick<IssueState, 'number' | 'version'>[];
}

export interface Change {
  at: Instant;
  /** The message being answered; it is answered once, whatever is delivered twice. */
  message: { room: string; messageId: string } | null;
  issue: IssueChange | null;
  /** The resident's contact, encrypted. */
  contact: string | null;
  prompt: PromptChange | null;
  outbox: readonly QueuedMessage[];
  /** What else is taken back with what the issue's last event takes back. */
  undo?: TakenBack | null;
  /** The process that delivers at once what it takes in hand; null leaves it to whoever looks first. */
  lease: Lease | null;
}

export type CommitResult =
  | { kind: 'done'; number: number | null; queued: readonly { id: number; dedupeKey: string }[] }
  /** The message was answered before. */
  | { kind: 'seen' }
  /** Somebody else changed the issue in between: load, decide and commit again. */
  | { kind: 'conflict' };

const iso = (at: Instant): string => new Date(at).toISOString();

/** Clocks that are new or differ from what was there: the only ones written. */
export const changedClocks = (before: IssueState | null, after: IssueState): ClockInterval[] =>
  after.clocks.filter((clock, index) => clock !== before?.clocks[index]);

/** Commits a change. Rejects only when the database does. */
export async function commit(db: Database, change: Change): Promise<CommitResult> {
  if (change.issue?.before === null) return commitNew(db, change, change.issue);
  const { text, takes } = statementFor(partsOf(change));
  const values = valuesOf(change);
  const [row] = await db.query<{
    fresh: number;
    target: number;
    number: number | null;
    queued: { id: number; dedupeKey: string }[];
  }>(
    text,
    takes.map((name) => values[name]),
  );
  if (row === undefined || row.target === 0) return { kind: 'conflict' };
  if (row.fresh === 0) return { kind: 'seen' };
  return { kind: 'done', number: row.number, queued: row.queued };
}

async function commitNew(db: Database, change: Change, issue: IssueChange): Promise<CommitResult> {
  const { at, message, contact, prompt, outbox, lease } = change;
  const written = await writeNew(db, {
    at: iso(at),
    room: message?.room ?? null,
    message_id: message?.messageId ?? null,
    issue: issueCodec.toJson(issue.after),
    events: eventsJson(issue),
    clocks: issue.after.clocks.map(clockCodec.toJson),
    contact,
    visit: issue.visit ?? null,
    prompt: prompt === null ? null : promptRow(prompt),
    outbox: queuedRows(outbox, lease?.hands),
    leased_by: lease?.by ?? null,
    lease_until: lease === null ? null : iso(lease.until),
  });
  return written === null ? { kind: 'seen' } : { kind: 'done', ...written };
}

const partsOf = ({ message, issue, prompt, outbox, undo }: Change): Parts => ({
  message: message !== null,
  issue: issue === null ? 'none' : 'update',
  visit: issue !== null && (issue.visit ?? null) !== null,
  prompt: prompt === null ? 'none' : prompt.ask === null ? 'take away' : 'ask',
  outbox: outbox.length > 0,
  undo: issue !== null && (undo ?? null) !== null,
  split: (issue?.parts ?? []).length > 0,
  beside: (issue?.beside ?? []).length > 0,
});

const valuesOf = ({ at, message, issue, prompt, outbox, undo, lease }: Change): Values => ({
  at: iso(at),
  room: message?.room ?? '',
  messageId: message?.messageId ?? '',
  issue: issue === null ? '' : JSON.stringify(issueCodec.toJson(issue.after)),
  events: issue === null ? '' : JSON.stringify(eventsJson(issue)),
  clocks: issue === null ? '' : JSON.stringify(changedClocks(issue.before, issue.after).map(clockCodec.toJson)),
  visit: String(issue?.visit ?? ''),
  prompt: prompt === null ? '' : JSON.stringify(promptRow(prompt)),
  outbox: outbox.length === 0 ? '' : queuedJson(outbox, lease?.hands),
  undo: undo === null || undo === undefined ? '' : takenBackJson(undo),
  beside: JSON.stringify((issue?.beside ?? []).map(({ number, version }) => ({ number, version }))),
  ...splitJson(issue),
  leasedBy: lease?.by ?? null,
  leaseUntil: lease === null ? null : iso(lease.until),
});

/** Rows, events and clocks of the issues one is split into, each naming its issue. */
function splitJson(issue: IssueChange | null): Pick<Values, 'parts' | 'partEvents' | 'partClocks'> {
  const parts = issue?.parts ?? [];
  if (issue === null || parts.length === 0) return { parts: '', partEvents: '', partClocks: '' };
  const named = (number: number) => (one: object) => ({ ...one, issue: number });
  return {
    parts: JSON.stringify(parts.map(({ after }) => issueCodec.toJson(after))),
    partEvents: JSON.stringify(
      parts.flatMap(({ after, events }) =>
        eventsJson({ before: null, after, events, source: issue.source }).map(named(after.number)),
      ),
    ),
    partClocks: JSON.stringify(
      parts.flatMap(({ after }) => after.clocks.map(clockCodec.toJson).map(named(after.number))),
    ),
  };
}

/** Events as statements take them, numbered on from what the issue had. */
export function eventsJson({ after, events, source }: IssueChange): Record<string, unknown>[] {
  const first = after.version - events.length;
  return events.map(({ type, at, actor, data }, index) => ({
    seq: first + index + 1,
    type,
    at: iso(at),
    actor,
    source,
    data,
  }));
}

const promptRow = ({ room, account, ask }: PromptChange): Record<string, unknown> =>
  ask === null ? { room, account } : { room, account, question: ask, expires_at: iso(ask.expiresAt) };

/** An issue and its clocks as statements give them: `to_jsonb` of the row, and of each clock in order. */
export interface IssueJson {
  issue: Record<string, unknown>;
  clocks: Record<string, unknown>[];
}

export const issueFromJson = ({ issue, clocks }: IssueJson): IssueState => ({
  ...issueCodec.fromJson(issue),
  clocks: clocks.map(clockCodec.fromJson),
});

const load = `select to_jsonb(i) as issue, coalesce(
    (select jsonb_agg(to_jsonb(c) order by c.seq) from clock_intervals c where c.issue = i.number), '[]') as clocks
  from issues i where i.number = $1`;

/** One issue with its clocks, or null. */
export async function loadIssue(db: Database, number: number): Promise<IssueState | null> {
  const [row] = await db.query<IssueJson>(load, [number]);
  return row === undefined ? null : issueFromJson(row);
}
