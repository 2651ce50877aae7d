/** Every job, by explicit list. */
import calendarJob from './calendar.ts';
import dailyDigestJob from './daily-digest.ts';
import type { Job } from './define.ts';
import followUpRemindersJob from './follow-up-reminders.ts';
import followUpSampleJob from './follow-up-sample.ts';
import integrityJob from './integrity.ts';
import maintenanceJob from './maintenance.ts';
import monthlyTableJob from './monthly-table.ts';
import quarterlyPackJob from './quarterly-pack.ts';
import replyRemindersJob from './reply-reminders.ts';
import shelvingReviewJob from './shelving-review.ts';
import standInsJob from './stand-ins.ts';
import visitCoverageJob from './visit-coverage.ts';
import weeklyEmergingJob from './weekly-emerging.ts';
import weeklyFlagsJob from './weekly-flags.ts';

export const jobs: readonly Job[] = [
  maintenanceJob,
  integrityJob,
  calendarJob,
  dailyDigestJob,
  standInsJob,
  replyRemindersJob,
  visitCoverageJob,
  weeklyFlagsJob,
  weeklyEmergingJob,
  followUpRemindersJob,
  monthlyTableJob,
  followUpSampleJob,
  shelvingReviewJob,
  quarterlyPackJob,
];
