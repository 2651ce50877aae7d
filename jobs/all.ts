/** Every job, by explicit list. */
import dailyDigestJob from './daily-digest.ts';
import type { Job } from './define.ts';
import monthlyTableJob from './monthly-table.ts';
import replyRemindersJob from './reply-reminders.ts';
import weeklyFlagsJob from './weekly-flags.ts';

export const jobs: readonly Job[] = [dailyDigestJob, replyRemindersJob, weeklyFlagsJob, monthlyTableJob];
