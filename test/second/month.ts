/**
 * The figures of a month counted a second time, naively, from the events alone and straight from domain.md 6: to hold the
 * table against. Shares no code with what it checks, the calendar included.
 */
import type { IssueEvent } from '../../domain/issue/events.ts';

export interface Told {
  number: number;
  events: readonly IssueEvent[];
}

export interface Rated {
  issue: number;
  holding: number;
  unit: number | null;
  at: number;
  satisfaction: string | null;
}

/** Days kept differently from Monday–Friday, `YYYY-MM-DD`. */
export interface Holidays {
  off: readonly string[];
  work: readonly string[];
}

export interface CountedMonth {
  carriedOver: number;
  added: number;
  due: number;
  closed: number;
  movedAway: number;
  open: number;
  closedOnTime: number;
  acceptDue: number;
  acceptedOnTime: number;
  overdue: number;
  waiting: number;
  rated: number;
  satisfied: number;
  onTimeRate: number | null;
  acceptRate: number | null;
  satisfactionRate: number | null;
  medianDays: number | null;
}

/** One time a unit had an issue. */
export interface Had {
  issue: number;
  unit: number;
  from: number;
  to: number | null;
  how: 'settled' | 'away' | null;
  due: number | null;
  acceptDue: number;
  acceptedAt: number | null;
  unsolved: boolean;
  pauses: { from: number; to: number | null }[];
  /** What it asked the office, and until when that had no answer. */
  asked: { at: number; answered: number | null }[];
}

/** Who had an issue when. */
export function whoHad({ number, events }: Told): Had[] {
  const all: Had[] = [];
  let now: Had | null = null;
  const end = (at: number, how: 'settled' | 'away'): void => {
    if (now === null) return;
    now.to = at;
    now.how = how;
    now = null;
  };
  const begin = (unit: number, at: number, due: number, acceptDue: number): void => {
    now = {
      issue: number,
      unit,
      from: at,
      to: null,
      how: null,
      due,
      acceptDue,
      acceptedAt: null,
      unsolved: false,
      pauses: [],
      asked: [],
    };
    all.push(now);
  };
  for (const event of events) {
    const { at } = event;
    const had = now as Had | null;
    if (event.type === 'assigned' || event.type === 'transferred') {
      end(at, 'away');
      begin(event.data.unit, at, event.data.due, event.data.acceptDue);
    } else if (event.type === 'returned' || event.type === 'withdrawn') end(at, 'away');
    // What the reporter settled on the spot the unit has not.
    else if (event.type === 'outcomeRecorded') end(at, event.data.onSpot === true ? 'away' : 'settled');
    else if (event.type === 'reopened') {
      const last = all.findLast(({ how }) => how === 'settled');
      if (last !== undefined) last.unsolved = true;
      const { deadlines } = event.data;
      const before = all[all.length - 1];
      if (deadlines !== null && before !== undefined) begin(before.unit, at, deadlines.due, deadlines.acceptDue);
    } else if (had !== null) {
      if (event.type.endsWith('Requested') && event.type !== 'supportRequested') had.asked.push({ at, answered: null });
      const asked = had.asked[had.asked.length - 1];
      if (
        /^(?:extension(?:Approved|Refused)|returnRefused|shelved|shelvingRefused)$/.test(event.type) &&
        asked !== undefined
      )
        asked.answered ??= at;
      if (event.type === 'accepted') had.acceptedAt = at;
      else if (event.type === 'extensionApproved') had.due = event.data.due;
      else if (event.type === 'shelved') {
        had.due = null;
        had.pauses.push({ from: event.data.since ?? at, to: null });
      } else if (event.type === 'resumed') {
        had.due = event.data.due;
        const pause = had.pauses[had.pauses.length - 1];
        if (pause !== undefined) pause.to = at;
      } else if (event.type === 'deadlineChanged') {
        had.due = event.data.moved.due ?? had.due;
        had.acceptDue = event.data.moved.acceptDue ?? had.acceptDue;
      }
    }
  }
  return all;
}

const HOUR = 3_600_000;
const shanghaiDay = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 10);

/** Days after the first up to the last, one by one. */
export function workingDays(from: number, to: number, { off, work }: Holidays): number {
  let count = 0;
  const last = shanghaiDay(to);
  for (let day = shanghaiDay(from); day < last;) {
    const noon = new Date(`${day}T12:00:00Z`);
    noon.setUTCDate(noon.getUTCDate() + 1);
    day = noon.toISOString().slice(0, 10);
    const weekend = noon.getUTCDay() === 0 || noon.getUTCDay() === 6;
    if (work.includes(day) || (!weekend && !off.includes(day))) count += 1;
  }
  return count;
}

