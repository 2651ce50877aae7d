/** The ledger's rows in batches, however many there are: by the issue's number, one statement a batch. */
import type { LadderStep } from '../domain/escalation.ts';
import type { FollowUpOutcome, Satisfaction } from '../domain/follow-up.ts';
import type { HandoverForm, IssueStatus, ReplyKind, Route, Urgency } from '../domain/issue/state.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import { notTakenBack, stands } from './standing.ts';

export interface LedgerFilter {
  /** Answering for it or working on it; null for all. */
  units: readonly number[] | null;
  /** Villages and towns; null for all. */
  places: readonly number[] | null;
  /** Words that stand in the content or the place. */
  text: string | null;
  /** Reported in [from, to). */
  from: Instant | null;
  to: Instant | null;
}

/** An issue as the ledger tells it. */
export interface LedgerIssue {
  number: number;
  status: IssueStatus;
  reportedAt: Instant;
  reporter: number;
  duty: number;
  /** Address key of where it was reported. */
  source: string;
  place: number | null;
  placeText: string | null;
  content: string;
  resident: string | null;
  category: number | null;
  urgency: Urgency;
  route: Route;
  form: Pick<HandoverForm, 'year' | 'number'> | null;
  unit: number | null;
  handler: number | null;
  supporting: readonly number[];
  /** The issue it was split from. */
  parent: number | null;
  acceptedAt: Instant | null;
  handlingAt: Instant | null;
  outcome: string | null;
  outcomeAt: Instant | null;
  closedAt: Instant | null;
  due: Instant | null;
  extensions: number;
  returns: number;
  reopened: number;
  replyKind: ReplyKind | null;
  repliedAt: Instant | null;
  /** The last progress note. */
  progress: string | null;
  /** The latest; of this holding or one before. */
  followUp: { outcome: FollowUpOutcome; satisfaction: Satisfaction | null } | null;
  /** Steps of the ladder that were taken from 催办 up, oldest first. */
  steps: readonly { step: Exclude<LadderStep, 'remind'>; at: Instant }[];
  /** Times the clocks stood still; `to` is null while they do. */
  pauses: readonly { from: Instant; to: Instant | null }[];
}

const BATCH = 200;

const epoch = (column: string): string => `(extract(epoch from ${column}) * 1000)::float8`;
const iso = (at: Instant | null): string | null => (at === null ? null : new Date(at).toISOString());
const list = (ids: readonly number[] | null): string | null => (ids === null ? null : JSON.stringify(ids));

// $1 units · $2 places · $3 words · $4 from · $5 to
const matching = `($1::text is null or i.unit in (select value::int from jsonb_array_elements_text($1::text::jsonb))
      or i.handler in (select value::int from jsonb_array_elements_text($1::text::jsonb)))
    and ($2::text is null or i.place in (select value::int from jsonb_array_elements_text($2::text::jsonb)))
    and ($3::text is null or strpos(i.content, $3::text) > 0 or strpos(coalesce(i.place_text, ''), $3::text) > 0)
    and ($4::text is null or i.reported_at >= $4::text::timestamptz)
    and ($5::text is null or i.reported_at < $5::text::timestamptz)`;

const batch = `select i.number, i.status, ${epoch('i.reported_at')} as "reportedAt", i.reporter, i.duty, i.source, i.place,
    i.place_text as "placeText", i.content, i.resident, i.category, i.urgency, i.route,
    case when i.form is not null then jsonb_build_object('year', i.form -> 'year', 'number', i.form -> 'number') end as form, i.unit, i.handler, i.supporting,
    i.parent,
    ${epoch('i.accepted_at')} as "acceptedAt", ${epoch('i.handling_at')} as "handlingAt", i.outcome,
    ${epoch('i.outcome_at')} as "outcomeAt", ${epoch('i.closed_at')} as "closedAt", ${epoch('i.due')} as due,
    i.extensions, i.returns, i.reopened, i.reply_kind as "replyKind", ${epoch('i.replied_at')} as "repliedAt",
    (select e.data ->> 'text' from events e where e.issue = i.number and e.type = 'progressed' and ${stands('e')}
      order by e.seq desc limit 1) as progress,
    (select jsonb_build_object('outcome', f.outcome, 'satisfaction', f.satisfaction)
      from follow_up_results f where f.issue = i.number and ${notTakenBack('f')} order by f.id desc limit 1) as "followUp",
    (select coalesce(jsonb_agg(jsonb_build_object('step', r.step, 'at', ${epoch('coalesce(r.decided_at, r.at)')})
        order by coalesce(r.decided_at, r.at)), '[]')
      from reminders r where r.issue = i.number and r.step <> 'remind' and r.state in ('taken', 'confirmed')) as steps,
    (select coalesce(jsonb_agg(jsonb_build_object('from', ${epoch('c.started_at')}, 'to', ${epoch('c.ended_at')})), '[]')
      from clock_intervals c where c.issue = i.number and c.kind = 'pause') as pauses
  from issues i where i.number > $6::int and ${matching}
  order by i.number limit $7::int`;

const counting = `select count(*)::int as found from issues i where ${matching}`;

const parameters = ({ units, places, text, from, to }: LedgerFilter): (string | null)[] => [
  list(units),
  list(places),
  text,
  iso(from),
  iso(to),
];

/** Oldest first. Each batch is read when the one before is used up, as the issues are at that moment. */
export async function* ledgerBatches(db: Pick<Database, 'query'>, filter: LedgerFilter): AsyncGenerator<LedgerIssue[]> {
  for (let last = 0; ;) {
    const rows = await db.query<LedgerIssue>(batch, [...parameters(filter), last, BATCH]);
    yield rows;
    last = rows.at(-1)?.number ?? last;
    if (rows.length < BATCH) return;
  }
}

export async function countLedger(db: Pick<Database, 'query'>, filter: LedgerFilter): Promise<number> {
  const [row] = await db.query<{ found: number }>(counting, parameters(filter));
  return row?.found ?? 0;
}
