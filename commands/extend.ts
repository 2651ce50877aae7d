/** 延期: a unit asks for more time, before the deadline. */
import { moreTime, words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'requestExtension',
  name: '延期',
  aliases: ['申请延期'],
  summary: '到期前申请延期，写延几个工作日或新的日期，说明理由，最多 10 个工作日，由双访办决定',
  examples: ['延期 #12 5天 等待管材到货', '延期 #12 至12月31日 等待管材到货'],
  args: { moreTime, reason: words('理由') },
  ask: ({ moreTime, reason }) => ({ type: 'requestExtension', ...moreTime, reason }),
});
