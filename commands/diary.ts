/** 日记: the visit diary of a cadre or a team, with the sheet or the document to take away. */
import { showDiary } from '../services/diary/show.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '日记',
  aliases: ['民情日记'],
  summary:
    '民情日记：收集问题、流转处理情况、反馈情况，看图，附表格（加 Word 附文档）；默认自己本月的，可加时段、小组（“小组”即本小组）；双访办和督查可看任一干部、小组',
  examples: ['日记', '日记 上月', '日记 小组 10月8日至12日', '日记 本月 Word', '日记 城厢组团一组 第三季度'],
  args: { text: optional(verbatim('时段 干部或小组')) },
  where: 'private',
  run: (ctx, { text }) => showDiary(ctx, text),
});
