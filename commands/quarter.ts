/** 季度研究: the unsolved forms of a quarter for the leading group. */
import { sendPack } from '../services/handover/pack.ts';
import { optional, words } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '季度研究',
  aliases: ['季度材料'],
  summary: '提请领导小组研究的未办结交办单，按季度；不写季度为本季度到今天',
  examples: ['季度研究 2026年第3季度', '季度研究 上季度', '季度研究'],
  args: { quarter: optional(words('季度')) },
  where: 'anywhere',
  run: (ctx, { quarter }) => sendPack(ctx, quarter),
});
