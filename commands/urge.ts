/** 催办: an inspector or the office urges a unit's lead by hand; the ladder does not repeat it. */
import { takeByHand } from '../services/ladder/by-hand.ts';
import { issueNumber, optional, words } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '催办',
  aliases: [],
  summary: '催办责任单位负责人，同一单位办理期间只催一次（每日提醒也不再重复）',
  examples: ['催办 #12', '催办 #12 群众已三次来电'],
  args: { issue: issueNumber, note: optional(words('说明')) },
  where: 'anywhere',
  run: (ctx, { issue, note }) => takeByHand(ctx, issue, 'urge', note),
});
