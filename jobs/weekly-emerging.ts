/** Monday 09:15: surges of last week, as hints for the liaison group and the office. */
import { weeklyEmerging } from '../services/emerging/weekly.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'weekly-emerging',
  summary: '周一 9:15 倾向性苗头性问题',
  schedule: { at: '09:15', on: { weekday: 1 } },
  catchUp: 'latest',
  run: ({ core, dueAt }) => weeklyEmerging(core, dueAt),
});
