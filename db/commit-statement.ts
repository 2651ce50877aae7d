/** The text of the one statement that writes a change, made of only the parts the change needs. */
import type { ClockInterval, IssueState } from '../domain/issue/state.ts';
import { codecFor } from './codec.ts';
import { queuedColumns } from './queued-message.ts';
import { clockIntervals, issues } from './schema/issues.ts';
import { isStillSaid, takeBack } from './take-back.ts';

export const issueCodec = codecFor<IssueState>(issues);
export const clockCodec = codecFor<ClockInterval>(clockIntervals, ['issue']);

/** Which parts a change has. */
export interface Parts {
  message: boolean;
  issue: 'update' | 'many' | 'none';
  visit: boolean;
  prompt: 'ask' | 'take away' | 'none';
  outbox: boolean;
  undo: boolean;
  /** New issues the one that is changed is split into. */
  split: boolean;
  /** Other issues the decision rests on, which have to be as they were read. */
  beside: boolean;
}

/** All that a statement may take, each as text. */
export interface Values {
  at: string;
  room: string;
  messageId: string;
  issue: string;
  events: string;
  clocks: string;
  visit: string;
  prompt: string;
  outbox: string;
  undo: string;
  beside: string;
  parts: string;
  partEvents: string;
  partClocks: string;
  leasedBy: string | null;
  leaseUntil: string | null;
}

export interface Statement {
  text: string;
  /** What its parameters are, in order. */
  takes: readonly (keyof Values)[];
}

const issueColumns = issueCodec.columns.filter((name) => name !== 'number').map((name) => `"${name}"`);
const clockColumns = clockCodec.columns.map((name) => `"${name}"`);

/** What a clock that was there becomes. */
const clockChanges = clockColumns
  .filter((name) => name !== '"seq"')
  .map((name) => `${name} = excluded.${name}`)
  .join(', ');

const whole = (parts: Parts): string => {
  const { issue } = parts;
  const one = issue === 'update';
  const number = one ? 'i.number' : 'null::int';
  const source = one ? 'i' : 'go';
  const all = [
    target(issue, parts.beside),
    ...seen(parts.message),
    ...(one ? [update, events, clocks] : []),
    ...(issue === 'many' ? many : []),
    ...(parts.split ? splitInto : []),
    ...(parts.visit ? [visit] : []),
    ...(parts.prompt === 'ask' ? [ask(source)] : []),
    ...(parts.prompt === 'take away' ? [takeAway(source)] : []),
    ...(parts.undo ? takeBack : []),
    ...(parts.outbox ? [outbox(number, source, parts.undo)] : []),
  ];
  return `with ${all.join(',\n  ')}
  select (select count(*)::int from go) as fresh, (select count(*)::int from target) as target,
    ${one ? '(select number from i)' : number} as number,
    ${parts.outbox ? queued : "'[]'::jsonb"} as queued`;
};

// The row is locked before the inbox is touched: on a conflict nothing at all is written and the caller decides anew.
const target = (issue: Parts['issue'], beside: boolean): string => {
  if (issue === 'many') return targetOfMany(beside);
  if (beside) return targetBeside;
  return issue === 'update'
    ? `target as (
    select t.number from issues t, jsonb_to_record({issue}::jsonb) as n(number int, version int)
    where t.number = n.number and t.version = n.version - jsonb_array_length({events}::jsonb) for update of t
  )`
    : 'target as (select 1)';
};

// What the decision rests on is locked with the issue, in the order of their numbers: of two that rest on each other, the
// second waits, finds another version and decides anew.
const targetBeside = `asked as (
    select n.number, n.version - jsonb_array_length({events}::jsonb) as version, true as own
    from jsonb_to_record({issue}::jsonb) as n(number int, version int)
    union all
    select b.number, b.version, false from jsonb_to_recordset({beside}::jsonb) as b(number int, version int)
  ),
  held as (
    select t.number, asked.own from issues t join asked on asked.number = t.number and asked.version = t.version
    order by t.number for update of t
  ),
  target as (
    select held.number from held where held.own and (select count(*) from held) = (select count(*) from asked)
  )`;

// Of many all or none, with what the decision rests on. Rows are locked in order, so that two such statements never wait
// for each other.
const targetOfMany = (
  beside: boolean,
): string => `n as (select * from jsonb_populate_recordset(null::issues, {issue}::jsonb)),
  asked as (
    select n.number, n.version - (
      select count(*) from jsonb_to_recordset({events}::jsonb) as e(issue int) where e.issue = n.number
    ) as version, true as own from n${
      beside
        ? `
    union all
    select b.number, b.version, false from jsonb_to_recordset({beside}::jsonb) as b(number int, version int)`
        : ''
    }
  ),
  held as (
    select t.number, asked.own from issues t join asked on asked.number = t.number and asked.version = t.version
    order by t.number for update of t
  ),
  locked as (select number from held where own),
  target as (select 1 as one where (select count(*) from held) = (select count(*) from asked))`;

const seen = (message: boolean): string[] =>
  message
    ? [
        `seen as (
    insert into inbox (room, message_id, at) select {room}, {messageId}, {at}::timestamptz from target
    on conflict do nothing returning 1
  )`,
        'go as (select 1 as one from seen)',
      ]
    : ['go as (select 1 as one from target)'];

