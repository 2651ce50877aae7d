/** 名册变动: what was changed in the roster from chat, and the way back. */
import { listRosterChanges, takeBackChange } from '../services/people/changes.ts';
import { count, optional, verbatim } from './arguments.ts';
import { either, sequence, verb } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '名册变动',
  aliases: ['名册记录'],
  summary: '看谁在群里改了名册：绑定、调动、离职、代班、更名、合并，可按人、单位、时段看；撤回写明几号',
  examples: ['名册变动', '名册变动 张三', '名册变动 住建局 上月', '名册变动 撤回 12'],
  args: {
    wanted: optional(either(sequence({ verb: verb(['撤回']), number: count('几号') }), verbatim('姓名、单位或时段'))),
  },
  where: 'anywhere',
  run: (ctx, { wanted }) =>
    wanted === null || typeof wanted === 'string'
      ? listRosterChanges(ctx, wanted ?? '')
      : takeBackChange(ctx, wanted.number),
});
