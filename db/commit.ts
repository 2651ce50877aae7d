/**
 * Writes what a message or a decision changed: inbox, issue, events, clocks and outbox in ONE statement, so that a
 * command is one round trip, atomic without an explicit transaction, and never half-done.
 */
import type { IssueEvent } from '../domain/issue/events.ts';
import type { ClockInterval, IssueState } from '../domain/issue/state.ts';
import type { Instant } from '../domain/time.ts';
import { codecFor } from './codec.ts';
import type { Database } from './connect.ts';
import { queuedColumns, queuedJson, type Hand, type QueuedMessage } from './queued-message.ts';
import { clockIntervals, issues } from './schema/issues.ts';

export interface PromptChange {
  room: string;
  person: number;
  /** Null takes the open question away. */
  ask: Question | null;
}

export interface Question {
  question: 'place' | 'unit' | 'visitPlace';
  options: readonly number[];
  expiresAt: Instant;
  /** The visit a `visitPlace` is asked of; the others are asked of the issue that is written. */
  visit?: number;
}

/** In whose hands messages are as they are queued. */
export interface Lease {
  by: string;
  until: Instant;
  /** For each message of the outbox; null where it waits for whoever looks first. */
  hands: readonly (Hand | null)[];
}

export interface Change {
  at: Instant;
  /** The message being answered; it is answered once, whatever is delivered twice. */
  message: { room: string; messageId: string } | null;
  issue: {
    before: IssueState | null;
    after: IssueState;
    events: readonly IssueEvent[];
    source: string;
    /** The visit it was raised in. */
    visit?: number | null;
    /** New issues it is split into; their numbers were drawn before. */
    parts?: readonly { after: IssueState; events: readonly IssueEvent[] }[];
  } | null;
  /** The resident's contact, encrypted. */
  contact: string | null;
  prompt: PromptChange | null;
  outbox: readonly QueuedMessage[];
  /** The process that delivers at once what it takes in hand; null leaves it to whoever looks first. */
  lease: Lease | null;
}

export type CommitResult =
  | { kind: 'done'; number: number | null; queued: readonly { id: number; dedupeKey: string }[] }
  /** The message was answered before. */
  | { kind: 'seen' }
  /** Somebody else changed the issue in between: load, decide and commit again. */
  | { kind: 'conflict' };

const issueCodec = codecFor<IssueState>(issues);
const clockCodec = codecFor<ClockInterval>(clockIntervals, ['issue']);
const clockColumns = clockCodec.columns.map((name) => `"${name}"`).join(', ');
const issueColumns = issueCodec.columns.filter((name) => name !== 'number').map((name) => `"${name}"`);

// $1 message · $2 issue row · $3 events · $4 clocks · $5 outbox · $6 prompt · $7 contact · $8 at · $9 lease · $10 visit
const seen = (source: string) => `
  seen as (
    insert into inbox (room, message_id, at)
    select m.room, m.message_id, $8::text::timestamptz
    from ${source} jsonb_to_record($1::text::jsonb) as m(room text, message_id text)
    where m.room is not null
    on conflict do nothing returning 1
  ),
  go as (select 1 as one where $1::text = '{}' or exists (select 1 from seen))`;

const rest = `
  e as (
    insert into events (issue, seq, type, at, actor, source, data)
    select i.number, e.seq, e.type, e.at, e.actor, e.source, e.data
    from i, jsonb_to_recordset($3::text::jsonb) as e(seq int, type text, at timestamptz, actor int, source text, data jsonb)
    order by e.seq
  ),
  c as (
    insert into clock_intervals (issue, ${clockColumns})
    select i.number, ${clockCodec.columns.map((name) => `c."${name}"`).join(', ')}
    from i, jsonb_populate_recordset(null::clock_intervals, $4::text::jsonb) as c
    on conflict (issue, seq) do update set
      ${clockCodec.columns
        .filter((name) => name !== 'seq')
        .map((name) => `"${name}" = excluded."${name}"`)
        .join(', ')}
  ),
  k as (
    insert into contacts (issue, sealed, stored_at)
    select i.number, $7::text, $8::text::timestamptz from i where $7::text is not null
  ),
  v as (
    insert into visit_issues (issue, visit) select i.number, $10::int from i where $10::int is not null
    on conflict (issue) do update set visit = excluded.visit
  )`;

const queue = (issue: string, source: string) => `
  o as (
    insert into outbox (dedupe_key, platform, room, issue, segments, batch, state, created_at, run_at, lease_until, leased_by)
    select m.dedupe_key, m.platform, m.room, coalesce(m.issue, ${issue}), m.segments, m.batch,
      case when m.hand = 'begun' then 'sending' else 'waiting' end, $8::text::timestamptz, m.run_at,
      case when m.hand is not null then l.until end, case when m.hand is not null then l.by end
    from ${source}, jsonb_to_recordset($5::text::jsonb) as ${queuedColumns},
      jsonb_to_record($9::text::jsonb) as l(by text, until timestamptz)
    order by m.place
    on conflict (dedupe_key) do nothing
    returning id, dedupe_key
  ),
  p as (
    insert into prompts (room, person, issue, question, options, expires_at)
    select p.room, p.person, coalesce(p.visit, ${issue}, 0), p.question, p.options, p.expires_at
    from ${source}, jsonb_to_record($6::text::jsonb)
      as p(room text, person int, question text, options int[], expires_at timestamptz, visit int)
    where p.question is not null
    on conflict (room, person) do update set issue = excluded.issue, question = excluded.question,
      options = excluded.options, expires_at = excluded.expires_at
  ),
  d as (
    delete from prompts using ${source}, jsonb_to_record($6::text::jsonb) as p(room text, person int, question text)
    where p.question is null and prompts.room = p.room and prompts.person = p.person
  )
  select (select count(*)::int from go) as fresh, (select count(*)::int from target) as target,
    (select ${issue} from ${source}) as number,
    (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'dedupeKey', dedupe_key) order by id), '[]') from o) as queued`;

