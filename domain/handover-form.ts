/** A 问题交办单 and the quarterly pack of those unsolved, as data that messages and documents are made from. */
import type { IssueState } from './issue/state.ts';
import type { Period } from './period.ts';
import type { Day, Instant } from './time.ts';

/** What the leading group decided about an issue, with names. */
export interface DecisionOnPaper {
  seq: number;
  text: string;
  unit: string;
  due: Day;
  /** When it was carried out; null while it is not. */
  doneAt: Instant | null;
  done: string | null;
}

/** A form as the quarterly pack lists it. Contents are masked: for documents and private chat, not for a group. */
export interface UnsolvedForm {
  /** 交办〔2026〕3号 */
  number: string;
  issue: number;
  issuedAt: Instant;
  leader: string;
  unit: string;
  supporting: readonly string[];
  category: string;
  place: string;
  content: string;
  /** Null while it is shelved. */
  due: Instant | null;
  overdueDays: number;
  /** Why it was withdrawn, where it was: the issue goes by the platform, the number is not used again. */
  withdrawn: string | null;
  /** The last progress note. */
  progress: string | null;
  decisions: readonly DecisionOnPaper[];
}

export interface QuarterlyPack {
  quarter: Period;
  /** The last instant looked at: the end of the quarter, or when it was asked for. */
  until: Instant;
  forms: readonly UnsolvedForm[];
  /** 1 for the first that was issued; 0 for a pack that is only looked at. */
  edition: number;
  issuedAt: Instant;
  /** Name of who issued a correction; null for the job. */
  issuedBy: string | null;
  /** What changed against the edition before, its reason first; null for the first. */
  changes: readonly string[] | null;
}

/** An issued pack with the document it was handed out as; null where that could not be made. */
export interface PackEdition {
  pack: QuarterlyPack;
  file: { name: string; bytes: Uint8Array } | null;
}

export interface HandoverFormPaper extends UnsolvedForm {
  /** 民情〔2026〕12号 */
  issueNumber: string;
  issuedBy: string;
  /** What the form asks beyond the issue itself. */
  note: string | null;
  reportedAt: Instant;
  reporter: string;
  /** Masked; null where none is known. */
  resident: string | null;
  urgency: string;
  routeReason: string | null;
  /** The subordinate unit that works on it. */
  handler: string | null;
  acceptDue: Instant | null;
  acceptedAt: Instant | null;
  state: string;
  instructions: readonly { leader: string; at: Instant; text: string }[];
  progressed: readonly { by: string; at: Instant; text: string }[];
  parts: readonly { issue: number; unit: string; content: string; state: string }[];
  outcome: string | null;
  outcomeAt: Instant | null;
  withdrawnAt: Instant | null;
}

/** A form in force without an outcome: what a quarter's pack lists. */
export const isUnsolved = (issue: Pick<IssueState, 'form' | 'route' | 'outcomeAt' | 'closedAt'>): boolean =>
  issue.form !== null && !isWithdrawn(issue) && issue.outcomeAt === null && issue.closedAt === null;

/** A form was issued and the office has taken the issue off that route since. */
export const isWithdrawn = ({ form, route }: Pick<IssueState, 'form' | 'route'>): boolean =>
  form !== null && route !== 'handover';
