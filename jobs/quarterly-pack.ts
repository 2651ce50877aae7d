/** First working day of a quarter 9:50: the unsolved forms of the last one, for the leading group. */
import { issuePack } from '../services/handover/issue-pack.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'quarterly-pack',
  summary: '每季度第一个工作日 9:50 汇总上季度未办结的问题交办单，提请领导小组研究',
  schedule: { at: '09:50', on: 'firstWorkingDayOfQuarter' },
  catchUp: 'all',
  run: ({ core, dueAt }) => issuePack(core, dueAt),
});