/** Working days a unit had an issue until it ended or `until`, pauses out. */
export function daysHad(had: Had, until: number, holidays: Holidays): number {
  const end = Math.min(had.to ?? until, until);
  let days = workingDays(had.from, end, holidays);
  for (const pause of had.pauses) {
    if (pause.from < end) days -= workingDays(pause.from, Math.min(pause.to ?? end, end), holidays);
  }
  return days;
}

/** Product-limit estimate at every time; the first with no more than half left. */
export function medianOf(times: readonly { days: number; settled: boolean }[]): number | null {
  let left = 1;
  for (const time of [...new Set(times.map(({ days }) => days))].sort((a, b) => a - b)) {
    const risk = times.filter(({ days }) => days >= time).length;
    const gone = times.filter(({ days, settled }) => settled && days === time).length;
    left *= (risk - gone) / risk;
    if (gone > 0 && left < 0.5 + 1e-9) return time;
  }
  return null;
}

/** The row of one unit (or of several together) for the month from `start` to `end`. */
export function countMonth(
  units: readonly number[],
  histories: readonly Told[],
  ratings: readonly Rated[],
  [start, end]: readonly [number, number],
  holidays: Holidays,
): CountedMonth {
  const within = (at: number | null): boolean => at !== null && at >= start && at < end;
  const had = histories.flatMap(whoHad).filter(({ unit, from }) => units.includes(unit) && from < end);
  const count = (what: (one: Had) => boolean): number => had.filter(what).length;
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

  const isOpen = (one: Had): boolean => one.to === null || one.to >= end;
  // What was asked by the deadline and had no answer at the month's end is not the unit's to answer for.
  const waits = (one: Had): boolean =>
    isOpen(one) &&
    one.due !== null &&
    one.due < end &&
    one.asked.some(({ at, answered }) => at < end && at <= (one.due ?? 0) && (answered === null || answered >= end));
  const wasDue = (one: Had): boolean =>
    within(one.due) && !waits(one) && !(one.how === 'away' && one.to !== null && one.due !== null && one.to <= one.due);
  const onTime = (one: Had): boolean =>
    wasDue(one) && one.how === 'settled' && one.to !== null && one.due !== null && one.to <= one.due && !one.unsolved;
  const wasToAccept = (one: Had): boolean =>
    within(one.acceptDue) && !(one.acceptedAt === null && one.to !== null && one.to <= one.acceptDue);
  const accepted = (one: Had): boolean =>
    wasToAccept(one) && one.acceptedAt !== null && one.acceptedAt <= one.acceptDue;
  const latest = new Map<string, Rated>();
  for (const rating of ratings) {
    if (rating.unit === null || !units.includes(rating.unit) || !within(rating.at)) continue;
    const key = `${rating.issue}-${rating.holding}`;
    const known = latest.get(key);
    if (known === undefined || rating.at >= known.at) latest.set(key, rating);
  }
  const rated = [...latest.values()].filter(({ satisfaction }) => satisfaction !== null);
  const satisfied = rated.filter(({ satisfaction }) => satisfaction !== 'dissatisfied');

  const times = had
    .filter(({ to }) => to === null || to >= start)
    .map((one) => ({
      days: daysHad(one, end, holidays),
      settled: one.how === 'settled' && one.to !== null && one.to < end,
    }));
  return {
    carriedOver: count(({ from, to }) => from < start && (to === null || to >= start)),
    added: count(({ from }) => within(from)),
    due: count(wasDue),
    closed: count(({ how, to }) => how === 'settled' && within(to)),
    movedAway: count(({ how, to }) => how === 'away' && within(to)),
    open: count(isOpen),
    closedOnTime: count(onTime),
    acceptDue: count(wasToAccept),
    acceptedOnTime: count(accepted),
    overdue: count((one) => isOpen(one) && one.due !== null && one.due < end),
    waiting: count(waits),
    rated: rated.length,
    satisfied: satisfied.length,
    onTimeRate: share(count(onTime), count(wasDue)),
    acceptRate: share(count(accepted), count(wasToAccept)),
    satisfactionRate: share(satisfied.length, rated.length),
    medianDays: medianOf(times),
  };
}
