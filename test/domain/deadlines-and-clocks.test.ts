/** Deadlines, clocks with pauses, the ladder and the schedules. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elapsedWorkingDays, mergedPauses, resumeDue } from '../../domain/clocks.ts';
import { dueAt, extendedDue, isOverdue, workingDaysOverdue } from '../../domain/deadlines.ts';
import { ladderFrom, stepsToTake, type LadderStep } from '../../domain/escalation.ts';
import { dueBetween, nextDue, type Schedule } from '../../domain/schedule.ts';
import { defaultSettings } from '../../domain/settings.ts';
import {
  addDays,
  dayOf,
  DAY,
  endOfDay,
  HOUR,
  instantAt,
  timeOfDay,
  weekdayOf,
  type Instant,
} from '../../domain/time.ts';
import { at, calendar } from './support.ts';

const moments = fc.integer({ min: 0, max: 900 * 24 }).map((hours): Instant => at('2024-06-01T00:00') + hours * HOUR);

describe('a deadline', () => {
  it('by working days is the end of that day in Shanghai', () => {
    expect(dueAt({ workingDays: 5 }, at('2026-02-13T23:59'), calendar)).toBe(endOfDay('2026-02-27'));
  });
  it('of the same day stays on the same day, rest day or not', () => {
    expect(dueAt({ workingDays: 0 }, at('2026-10-03T09:00'), calendar)).toBe(endOfDay('2026-10-03'));
  });
  it('by hours runs by the clock on the wall', () => {
    expect(dueAt({ hours: 2 }, at('2026-10-03T23:00'), calendar)).toBe(at('2026-10-04T01:00'));
  });
  it('is not overdue by working days on the rest days after it', () => {
    const due = endOfDay('2026-10-16');
    expect(isOverdue(due, due)).toBe(false);
    expect(isOverdue(due, at('2026-10-18T09:00'))).toBe(true);
    expect(workingDaysOverdue(due, at('2026-10-18T09:00'), calendar)).toBe(0);
    expect(workingDaysOverdue(due, at('2026-10-19T09:00'), calendar)).toBe(1);
  });
  it('that is extended moves by working days and keeps its time of day', () => {
    expect(extendedDue(endOfDay('2026-09-30'), 2, calendar)).toBe(endOfDay('2026-10-09'));
    expect(extendedDue(at('2026-09-30T15:30'), 2, calendar)).toBe(at('2026-10-09T15:30'));
  });
});

describe('a clock with pauses', () => {
  it('does not count the days it stood', () => {
    const run = { from: at('2026-10-12T10:00'), to: null };
    const pause = { from: at('2026-10-13T10:00'), to: at('2026-10-15T10:00') };
    expect(elapsedWorkingDays(run, [], at('2026-10-16T10:00'), calendar)).toBe(4);
    expect(elapsedWorkingDays(run, [pause], at('2026-10-16T10:00'), calendar)).toBe(2);
    expect(resumeDue(endOfDay('2026-10-19'), pause.from, pause.to, calendar)).toBe(endOfDay('2026-10-21'));
  });

  it('is never longer for a pause, and the same for a pause in two pieces', () => {
    fc.assert(
      fc.property(
        moments,
        fc.nat(40 * 24),
        fc.nat(60 * 24),
        fc.nat(60 * 24),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (from, length, offset, pauseLength, share) => {
          const now = from + length * HOUR;
          const run = { from, to: null };
          const pause = { from: from + offset * HOUR, to: from + (offset + pauseLength) * HOUR };
          const middle = pause.from + Math.round((pause.to - pause.from) * share);
          const whole = elapsedWorkingDays(run, [pause], now, calendar);
          expect(whole).toBeLessThanOrEqual(elapsedWorkingDays(run, [], now, calendar));
          expect(whole).toBeGreaterThanOrEqual(0);
          expect(
            elapsedWorkingDays(
              run,
              [
                { from: middle, to: pause.to },
                { from: pause.from, to: middle },
              ],
              now,
              calendar,
            ),
          ).toBe(whole);
        },
      ),
    );
  });

  it('makes overlapping pauses one', () => {
    const merged = mergedPauses(
      { from: 0, to: 100 },
      [
        { from: 50, to: 80 },
        { from: 10, to: 60 },
        { from: 90, to: null },
      ],
      95,
    );
    expect(merged).toEqual([
      { from: 10, to: 80 },
      { from: 90, to: 95 },
    ]);
  });
});

describe('the ladder', () => {
  const ladder = ladderFrom(defaultSettings);
  it.each([
    [0, []],
    [1, ['remind']],
    [4, ['remind', 'urge']],
    [20, ['remind', 'urge', 'supervise', 'circulate', 'summon']],
  ] as const)('after %i working days has %j', (days, steps) => {
    expect(stepsToTake(days, new Set(), ladder)).toEqual(steps);
  });
  it('leaves the upper steps to a person', () => {
    expect(ladder.filter((rung) => rung.needsPerson).map((rung) => rung.step)).toEqual([
      'supervise',
      'circulate',
      'summon',
    ]);
  });
  it.each<[LadderStep[], number, LadderStep[]]>([
    [['urge'], 3, []],
    [['urge'], 5, ['supervise']],
    [['supervise'], 4, []],
    [['supervise'], 10, ['circulate']],
    [['summon'], 20, []],
  ])('after %j by hand takes, at %i days, only what lies above: %j', (byHand, days, steps) => {
    expect(stepsToTake(days, new Set(byHand), ladder)).toEqual(steps);
  });
  it('takes each step once and in order, however irregularly it is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30)), (looks) => {
        const taken = new Set<LadderStep>();
        const order: LadderStep[] = [];
        for (const days of looks.sort((a, b) => a - b)) {
          for (const step of stepsToTake(days, taken, ladder)) {
            expect(taken.has(step)).toBe(false);
            taken.add(step);
            order.push(step);
          }
        }
        expect(order).toEqual(ladder.map((rung) => rung.step).slice(0, order.length));
      }),
    );
  });
});

describe('a schedule', () => {
  const daily: Schedule = { at: '09:00', on: 'workingDays' };
  const weekly: Schedule = { at: '09:10', on: { weekday: 1 } };
  const monthly: Schedule = { at: '09:30', on: 'firstWorkingDayOfMonth' };

  it('moves a weekly slot off a holiday, once', () => {
    // Monday 2026-10-05 is a holiday; Thursday the 8th is the next working day.
    expect(dueBetween(weekly, at('2026-10-01T00:00'), at('2026-10-11T23:00'), calendar)).toEqual([
      instantAt('2026-10-08', '09:10'),
    ]);
  });

  it('finds the first working day of each month after a long sleep', () => {
    expect(dueBetween(monthly, at('2026-08-20T00:00'), at('2026-11-15T00:00'), calendar).map(dayOf)).toEqual([
      '2026-09-01',
      '2026-10-08',
      '2026-11-02',
    ]);
  });

  it.each([
    ['daily', daily],
    ['weekly', weekly],
    ['monthly', monthly],
  ] as const)('%s gives the same slots in one look or in many', (_name, schedule) => {
    fc.assert(
      fc.property(moments, fc.array(fc.integer({ min: 1, max: 24 * 20 }), { maxLength: 12 }), (from, steps) => {
        const looks: Instant[] = [];
        let cursor = from;
        for (const hours of steps) {
          looks.push(...dueBetween(schedule, cursor, cursor + hours * HOUR, calendar));
          cursor += hours * HOUR;
        }
        expect(looks).toEqual(dueBetween(schedule, from, cursor, calendar));
      }),
      { numRuns: 60 },
    );
  });

  it('has its slots on working days at its hour, and the next one is the first after', () => {
    fc.assert(
      fc.property(moments, (from) => {
        for (const schedule of [daily, weekly, monthly]) {
          const next = nextDue(schedule, from, calendar);
          expect(next).toBeGreaterThan(from);
          expect(calendar.isWorkingDay(dayOf(next))).toBe(true);
          expect(timeOfDay(next)).toBe(schedule.at);
          expect(dueBetween(schedule, from, next, calendar)).toEqual([next]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of every working day agrees with a look at each day', () => {
    const slots = dueBetween(daily, at('2026-01-01T00:00'), at('2026-12-31T23:00'), calendar);
    const naive: Instant[] = [];
    for (let day = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1))
      if (calendar.isWorkingDay(day)) naive.push(instantAt(day, '09:00'));
    expect(slots).toEqual(naive);
    expect(weekdayOf('2026-10-12')).toBe(1);
    expect(slots.every((slot) => slot % DAY === HOUR)).toBe(true);
  });
});
