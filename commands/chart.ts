/** 图表: trend, funnel, progress curve and unit card, as pictures. */
import { sendChart } from '../services/charts/command.ts';
import { chartKinds } from '../services/charts/of-kind.ts';
import { oneOf, optional, unitName } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '图表',
  aliases: ['图'],
  summary: '看图：趋势（12 个月）、漏斗（各单位进度）、曲线（办结快慢）、单位（单位概况）',
  examples: ['图表 趋势', '图表 趋势 住建局', ['readFunnel', '图表 漏斗'], '图表 曲线 住建局', '图表 单位 住建局'],
  args: { kind: oneOf('趋势、漏斗、曲线或单位', chartKinds), unit: optional(unitName) },
  where: 'anywhere',
  run: (ctx, { kind, unit }) => sendChart(ctx, kind, unit),
});
