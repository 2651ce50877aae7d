/** 批示: the district leader who coordinates says what is to be done; the office may write it down for them. */
import { words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'instruct',
  name: '批示',
  aliases: [],
  summary: '牵头区领导批示，转达主办和协办单位；双访办可代为记录',
  examples: ['批示 #12 请住建局周五前拿出方案'],
  args: { text: words('批示内容') },
  ask: ({ text }) => ({ type: 'instruct', text }),
});
