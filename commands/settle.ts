/** 现场解决: the reporter records what was done and closes the issue in one step, before a unit accepts it. */
import { words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'settleOnSpot',
  name: '现场解决',
  aliases: ['当场解决'],
  summary: '上报人记录现场解决并一步结案，单位受理之前可用',
  examples: ['现场解决 #12 已换灯泡，当场告知'],
  args: { text: words('怎样解决的') },
  ask: ({ text }) => ({ type: 'settleOnSpot', text }),
});
