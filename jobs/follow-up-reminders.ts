/** Working days 09:15: near the month's end, inspectors hear once which calls they have not made. */
import { remindOfCalls } from '../services/follow-ups/remind.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'follow-up-reminders',
  summary: '工作日 9:15 临近月底提醒没有打的回访（每人每月一次）',
  schedule: { at: '09:15', on: 'workingDays' },
  catchUp: 'latest',
  run: ({ core, dueAt }) => remindOfCalls(core, dueAt),
});
