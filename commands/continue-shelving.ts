/** 继续挂账: the office has reviewed a shelved issue and it still cannot be solved. */
import { day, words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'continueShelving',
  name: '继续挂账',
  aliases: [],
  summary: '复核后仍无法解决的，写明新的复核日期和原因；能办了的请发“恢复”',
  examples: ['继续挂账 #12 2027-03-31 规划仍在审批'],
  args: { reviewDay: day, reason: words('原因') },
  ask: ({ reviewDay, reason }) => ({ type: 'continueShelving', reviewDay, reason }),
});
