/** 苗头: emerging issues of the last quarter, and the evidence of one; one whose cause is known is dismissed with it. */
import { decideEmerging, surgeActions } from '../services/emerging/decide.ts';
import { showEmerging } from '../services/emerging/show.ts';
import { count, optional, words } from './arguments.ts';
import { verb } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '苗头',
  aliases: ['倾向性苗头'],
  summary:
    '查看倾向性苗头性问题：哪个镇街、哪类事项一周里明显增多；加序号、类别或镇街看依据，“苗头 总量”看随全区总量上升的；原因已知的由督查联络员或双访办排除，一段时间内不再提出',
  examples: [
    '苗头',
    '苗头 3',
    '苗头 教育',
    '苗头 城厢',
    '苗头 总量',
    ['decideSurge', '苗头 排除 3 迎检期间集中上报'],
    ['decideSurge', '苗头 恢复 3'],
  ],
  args: {
    action: optional(verb(surgeActions)),
    number: optional(count('苗头序号')),
    about: optional(words('类别、镇街或原因')),
  },
  where: 'anywhere',
  run: (ctx, { action, number, about }) =>
    action === null ? showEmerging(ctx, number, about) : decideEmerging(ctx, action, number, about),
});
