/** The working calendar: the State Council's days, overrides, and what always holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../domain/calendar.ts';
import { holidayYears } from '../../domain/holidays.ts';
import { addDays } from '../../domain/time.ts';
import { calendar } from './support.ts';

const days = fc.integer({ min: 0, max: 4300 }).map((offset) => addDays('2015-01-01', offset));

describe('the working calendar', () => {
  it.each([
    ['2017-09-29', 5, '2017-10-12'],
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-02-13', 7, '2026-03-02'],
    ['2026-09-18', 5, '2026-09-24'],
    ['2026-10-09', 0, '2026-10-09'],
    ['2026-10-12', -1, '2026-10-10'],
  ])('counts from %s by %i working days to %s', (from, count, to) => {
    expect(calendar.addWorkingDays(from, count)).toBe(to);
  });

  it.each(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])(
    'works on the make-up day %s',
    (day) => {
      expect(calendar.isWorkingDay(day)).toBe(true);
    },
  );

  it.each(['2026-01-01', '2026-02-16', '2026-04-06', '2026-05-01', '2026-06-19', '2026-09-25', '2026-10-07'])(
    'rests on %s',
    (day) => {
      expect(calendar.isWorkingDay(day)).toBe(false);
    },
  );

  it('knows the official days of the years 2015 to 2026', () => {
    expect(holidayYears.map(({ year }) => year)).toEqual(Array.from({ length: 12 }, (_, index) => 2015 + index));
    for (const { year } of holidayYears) {
      expect(calendar.isWorkingDay(`${year}-01-01`), `${year}`).toBe(false);
      expect(calendar.isWorkingDay(`${year}-10-01`), `${year}`).toBe(false);
    }
  });

  it('counts an unpublished year Monday to Friday, and says that it does', () => {
    expect(calendar.isPublished(2027)).toBe(false);
    expect(calendar.isPublished(2026)).toBe(true);
    expect(calendar.isWorkingDay('2027-10-01')).toBe(true);
    expect(calendar.isWorkingDay('2027-10-02')).toBe(false);
  });

  it("lets the district's own days win", () => {
    const own = createCalendar(holidayYears, [
      { day: '2026-10-12', kind: 'off' },
      { day: '2026-10-03', kind: 'work' },
    ]);
    expect(own.isWorkingDay('2026-10-12')).toBe(false);
    expect(own.isWorkingDay('2026-10-03')).toBe(true);
  });

  it('finds the first working day of a month', () => {
    expect(calendar.firstWorkingDayOf('2026-10')).toBe('2026-10-08');
    expect(calendar.firstWorkingDayOf('2026-11')).toBe('2026-11-02');
  });

  it('counts what it added, both ways', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (day, count) => {
        const later = calendar.addWorkingDays(day, count);
        expect(calendar.isWorkingDay(later)).toBe(true);
        expect(calendar.workingDaysBetween(day, later)).toBe(count);
        expect(calendar.workingDaysBetween(later, day)).toBe(-count);
      }),
    );
  });

  it('agrees with counting day by day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 1200 }), (from, span) => {
        const to = addDays(from, span);
        let naive = 0;
        for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar.isWorkingDay(day)) naive += 1;
        expect(calendar.workingDaysBetween(from, to)).toBe(naive);
      }),
      { numRuns: 40 },
    );
  });
});
