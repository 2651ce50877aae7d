/** 预警: the flags on units with their evidence; inspectors confirm or dismiss them. */
import { decideFlag } from '../services/flags/decide.ts';
import { showFlags } from '../services/flags/show.ts';
import { count, oneOf, optional, unitName, words } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '预警',
  aliases: ['进度预警'],
  summary: '查看进度预警；加序号或单位看依据；督查联络员可“预警 确认 3”或“预警 排除 3 理由”',
  examples: [
    '预警',
    '预警 住建局',
    '预警 3',
    ['decideFlag', '预警 确认 3'],
    ['decideFlag', '预警 排除 3 该单位当月承担防汛任务'],
  ],
  args: {
    action: optional(oneOf('确认或排除', ['确认', '排除'])),
    number: optional(count('预警序号')),
    unit: optional(unitName),
    reason: optional(words('理由')),
  },
  where: 'anywhere',
  run: (ctx, { action, number, unit, reason }) =>
    action === null
      ? showFlags(ctx, number, unit)
      : decideFlag(ctx, action === '确认' ? 'confirmed' : 'dismissed', number, reason),
});
