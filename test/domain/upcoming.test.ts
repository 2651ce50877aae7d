/** The next slot of a job is remembered, and is what the schedule says however the clock and the calendar move. */
import { expect, it } from 'vitest';
import { createCalendar } from '../../domain/calendar.ts';
import { holidayYears } from '../../domain/holidays.ts';
import { nextDue } from '../../domain/schedule.ts';
import { HOUR, instantAt } from '../../domain/time.ts';
import { jobs } from '../../jobs/all.ts';
import { Upcoming } from '../../jobs/upcoming.ts';

it('is what the schedule says, forwards, backwards, and after the calendar has changed', () => {
  const usual = createCalendar(holidayYears, []);
  const changed = createCalendar(holidayYears, [{ day: '2026-09-01', kind: 'off' }]);
  const upcoming = new Upcoming();
  const from = instantAt('2026-08-25', '00:00');
  const hours = Array.from({ length: 60 }, (_, index) => 7 * index); // 17 days, at every hour
  for (const calendar of [usual, changed])
    for (const hour of [...hours, ...hours.toReversed()])
      for (const job of jobs)
        expect(upcoming.next(job, from + hour * HOUR, calendar), `${job.name} ${hour}`).toBe(
          nextDue(job.schedule, from + hour * HOUR, calendar),
        );
});
