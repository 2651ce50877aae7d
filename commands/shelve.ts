/** 挂账: the office puts aside what cannot be solved now, with a leader's name and a day of review. */
import { day, word, words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'shelve',
  name: '挂账',
  aliases: [],
  summary: '暂时无法解决的，写明复核日期、同意的区领导和原因，期限暂停',
  examples: ['挂账 #12 2026-12-31 王建国 等待省级规划批复'],
  args: { reviewDay: day, leader: word('区领导'), reason: words('原因') },
  ask: ({ reviewDay, leader, reason }) => ({ type: 'shelve', reviewDay, leader, reason }),
});
