/** First working day 09:30: last month's supervision table. */
import { issueMonthlyTable } from '../services/monthly/issue.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'monthly-table',
  summary: '每月第一个工作日 9:30 发布上月督查表',
  schedule: { at: '09:30', on: 'firstWorkingDayOfMonth' },
  catchUp: 'all',
  run: ({ core, dueAt }) => issueMonthlyTable(core, dueAt),
});
