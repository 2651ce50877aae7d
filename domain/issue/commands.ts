/** What people ask of an issue, and why it may be refused. */
import type { Day, Instant } from '../time.ts';
import type { IssueStatus, ReplyKind, Route, Urgency } from './state.ts';

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
  /** The unit the bot proposes or the person named, and why; null sends it to the office. */
  unit: number | null;
  /** A subordinate unit of it that was named. */
  handler: number | null;
  assignReason: string;
  /** What was done, where it was settled on the spot. */
  settlement: string | null;
}

export interface CommandPayloads {
  assign: { unit: number; reason: string };
  clarify: { place?: number; category?: number; unit?: number };
  accept: Record<never, never>;
  return: { reason: string };
  handDown: { unit: number; note: string | null };
  progress: { text: string };
  requestExtension: { workingDays: number; reason: string };
  /** What a unit has asked for is granted; `words` may name a district leader. */
  approve: { words: string | null };
  refuse: { reason: string };
  recordOutcome: { text: string };
  reply: { kind: ReplyKind; text: string; expectedDay: Day | null };
  handOverDuty: { to: number; reason: string };
  withdraw: { reason: string | null };
  requestShelving: { reason: string; reviewDay: Day };
  shelve: { reason: string; reviewDay: Day; leader: string };
  continueShelving: { reason: string; reviewDay: Day };
  resume: { reason: string };
  reopen: { reason: string };
}
/** What waits for the office: 延期 · 退回 · 挂账 */
export type RequestKind = 'extension' | 'return' | 'shelving';
export type CommandType = keyof CommandPayloads;
export type IssueCommand = { [T in CommandType]: { type: T } & CommandPayloads[T] }[CommandType];

/** Who acts, as far as an issue is concerned; derived from the roster. */
export interface Actor {
  id: number;
  /** Units the person handles issues for: liaison or lead of it. */
  handles: ReadonlySet<number>;
  office: boolean;
  inspector: boolean;
}

/** Why not; the words are in `wording/refusals.ts`. */
export type Refusal =
  | { code: 'wrongState'; command: CommandType; status: IssueStatus; number: number; closedAt: Instant | null }
  | { code: 'notYourUnit'; number: number; unit: number | null }
  | { code: 'officeOnly'; number: number; command: CommandType }
  | { code: 'inspectorOnly'; number: number; command: CommandType }
  | { code: 'reporterOnly'; number: number; owner: number; command: CommandType }
  | { code: 'hasDutyAlready' | 'notTeammate' | 'notBound'; number: number; to: number }
  | { code: 'noUnitYet'; number: number }
  | { code: 'sameUnit'; number: number; unit: number }
  | { code: 'alreadyAccepted'; number: number; unit: number }
  | { code: 'notAnswerable'; number: number; unit: number }
  | { code: 'notSubordinate'; number: number; unit: number; parent: number }
  | { code: 'extensionTooLate'; number: number; due: Instant }
  | { code: 'extensionTooLong'; number: number; maximum: number }
  | { code: 'requestPending'; number: number; what: RequestKind }
  | { code: 'noRequestPending'; number: number }
  | { code: 'leaderNeeded'; number: number; what: 'extension' | 'shelving'; known: readonly string[] }
  | { code: 'noOutcomeYet'; number: number; kind: ReplyKind }
  | { code: 'expectedDayNeeded'; number: number }
  | { code: 'replyTooThin'; number: number; kind: ReplyKind }
  | { code: 'dayPast'; number: number; day: Day };
