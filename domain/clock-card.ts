/** An issue's clocks as they stand: who holds it, how long, until when, and how long the resident has waited. */
import type { WorkingCalendar } from './calendar.ts';
import { elapsedWorkingDays } from './clocks.ts';
import { isOverdue, workingDaysOverdue } from './deadlines.ts';
import type { ClockInterval, IntervalKind, IssueState } from './issue/state.ts';
import { dayOf, type Day, type Instant } from './time.ts';

/** 办公室待转办 · 单位 · 下属单位 · 首问责任人 · 挂账 */
export type Holder =
  { kind: 'office' } | { kind: 'unit'; unit: number } | { kind: 'receiver'; person: number } | { kind: 'shelved' };

/** 受理 · 办结 · 反馈 · 复核 */
export type NextStep = 'accept' | 'outcome' | 'reply' | 'review';

export interface ClockCard {
  holder: Holder;
  /** Working days on the holder's clock. */
  used: number;
  /** What is due next, and in how many working days: negative where it is over. */
  next: { step: NextStep; due: Instant | Day; left: number } | null;
  /** Working days on the resident's clock, pauses out, and what is left of it. */
  total: { used: number; left: number | null };
}

const holderClock: Record<Holder['kind'], readonly IntervalKind[]> = {
  office: ['office'],
  unit: ['handler', 'unit'],
  receiver: ['reply'],
  shelved: ['pause'],
};

export function clockCard(issue: IssueState, at: Instant, calendar: WorkingCalendar): ClockCard {
  const holder = holderOf(issue);
  const pauses = issue.clocks.filter(({ kind }) => kind === 'pause');
  const running = (kinds: readonly IntervalKind[]): ClockInterval | undefined =>
    kinds.flatMap((kind) => issue.clocks.findLast((clock) => clock.kind === kind && clock.to === null) ?? [])[0];
  const used = (clock: ClockInterval | undefined, out: readonly ClockInterval[]): number =>
    clock === undefined ? 0 : elapsedWorkingDays(clock, out, at, calendar);
  const left = (due: Instant): number =>
    isOverdue(due, at) ? -workingDaysOverdue(due, at, calendar) : calendar.workingDaysBetween(dayOf(at), dayOf(due));
  return {
    holder,
    used: used(running(holderClock[holder.kind]), holder.kind === 'shelved' ? [] : pauses),
    next: nextOf(issue, left, at, calendar),
    total: {
      used: used(running(['total']), pauses),
      left: issue.totalDue === null || issue.outcomeAt !== null ? null : left(issue.totalDue),
    },
  };
}

function holderOf({ status, unit, handler, duty }: IssueState): Holder {
  if (status === 'awaitingReply') return { kind: 'receiver', person: duty };
  if (status === 'shelved') return { kind: 'shelved' };
  return unit === null ? { kind: 'office' } : { kind: 'unit', unit: handler ?? unit };
}

function nextOf(
  { status, acceptDue, due, replyDue, reviewDay }: IssueState,
  left: (due: Instant) => number,
  at: Instant,
  calendar: WorkingCalendar,
): ClockCard['next'] {
  if (status === 'shelved')
    return reviewDay === null
      ? null
      : { step: 'review', due: reviewDay, left: calendar.workingDaysBetween(dayOf(at), reviewDay) };
  if (status === 'awaitingReply')
    return replyDue === null ? null : { step: 'reply', due: replyDue, left: left(replyDue) };
  const waits = status === 'reported' || status === 'reopened';
  if (waits && acceptDue !== null && !isOverdue(acceptDue, at))
    return { step: 'accept', due: acceptDue, left: left(acceptDue) };
  return due === null ? null : { step: 'outcome', due, left: left(due) };
}
