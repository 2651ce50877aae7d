/** 季度研究: the unsolved forms of a quarter for the leading group, as issued; a corrected edition by the office. */
import { correctPack } from '../services/handover/correct-pack.ts';
import { showPack } from '../services/handover/show-pack.ts';
import { oneOf, optional, words } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '季度研究',
  aliases: ['季度材料'],
  summary:
    '提请领导小组研究的未办结交办单，按季度，发布后不再改动，附此后的议定和批示；不写季度为本季度到今天；双访办可“季度研究 更正 上季度 说明”发布新的一版',
  examples: [
    '季度研究 2026年第3季度',
    '季度研究 上季度',
    '季度研究',
    ['correctPack', '季度研究 更正 2026年第3季度 #12 进展补记有误'],
  ],
  args: { action: optional(oneOf('更正', ['更正'])), quarter: optional(words('季度')) },
  where: 'anywhere',
  run: (ctx, { action, quarter }) => (action === null ? showPack(ctx, quarter) : correctPack(ctx, quarter)),
});
