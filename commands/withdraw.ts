/** 撤回: the reporter takes a report back before it is accepted. */
import { optional, words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'withdraw',
  name: '撤回',
  aliases: [],
  summary: '受理前撤回自己上报的问题',
  examples: ['撤回 #12', '撤回 #12 重复上报'],
  args: { reason: optional(words('原因')) },
  ask: ({ reason }) => ({ type: 'withdraw', reason }),
});
