/** First working day 09:50: the office reviews what is shelved. */
import { reviewShelved } from '../services/shelving/review.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'shelving-review',
  summary: '每月第一个工作日 9:50 挂账问题月度复核清单',
  schedule: { at: '09:50', on: 'firstWorkingDayOfMonth' },
  catchUp: 'all',
  run: ({ core, dueAt }) => reviewShelved(core, dueAt),
});
