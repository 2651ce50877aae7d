/** 驳回: the office refuses what a unit asked, an inspector dismisses a drafted step, with the reason. */
import { refuse } from '../services/decisions.ts';
import { issueNumber, words } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  does: 'refuse',
  name: '驳回',
  aliases: ['不同意'],
  summary: '双访办驳回延期、退回、挂账的申请，督查联络员驳回督办、通报、约谈草稿，写明理由',
  examples: ['驳回 #12 材料已到货，请按期办结'],
  args: { issue: issueNumber, reason: words('理由') },
  where: 'anywhere',
  run: (ctx, { issue, reason }) => refuse(ctx, issue, reason),
});
