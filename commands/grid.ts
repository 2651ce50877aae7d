/** 网格: the office says which inspector looks after which units. */
import { changeGrid, showGrid } from '../services/grid/allocate.ts';
import { optional, unitName, word } from './arguments.ts';
import { several, verb, whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '网格',
  aliases: ['督查网格'],
  summary: '看督查网格；双访办划分哪位督查联络员负责哪些单位，没有划分的单位由所有督查联络员负责',
  examples: [['changeGrid', '网格 张三 住建局 城管局'], ['changeGrid', '网格 取消 张三 住建局'], '网格'],
  args: {
    takeAway: optional(verb(['取消'])),
    inspector: whenGiven(word('人员')),
    units: whenGiven(several(unitName)),
  },
  where: 'anywhere',
  run: (ctx, { takeAway, inspector, units }) =>
    inspector === null || units === null ? showGrid(ctx) : changeGrid(ctx, inspector, units, takeAway !== null),
});