const update = `i as (
    update issues set (${issueColumns.join(', ')}) = (
      select ${issueColumns.join(', ')} from jsonb_populate_record(null::issues, {issue}::jsonb))
    from target, go where issues.number = target.number
    returning issues.number
  )`;

const events = `e as (
    insert into events (issue, seq, type, at, actor, source, data)
    select i.number, e.seq, e.type, e.at, e.actor, e.source, e.data
    from i, jsonb_to_recordset({events}::jsonb)
      as e(seq int, type text, at timestamptz, actor int, source text, data jsonb)
    order by e.seq
  )`;

const clocks = `c as (
    insert into clock_intervals (issue, ${clockColumns.join(', ')})
    select i.number, ${clockColumns.map((name) => `c.${name}`).join(', ')}
    from i, jsonb_populate_recordset(null::clock_intervals, {clocks}::jsonb) as c
    on conflict (issue, seq) do update set ${clockChanges}
  )`;

// Events and clocks name the issue they belong to.
const many: readonly string[] = [
  `i as (
    update issues set (${issueColumns.join(', ')}) = (
      select ${issueColumns.join(', ')} from n where n.number = issues.number)
    from locked, go where issues.number = locked.number
    returning issues.number
  )`,
  `e as (
    insert into events (issue, seq, type, at, actor, source, data)
    select e.issue, e.seq, e.type, e.at, e.actor, e.source, e.data
    from i join jsonb_to_recordset({events}::jsonb)
      as e(issue int, seq int, type text, at timestamptz, actor int, source text, data jsonb) on e.issue = i.number
    order by e.issue, e.seq
  )`,
  `c as (
    insert into clock_intervals (issue, ${clockColumns.join(', ')})
    select c.issue, ${clockColumns.map((name) => `c.${name}`).join(', ')}
    from i join jsonb_populate_recordset(null::clock_intervals, {clocks}::jsonb) as c on c.issue = i.number
    on conflict (issue, seq) do update set ${clockChanges}
  )`,
];

// Their numbers were drawn before, for the events and messages that name them.
const splitInto: readonly string[] = [
  `pi as (
    insert into issues select r.* from i, jsonb_populate_recordset(null::issues, {parts}::jsonb) as r
  )`,
  `pe as (
    insert into events (issue, seq, type, at, actor, source, data)
    select e.issue, e.seq, e.type, e.at, e.actor, e.source, e.data
    from i, jsonb_to_recordset({partEvents}::jsonb)
      as e(issue int, seq int, type text, at timestamptz, actor int, source text, data jsonb)
    order by e.issue, e.seq
  )`,
  `pc as (
    insert into clock_intervals (issue, ${clockColumns.join(', ')})
    select c.issue, ${clockColumns.map((name) => `c.${name}`).join(', ')}
    from i, jsonb_populate_recordset(null::clock_intervals, {partClocks}::jsonb) as c
  )`,
];

const visit = `v as (
    insert into visit_issues (issue, visit) select i.number, {visit}::int from i
    on conflict (issue) do update set visit = excluded.visit
  )`;

const ask = (source: string): string => `p as (
    insert into prompts (room, account, question, expires_at)
    select p.room, p.account, p.question, p.expires_at
    from ${source}, jsonb_to_record({prompt}::jsonb)
      as p(room text, account text, question jsonb, expires_at timestamptz)
    on conflict (room, account) do update set question = excluded.question, expires_at = excluded.expires_at
  )`;

const takeAway = (source: string): string => `d as (
    delete from prompts using ${source}, jsonb_to_record({prompt}::jsonb) as p(room text, account text)
    where prompts.room = p.room and prompts.account = p.account
  )`;

const outbox = (number: string, source: string, undo: boolean): string => `o as (
    insert into outbox (dedupe_key, platform, room, issue, segments, batch, state, created_at, run_at, lease_until, leased_by)
    select m.dedupe_key, m.platform, m.room, coalesce(m.issue, ${number}), m.segments, m.batch,
      case when m.hand = 'begun' then 'sending' else 'waiting' end, {at}::timestamptz, m.run_at,
      case when m.hand is not null then {leaseUntil}::timestamptz end, case when m.hand is not null then {leasedBy} end
    from ${source}, jsonb_to_recordset({outbox}::jsonb) as ${queuedColumns}${
      undo
        ? `
    where ${isStillSaid}`
        : ''
    }
    order by m.place
    on conflict (dedupe_key) do nothing
    returning id, dedupe_key
  )`;

const queued = `(select coalesce(jsonb_agg(jsonb_build_object('id', id, 'dedupeKey', dedupe_key) order by id), '[]') from o)`;

const known = new Map<string, Statement>();

/** The statement for these parts: the same text for the same parts, so that the server plans each once. */
export function statementFor(parts: Parts): Statement {
  const { message, issue, visit, prompt, outbox, undo, split, beside } = parts;
  const key = [message, issue, visit, prompt, outbox, undo, split, beside].join();
  const found = known.get(key);
  if (found !== undefined) return found;
  const takes: (keyof Values)[] = [];
  const text = whole(parts).replace(/\{(\w+)\}/g, (_, name: keyof Values) => {
    if (!takes.includes(name)) takes.push(name);
    return `$${takes.indexOf(name) + 1}::text`;
  });
  const statement = { text, takes };
  known.set(key, statement);
  return statement;
}