// The number is drawn only where a row is written (the lateral join on `go`), so repeats leave no gaps.
const create = `with ${seen('')},
  target as (select 1),
  i as (
    insert into issues
    select r.* from go cross join lateral
      jsonb_populate_record(null::issues, $2::text::jsonb || jsonb_build_object(
        'number', nextval('issues_number_seq') + 0 * go.one)) as r
    returning number
  ), ${rest}, ${queue('i.number', 'i')}`;

// The row is locked before the inbox is touched: on a conflict nothing at all is written and the caller decides anew.
const updateWith = (more: string): string => `with target as (
    select t.number from issues t, jsonb_to_record($2::text::jsonb) as n(number int, version int)
    where t.number = n.number and t.version = n.version - jsonb_array_length($3::text::jsonb) for update of t
  ), ${seen('target,')},
  i as (
    update issues set (${issueColumns.join(', ')}) = (
      select ${issueColumns.join(', ')} from jsonb_populate_record(null::issues, $2::text::jsonb))
    from target, go where issues.number = target.number
    returning issues.number
  ), ${rest}, ${more}${queue('i.number', 'i')}`;
const update = updateWith('');

// $11 rows of the parts · $12 their events · $13 their clocks
const split = updateWith(`
  pi as (
    insert into issues select r.* from i, jsonb_populate_recordset(null::issues, $11::text::jsonb) as r
  ),
  pe as (
    insert into events (issue, seq, type, at, actor, source, data)
    select e.issue, e.seq, e.type, e.at, e.actor, e.source, e.data
    from i, jsonb_to_recordset($12::text::jsonb)
      as e(issue int, seq int, type text, at timestamptz, actor int, source text, data jsonb)
    order by e.issue, e.seq
  ),
  pc as (
    insert into clock_intervals (issue, ${clockColumns})
    select c.issue, ${clockCodec.columns.map((name) => `c."${name}"`).join(', ')}
    from i, jsonb_populate_recordset(null::clock_intervals, $13::text::jsonb) as c
  ), `);

// Replies that change no issue. The parameters of an issue are still named so that all three take the same ones.
const reply = `with ${seen('')},
  target as (select 1 where $2::text is null and $3::text is null and $4::text is null and $7::text is null
    and $10::int is null),
  ${queue('null::int', 'go')}`;

const iso = (at: Instant): string => new Date(at).toISOString();

/** Clocks that are new or differ from what was there: the only ones written. */
const changedClocks = (before: IssueState | null, after: IssueState): ClockInterval[] =>
  after.clocks.filter((clock, index) => clock !== before?.clocks[index]);

/** Commits a change. Rejects only when the database does. */
export async function commit(db: Database, change: Change): Promise<CommitResult> {
  const { issue } = change;
  const parts = issue?.parts ?? [];
  const statement = issue === null ? reply : issue.before === null ? create : parts.length > 0 ? split : update;
  const first = issue === null ? 0 : issue.after.version - issue.events.length;
  const [row] = await db.query<{
    fresh: number;
    target: number;
    number: number | null;
    queued: { id: number; dedupeKey: string }[];
  }>(statement, [
    change.message === null
      ? '{}'
      : JSON.stringify({ room: change.message.room, message_id: change.message.messageId }),
    issue === null ? null : JSON.stringify(issueCodec.toJson(issue.after)),
    issue === null
      ? null
      : JSON.stringify(issue.events.map((event, index) => eventJson(event, first + index + 1, issue.source))),
    issue === null ? null : JSON.stringify(changedClocks(issue.before, issue.after).map(clockCodec.toJson)),
    queuedJson(change.outbox, change.lease?.hands),
    JSON.stringify(promptJson(change.prompt)),
    change.contact,
    iso(change.at),
    JSON.stringify(change.lease === null ? {} : { by: change.lease.by, until: iso(change.lease.until) }),
    issue?.visit ?? null,
    ...(issue === null || parts.length === 0 ? [] : partsJson(parts, issue.source)),
  ]);
  if (row === undefined || row.target === 0) return { kind: 'conflict' };
  if (row.fresh === 0) return { kind: 'seen' };
  return { kind: 'done', number: row.number, queued: row.queued };
}

const eventJson = ({ type, at, actor, data }: IssueEvent, seq: number, source: string) => ({
  seq,
  type,
  at: iso(at),
  actor,
  source,
  data,
});

/** Rows, events and clocks of new issues whose numbers are known. */
function partsJson(parts: NonNullable<NonNullable<Change['issue']>['parts']>, source: string): string[] {
  const of = (number: number) => (one: object) => ({ ...one, issue: number });
  return [
    parts.map(({ after }) => issueCodec.toJson(after)),
    parts.flatMap(({ after, events }) =>
      events.map((event, index) => eventJson(event, index + 1, source)).map(of(after.number)),
    ),
    parts.flatMap(({ after }) => after.clocks.map(clockCodec.toJson).map(of(after.number))),
  ].map((rows) => JSON.stringify(rows));
}

function promptJson(prompt: PromptChange | null): Record<string, unknown> {
  if (prompt === null) return {};
  const { room, person, ask } = prompt;
  return ask === null ? { room, person } : { room, person, ...ask, expires_at: iso(ask.expiresAt) };
}

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
