/** Working days 09:05: first receivers whose residents wait for an answer, for what they were promised, or for news. */
import { remindOfReplies } from '../services/reminders/replies.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'reply-reminders',
  summary: '工作日 9:05 提醒首问责任人答复群众、兑现告知的日期、转告进展',
  schedule: { at: '09:05', on: 'workingDays' },
  catchUp: 'latest',
  run: ({ core, dueAt }) => remindOfReplies(core, dueAt),
});
