/** First working day 09:40: the follow-ups of last month's closings are drawn and given out. */
import { drawFollowUps } from '../services/follow-ups/draw.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'follow-up-sample',
  summary: '每月第一个工作日 9:40 抽取上月结案的回访',
  schedule: { at: '09:40', on: 'firstWorkingDayOfMonth' },
  catchUp: 'all',
  run: ({ core, dueAt }) => drawFollowUps(core, dueAt),
});
