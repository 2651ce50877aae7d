/** 单位: a unit's open issues, clock by clock. */
import { unitCard } from '../services/issues/unit-card.ts';
import { unitOrPlace } from './arguments.ts';
import { whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '单位',
  aliases: ['单位情况'],
  summary: '一个单位手上的问题：谁在办，单位时钟和总时钟各用了几天，下一个期限；看图用“图表 单位”',
  examples: ['单位 住建局', '单位'],
  args: { unit: whenGiven(unitOrPlace) },
  where: 'anywhere',
  run: (ctx, { unit }) => unitCard(ctx, unit),
});
