/** 受理: a unit takes an issue on. */
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'accept',
  name: '受理',
  aliases: ['接收', '收到'],
  summary: '单位受理交办的问题',
  examples: ['受理 #12'],
  args: {},
  ask: () => ({ type: 'accept' }),
});
