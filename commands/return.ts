/** 退回: the wrong unit gives an issue back to the office, with the reason. */
import { words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'return',
  name: '退回',
  aliases: [],
  summary: '不属本单位职责，2 个工作日内说明理由退回双访办；过期的，或已退回两次的，转为申请，由双访办决定',
  examples: ['退回 #12 该路段由交通运输局养护'],
  args: { reason: words('理由') },
  ask: ({ reason }) => ({ type: 'return', reason }),
});
