/** Working days 09:20: places not visited in a period that is more than half over, told once. */
import { tellOfMissing } from '../services/visits/missing.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'visit-coverage',
  summary: '工作日 9:20 一轮过半仍未走访的村社，先私聊小组成员，再在组团群提醒，各一次',
  schedule: { at: '09:20', on: 'workingDays' },
  catchUp: 'latest',
  run: ({ core, dueAt }) => tellOfMissing(core, dueAt),
});
