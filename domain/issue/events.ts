/** What happened to an issue. Append-only; names in the past tense. */
import type { Inheritance } from '../roster-change.ts';
import type { Day, Instant } from '../time.ts';
import type { ReplyKind, Route, RouteProposal, Study, Urgency } from './state.ts';

/** The deadlines that come with a unit's getting the issue. */
export interface Deadlines {
  acceptDue: Instant;
  due: Instant;
  totalDue: Instant;
}

/** `firm`: it was given back too often, and the unit may not return it by itself. */
type Given = Deadlines & { unit: number; reason: string; handler?: number; firm?: boolean };

/** Deadlines of an issue that were counted anew. */
export type MovedDeadlines = Partial<
  Record<'acceptDue' | 'due' | 'totalDue' | 'replyDue' | 'shelvedDue' | 'shelvedTotalDue' | 'pendingExtension', Instant>
>;

export interface EventPayloads {
  reported: {
    reporter: number;
    source: string;
    place: number | null;
    placeText: string | null;
    content: string;
    photos: readonly string[];
    resident: string | null;
    category: number | null;
    urgency: Urgency;
    route: Route;
    routeReason?: string | null;
    proposal?: RouteProposal | null;
    /** The issue it was split from. */
    parent?: number;
    /** Who has the first-receiver duty, where that is another than the reporter. */
    duty?: number;
  };
  /** The first unit, or the next after a return. */
  assigned: Given;
  /** Place or category set right. */
  clarified: { place?: number; category?: number };
  /** Another unit answers for the place and category as they are now; the office decides. `reason`: what was set right, and whose it is. */
  unitProposed: { unit: number; reason: string };
  unitKept: { reason: string };
  accepted: Record<never, never>;
  /** `asked` by whom, where the office had to agree. */
  returned: { reason: string; late: boolean; asked?: number };
  returnRequested: { reason: string; late: boolean };
  returnRefused: { reason: string };
  /** From one unit straight to another, by the office. */
  transferred: Given;
  handedDown: { unit: number; note: string | null };
  /** The unit it was with was merged into another. */
  inherited: Inheritance;
  /** `by`: a supporting unit, whose notes move nothing. `passOnBy`: until when the resident hears of it, who was told 不能立即解决. */
  progressed: { text: string; by?: number; passOnBy?: Instant };
  /** `needsLeader`: the unit has had its own already. */
  extensionRequested: { workingDays: number; due: Instant; reason: string; needsLeader?: boolean };
  /** `parts`: those whose deadlines move along. */
  extensionApproved: { due: Instant; leader: string | null; parts?: readonly number[] };
  extensionRefused: { reason: string };
  /** `onSpot`: by the reporter, not by the unit. `closes`: of a part, whose resident is answered with the whole. */
  outcomeRecorded: { text: string; replyDue: Instant; onSpot?: true; closes?: true };
  replied: { kind: ReplyKind; text: string; expectedDay: Day | null; closes: boolean };
  /** The first-receiver duty; `replyDue` until when the one who gets it answers, where there is an outcome already. */
  dutyHandedOver: { from: number; to: number; reason: string; replyDue: Instant | null };
  withdrawn: { reason: string | null };
  shelvingRequested: { reason: string; reviewDay: Day };
  shelvingRefused: { reason: string };
  /** `since`: when the unit asked for it, where that was in time; the clocks stand still from then. */
  shelved: { reason: string; reviewDay: Day; leader: string; since?: Instant };
  shelvingContinued: { reason: string; reviewDay: Day };
  /** `parts`: those whose deadlines move along. */
  resumed: { due: Instant | null; totalDue: Instant | null; reason: string; parts?: readonly number[] };
  /** Back to the unit that had it; to the office (null) where none had. */
  reopened: {
    reason: string;
    deadlines: Deadlines | null;
    /** Where the unit that had it was merged into another: that one. */
    unit?: number;
    handler?: number | null;
  };
  /** Also where the office keeps the route against a proposal. */
  routeChanged: { route: Route; was: Route; reason: string };
  /** Again with the same number where the leader or the note changes. */
  formIssued: { year: number; number: number; leader: number; note: string | null };
  /** By a district leader; recorded by the office where `actor` is another. */
  instructed: { leader: number; text: string; study?: Study };
  /** A unit asks for help; the office decides. */
  supportRequested: { add: readonly number[]; remove: readonly number[]; reason: string | null };
  supportChanged: { added: readonly number[]; removed: readonly number[]; reason: string | null };
  split: { parts: readonly { number: number; unit: number }[] };
  decisionRecorded: { seq: number; text: string; unit: number; due: Day; study?: Study };
  decisionCarriedOut: { seq: number; text: string };
  /** Never silent: a calendar became known, or the route changed. Only the deadlines that moved; `parts`: whose move along. */
  deadlineChanged: { moved: MovedDeadlines; was: MovedDeadlines; reason: string; parts?: readonly number[] };
  /** Taken back by who did it: the events that no longer count, by their places in the history, and their message. */
  undone: { events: readonly number[]; source: string };
}

export type EventType = keyof EventPayloads;
export type EventData = EventPayloads[EventType];
export type IssueEvent = {
  [T in EventType]: { type: T; at: Instant; actor: number | null; data: EventPayloads[T] };
}[EventType];
export type EventOf<T extends EventType> = Extract<IssueEvent, { type: T }>;
