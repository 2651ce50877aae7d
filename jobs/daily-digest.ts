/** Working days 09:00: what each unit has due, and the steps of the ladder. */
import { dailyDigest } from '../services/reminders/digest.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'daily-digest',
  summary: '工作日 9:00 每日提醒与催办',
  schedule: { at: '09:00', on: 'workingDays' },
  catchUp: 'latest',
  run: ({ core, dueAt }) => dailyDigest(core, dueAt),
});
