/** 累计: what was collected, settled, visited and inspected since the beginning. */
import { showTotals } from '../services/totals.ts';
import { unitOrPlace } from './arguments.ts';
import { whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '累计',
  aliases: ['累计数', '总数'],
  summary: '开展以来、今年和本半年的收集、办结、办结率、走访、督查次数；可加单位',
  examples: ['累计', ['readUnitTotals', '累计 住建局']],
  args: { unit: whenGiven(unitOrPlace) },
  where: 'anywhere',
  run: (ctx, { unit }) => showTotals(ctx, unit),
});
