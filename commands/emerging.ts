/** 苗头: emerging issues of the last quarter, and the evidence of one. */
import { showEmerging } from '../services/emerging/show.ts';
import { count, optional, word } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '苗头',
  aliases: ['倾向性苗头'],
  summary: '查看倾向性苗头性问题：哪个镇街、哪类事项一周里明显增多；加序号、类别或镇街看依据',
  examples: ['苗头', '苗头 3', '苗头 教育', '苗头 城厢'],
  args: { number: optional(count('苗头序号')), about: optional(word('类别或镇街')) },
  where: 'anywhere',
  run: (ctx, { number, about }) => showEmerging(ctx, number, about),
});
