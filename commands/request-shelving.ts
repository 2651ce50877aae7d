/** 申请挂账: a unit asks that what cannot be solved now is put aside; the office decides. */
import { day, words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'requestShelving',
  name: '申请挂账',
  aliases: [],
  summary: '暂时无法解决的，写明复核日期和原因，由双访办报区领导同意；批准前期限照算',
  examples: ['申请挂账 #12 2026-12-31 等待省级规划批复'],
  args: { reviewDay: day, reason: words('原因') },
  ask: ({ reviewDay, reason }) => ({ type: 'requestShelving', reviewDay, reason }),
});
