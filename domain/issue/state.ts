/** What an issue is at one moment: the sum of its events. */
import type { Day, Instant } from '../time.ts';

/**
 * 新增 reported · 退回 returned · 受理 accepted · 办理 handling · 待反馈 awaitingReply (the outcome is there, the
 * resident is not answered yet) · 结案 closed · 撤回 withdrawn · 挂账 shelved · 重办 reopened · 撤销 undone (the report was
 * taken back as a mistake: it counts nowhere, its number stays)
 */
export const issueStatuses = [
  'reported',
  'returned',
  'accepted',
  'handling',
  'awaitingReply',
  'closed',
  'withdrawn',
  'shelved',
  'reopened',
  'undone',
] as const;
export type IssueStatus = (typeof issueStatuses)[number];

/** 一般 · 急 · 特急 */
export type Urgency = 'normal' | 'urgent' | 'critical';
/** 现场解决 · 平台流转 · 问题交办单 */
export type Route = 'spot' | 'platform' | 'handover';
/** 1 能马上解决 · 2 不能立即解决 · 3 需较长时间 · 4 一时无法解决 · 5 不合理要求 */
export type ReplyKind = 1 | 2 | 3 | 4 | 5;

/**
 * total: the resident's clock · office: waiting to be routed · unit: a unit answers for it · handler: a subordinate
 * works on it · pause: shelved, all clocks stand · reply: the first receiver owes the answer.
 * An interval of a unit `settled`: the reporter settled the issue on the spot before the unit accepted it.
 */
export type IntervalKind = 'total' | 'office' | 'unit' | 'handler' | 'pause' | 'reply';
export type IntervalEnd =
  | 'assigned'
  | 'outcome'
  | 'settled'
  | 'returned'
  | 'transferred'
  | 'withdrawn'
  | 'resumed'
  | 'replied'
  | 'handedDown'
  | 'handedOver';

/** A stretch of time somebody held the issue; `to` is null while it runs. */
export interface ClockInterval {
  seq: number;
  kind: IntervalKind;
  unit: number | null;
  from: Instant;
  to: Instant | null;
  endedBy: IntervalEnd | null;
  acceptDue: Instant | null;
  acceptedAt: Instant | null;
  due: Instant | null;
  unsolvedAt: Instant | null;
}

export interface PendingExtension {
  workingDays: number;
  due: Instant;
  reason: string;
  by: number;
  at: Instant;
}

/**
 * What waits for the office, beside an extension: a return the unit may not make by itself, shelving, or another unit that
 * the bot proposes since place or category were set right.
 */
export type PendingRequest = { reason: string; by: number; at: Instant } & (
  { what: 'return'; late: boolean } | { what: 'shelving'; reviewDay: Day } | { what: 'unit'; unit: number }
);

/** A unit that gave the issue back, and why. */
export interface ReturnRecord {
  unit: number;
  reason: string;
  at: Instant;
}

/** Why it is shelved, who agreed, and how often it was continued. */
export interface Shelving {
  reason: string;
  leader: string;
  since: Instant;
  continued: number;
}

/** A route the bot would rather take, and why, until the office decides. */
export interface RouteProposal {
  route: Route;
  reason: string;
}

/** A 问题交办单 as it was issued: 交办〔2026〕3号. */
export interface HandoverForm {
  year: number;
  number: number;
  /** The district leader who coordinates. */
  leader: number;
  /** What the form asks beyond the issue itself. */
  note: string | null;
  by: number;
  at: Instant;
}

/** The edition of a quarterly pack (季度研究) that had the issue when something was said about it. */
export interface Study {
  /** First day of the quarter. */
  quarter: Day;
  edition: number;
}

/** What the leading group decided about an issue (议定). */
export interface LeadingDecision {
  /** From 1 within the issue. */
  seq: number;
  text: string;
  unit: number;
  due: Day;
  at: Instant;
  /** When and how it was carried out; null while it is not. */
  doneAt: Instant | null;
  done: string | null;
  /** Left out where the issue had been in no pack. */
  study?: Study;
}

export interface IssueState {
  /** 0 until the database has given it. */
  number: number;
  version: number;
  status: IssueStatus;
  reportedAt: Instant;
  /** Who first heard it; never changes. */
  reporter: number;
  /** The first receiver (首问责任人): owes the resident the answer, whichever unit has the issue. */
  duty: number;
  source: string;
  place: number | null;
  placeText: string | null;
  /** Personal data masked. */
  content: string;
  photos: readonly string[];
  /** The resident's name, masked. */
  resident: string | null;
  category: number | null;
  urgency: Urgency;
  route: Route;
  /** Why this route; null for issues reported before reasons were kept. */
  routeReason: string | null;
  proposal: RouteProposal | null;
  form: HandoverForm | null;
  decisions: readonly LeadingDecision[];
  /** The issue it was split from: the resident is answered there. */
  parent: number | null;
  /** The issues it was split into. */
  parts: readonly number[];
  /** The unit that answers for it. */
  unit: number | null;
  /** The subordinate unit it was handed down to. */
  handler: number | null;
  /** They help; the deadline is never theirs. */
  supporting: readonly number[];
  holding: number;
  assignedAt: Instant | null;
  acceptDue: Instant | null;
  acceptedAt: Instant | null;
  handlingAt: Instant | null;
  /** The holder's deadline; null while shelved, unassigned or without one. */
  due: Instant | null;
  /** The resident's deadline: set at the first assignment, not moved by transfers. */
  totalDue: Instant | null;
  outcome: string | null;
  outcomeAt: Instant | null;
  replyDue: Instant | null;
  replyKind: ReplyKind | null;
  repliedAt: Instant | null;
  /** The day residents were told to expect it. */
  expectedDay: Day | null;
  /** Until when the resident is to hear of the oldest progress nobody has passed on. */
  passOnDue: Instant | null;
  closedAt: Instant | null;
  extensions: number;
  pendingExtension: PendingExtension | null;
  pendingRequest: PendingRequest | null;
  reviewDay: Day | null;
  shelving: Shelving | null;
  shelvedDue: Instant | null;
  shelvedTotalDue: Instant | null;
  returns: number;
  returnedBy: readonly ReturnRecord[];
  reopened: number;
  touchedAt: Instant;
  clocks: readonly ClockInterval[];
}
