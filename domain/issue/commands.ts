/** What people ask of an issue, and why it may be refused. */
import type { Day, Instant } from '../time.ts';
import type { IssueStatus, ReplyKind, Route, RouteProposal, Study, Urgency } from './state.ts';

export interface ReportInput {
  source: string;
  place: number | null;
  placeText: string | null;
  content: string;
  photos: readonly string[];
  resident: string | null;
  category: number | null;
  urgency: Urgency;
  route: Route;
  routeReason: string | null;
  /** Another route the bot proposes to the office. */
  proposal: RouteProposal | null;
  /** The unit the bot proposes or the person named, and why; null sends it to the office. */
  unit: number | null;
  /** A subordinate unit of it that was named. */
  handler: number | null;
  assignReason: string;
  /** What was done, where it was settled on the spot. */
  settlement: string | null;
}

/** A part of an issue, for one unit. */
export interface NewPart {
  number: number;
  unit: number;
  content: string;
}

/** How much more time a unit asks for: working days, or the day it wants to be done by. */
export type MoreTime = { workingDays: number } | { until: Day };

export interface CommandPayloads {
  assign: { unit: number; reason: string };
  clarify: { place?: number; category?: number; unit?: number };
  accept: Record<never, never>;
  return: { reason: string };
  handDown: { unit: number; note: string | null };
  progress: { text: string };
  requestExtension: MoreTime & { reason: string };
  /** What a unit has asked for is granted; `words` may name a district leader. `inherit`: parts that have the whole's deadline. */
  approve: { words: string | null; inherit?: readonly number[] };
  refuse: { reason: string };
  /** `openParts`: parts of it that have no outcome yet. */
  recordOutcome: { text: string; openParts?: readonly number[] };
  reply: { kind: ReplyKind; text: string; expectedDay: Day | null };
  handOverDuty: { to: number; reason: string };
  withdraw: { reason: string | null; openParts?: readonly number[] };
  requestShelving: { reason: string; reviewDay: Day };
  shelve: { reason: string; reviewDay: Day; leader: string };
  continueShelving: { reason: string; reviewDay: Day };
  resume: { reason: string; inherit?: readonly number[] };
  reopen: { reason: string };
  changeRoute: { route: 'platform' | 'handover'; reason: string; inherit?: readonly number[] };
  settleOnSpot: { text: string; openParts?: readonly number[] };
  /** `unit` null leaves it where it is; `number` is the form's of its year, kept when it was issued before. */
  issueForm: {
    leader: number;
    unit: number | null;
    supporting: readonly number[];
    note: string | null;
    number: { year: number; number: number };
    inherit?: readonly number[];
  };
  /** `study`: the pack that has the issue, where one has. */
  instruct: { text: string; study?: Study | null };
  changeSupport: { add: readonly number[]; remove: readonly number[]; reason: string | null };
  split: { parts: readonly NewPart[] };
  recordDecision: { text: string; unit: number | null; day: Day; study?: Study | null };
  /** `seq` null means the only one that is open. */
  completeDecision: { seq: number | null; text: string };
}
/** What waits for the office: 延期 · 退回 · 挂账 · 改派 */
export type RequestKind = 'extension' | 'return' | 'shelving' | 'unit';
export type CommandType = keyof CommandPayloads;
export type IssueCommand = { [T in CommandType]: { type: T } & CommandPayloads[T] }[CommandType];

/** Why not; the words are in `wording/refusals/issue.ts`. */
export type Refusal =
  | { code: 'wrongState'; command: CommandType; status: IssueStatus; number: number; closedAt: Instant | null }
  | { code: 'notYourUnit'; number: number; unit: number | null }
  /** What only those beside the units decide: the office, for some steps the inspectors too. */
  | { code: 'officeOnly'; number: number; command: CommandType; inspectorsToo?: boolean }
  | { code: 'reporterOnly'; number: number; owner: number; command: CommandType }
  | { code: 'hasDutyAlready' | 'notTeammate' | 'notBound'; number: number; to: number }
  | { code: 'noUnitYet'; number: number }
  | { code: 'sameUnit'; number: number; unit: number }
  | { code: 'alreadyAccepted'; number: number; unit: number }
  | { code: 'notAnswerable'; number: number; unit: number }
  | { code: 'notSubordinate'; number: number; unit: number; parent: number }
  | { code: 'extensionTooLate'; number: number; due: Instant }
  | { code: 'extensionTooLong'; number: number; maximum: number; latest: Instant }
  | { code: 'extensionNotLater'; number: number; due: Instant; latest: Instant }
  | { code: 'requestPending'; number: number; what: RequestKind }
  | { code: 'noRequestPending'; number: number }
  | {
      code: 'leaderNeeded';
      number: number;
      what: 'extension' | 'shelving' | 'route';
      known: readonly string[];
    }
  | { code: 'noOutcomeYet'; number: number; kind: ReplyKind }
  | { code: 'replyTooThin'; number: number; kind: ReplyKind }
  | { code: 'dayPast'; number: number; day: Day }
  | { code: 'sameRoute'; number: number; route: Route }
  | { code: 'leaderOnly'; number: number; leader: number | null }
  | { code: 'alreadyResponsible'; number: number; unit: number }
  | { code: 'noSupportChange'; number: number }
  | { code: 'openParts'; number: number; command: CommandType; parts: readonly number[] }
  | { code: 'isPart'; number: number; parent: number; command: CommandType }
  | { code: 'unitTwice'; number: number; unit: number }
  | { code: 'splitTooLate'; number: number; due: Instant }
  | { code: 'noOpenDecision'; number: number }
  | { code: 'whichDecision'; number: number; open: readonly number[] };
