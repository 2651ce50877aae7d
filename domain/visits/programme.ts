/** The programme of visits: visit day and talk night, how often every place is visited, and when the missing are told. */
import type { WorkingCalendar } from '../calendar.ts';
import { daysIn, periodOf, type Period, type PeriodLength } from '../period.ts';
import type { Settings } from '../settings.ts';
import { addDays, dayOf, timeOfDay, weekdayOf, type Day, type Instant, type TimeOfDay } from '../time.ts';
import type { VisitSession } from './visit.ts';

/** A weekly session; `from` and `to` are times of day. */
export interface SessionTime {
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  from: TimeOfDay;
  to: TimeOfDay;
}

/** Where a team differs from the district: null where it does not. */
export interface TeamRota {
  day: number | null;
  night: number | null;
  months: PeriodLength | null;
}

export interface Programme extends Record<VisitSession, SessionTime> {
  /** Every place is visited once in so many months. */
  months: PeriodLength;
}

export const noRota: TeamRota = { day: null, night: null, months: null };

export const programmeOf = (settings: Settings, rota: TeamRota): Programme => {
  const day = settings['visit.day'];
  const night = settings['visit.night'];
  return {
    day: { ...day, weekday: rota.day ?? day.weekday },
    night: { ...night, weekday: rota.night ?? night.weekday },
    months: rota.months ?? settings['visit.periodMonths'],
  };
};

/**
 * The session a visit belongs to. Where both are on one weekday the time tells them apart; a visit recorded later has
 * none and counts as one of the day.
 */
export function sessionOf(programme: Programme, day: Day, time: TimeOfDay | null): VisitSession | null {
  const weekday = weekdayOf(day);
  const isNight = programme.night.weekday === weekday;
  if (programme.day.weekday !== weekday) return isNight ? 'night' : null;
  return isNight && time !== null && time >= programme.night.from ? 'night' : 'day';
}

/** A session on its day. */
export interface Session {
  session: VisitSession;
  day: Day;
  from: TimeOfDay;
  to: TimeOfDay;
}

/** The next session of each kind that begins on a working day and is not over yet, up to a last day. */
export function sessionsLeft(programme: Programme, now: Instant, last: Day, calendar: WorkingCalendar): Session[] {
  const today = dayOf(now);
  return (['day', 'night'] as const).flatMap((session) => {
    const { weekday, from, to } = programme[session];
    for (let day = timeOfDay(now) < to ? today : addDays(today, 1); day <= last; day = addDays(day, 1)) {
      if (weekdayOf(day) === weekday && calendar.isWorkingDay(day)) return [{ session, day, from, to }];
    }
    return [];
  });
}

/** The period of a programme a day lies in. */
export const visitPeriod = (day: Day, { months }: Programme): Period => periodOf(day, months);

/** From this day on those who miss a place are told: `share` of the period is over. */
export const tellingFrom = (period: Period, share: number): Day =>
  addDays(period.from, Math.ceil(daysIn(period) * share));
