/** The next slot of each job, kept until it has come: every minute would look through the same days for it again. */
import type { WorkingCalendar } from '../domain/calendar.ts';
import { nextDue } from '../domain/schedule.ts';
import type { Instant } from '../domain/time.ts';
import type { Job } from './define.ts';

export class Upcoming {
  private readonly known = new Map<Job, { calendar: WorkingCalendar; after: Instant; next: Instant }>();

  /** The first slot of a job after an instant. */
  next(job: Job, after: Instant, calendar: WorkingCalendar): Instant {
    const known = this.known.get(job);
    if (known?.calendar === calendar && known.after <= after && after < known.next) return known.next;
    const next = nextDue(job.schedule, after, calendar);
    this.known.set(job, { calendar, after, next });
    return next;
  }
}
