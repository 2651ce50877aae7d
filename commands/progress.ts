/** 办理: a unit records how far it is. */
import { words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'progress',
  name: '办理',
  aliases: ['进展'],
  summary: '记录办理进展（未受理的一并受理）',
  examples: ['办理 #12 已到现场，管道周五更换'],
  args: { text: words('进展') },
  ask: ({ text }) => ({ type: 'progress', text }),
});
