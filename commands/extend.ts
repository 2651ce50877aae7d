/** 延期: a unit asks for more time, before the deadline. */
import { words, workingDays } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'requestExtension',
  name: '延期',
  aliases: ['申请延期'],
  summary: '到期前申请延期，说明理由，最多 10 个工作日，由双访办决定',
  examples: ['延期 #12 5天 等待管材到货'],
  args: { workingDays, reason: words('理由') },
  ask: ({ workingDays, reason }) => ({ type: 'requestExtension', workingDays, reason }),
});
