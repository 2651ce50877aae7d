/** Mondays 08:30, before the weekly figures: whether anything was changed past the program. */
import { tellTampering } from '../services/integrity.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'integrity',
  summary: '周一 8:30 校验记录有无被改动，有则告知督查联络员和管理员',
  schedule: { at: '08:30', on: { weekday: 1 } },
  catchUp: 'latest',
  run: ({ core, dueAt }) => tellTampering(core, dueAt),
});
