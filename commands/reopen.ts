/** 重办: a follow-up found the issue unsolved. */
import { words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'reopen',
  name: '重办',
  aliases: [],
  summary: '回访发现未解决的，重新交原单位办理',
  examples: ['重办 #12 群众反映路灯仍不亮'],
  args: { reason: words('原因') },
  ask: ({ reason }) => ({ type: 'reopen', reason }),
});
