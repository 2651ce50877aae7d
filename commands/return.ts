/** 退回: the wrong unit gives an issue back to the office, with the reason. */
import { words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'return',
  name: '退回',
  aliases: [],
  summary: '不属本单位职责，2 个工作日内说明理由退回双访办',
  examples: ['退回 #12 该路段由交通运输局养护'],
  args: { reason: words('理由') },
  allow: ['unitLiaison', 'unitLead', 'office', 'admin'],
  ask: ({ reason }) => ({ type: 'return', reason }),
});
