/** 办结: a unit records the outcome; its clock stops. */
import { words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'recordOutcome',
  name: '办结',
  aliases: ['完成'],
  summary: '记录办理结果，由首问责任人答复群众后结案',
  examples: ['办结 #12 破损管道已更换，恢复供水'],
  args: { text: words('办理结果') },
  ask: ({ text }) => ({ type: 'recordOutcome', text }),
});
