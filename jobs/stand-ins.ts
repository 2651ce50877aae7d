/** Working days 09:00: who stands in from today, and whose stand-in ends. */
import { remindOfStandIns } from '../services/people/stand-in-days.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'stand-ins',
  summary: '工作日 9:00 提醒代班开始和结束（两人各一次，私聊）',
  schedule: { at: '09:00', on: 'workingDays' },
  catchUp: 'latest',
  run: ({ core, dueAt }) => remindOfStandIns(core, dueAt),
});
