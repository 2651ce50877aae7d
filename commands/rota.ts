/** 排班: the days a team visits where they differ from the district's. */
import { rota } from '../services/visits/rota.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '排班',
  aliases: ['走访排班'],
  summary: '看走访日、访谈夜和多久走访一轮；组长可改本小组的日子，双访办可改任一小组的日子和周期',
  examples: [
    '排班',
    ['changeRota', '排班 城厢组团一组 走访日 周四'],
    ['changePeriod', '排班 城厢组团一组 周期 3个月'],
    ['changeRota', '排班 城厢组团一组 恢复'],
  ],
  args: { text: optional(verbatim('小组 走访日或访谈夜 周几')) },
  where: 'anywhere',
  run: (ctx, { text }) => rota(ctx, text),
});
