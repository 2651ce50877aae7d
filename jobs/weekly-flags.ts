/** Monday 09:10: slow progress and hard facts, as drafts for the inspectors. */
import { weeklyFlags } from '../services/flags/weekly.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'weekly-flags',
  summary: '周一 9:10 进度预警',
  schedule: { at: '09:10', on: { weekday: 1 } },
  catchUp: 'latest',
  run: ({ core, dueAt }) => weeklyFlags(core, dueAt),
});
