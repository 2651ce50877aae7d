/** Working days 08:50, before anybody is reminded: deadlines are counted anew where the calendar has changed. */
import { recountOpenIssues } from '../services/calendar/recount.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'calendar',
  summary: '工作日 8:50 放假安排有变时更正期限',
  schedule: { at: '08:50', on: 'workingDays' },
  catchUp: 'latest',
  run: ({ core, dueAt }) => recountOpenIssues(core, dueAt),
});
