/** 恢复: a shelved issue goes on; the deadline moves by the time it stood. */
import { words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'resume',
  name: '恢复',
  aliases: [],
  summary: '恢复办理挂账的问题，期限顺延挂账的工作日',
  examples: ['恢复 #12 规划已批复'],
  args: { reason: words('原因') },
  ask: ({ reason }) => ({ type: 'resume', reason }),
});
