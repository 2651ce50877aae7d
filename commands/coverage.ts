/** 覆盖: which places were visited, and which were not. */
import { showCoverage } from '../services/visits/show-coverage.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '覆盖',
  aliases: ['走访覆盖', '跑遍'],
  summary: '看走访覆盖：已走访和未走访的村社，默认本轮；可加镇街、组团、小组和时段。干部看本小组，镇街看本镇街',
  examples: ['覆盖', '覆盖 城厢街道', '覆盖 城厢组团 上月'],
  args: { text: optional(verbatim('镇街、组团、小组 时段')) },
  where: 'anywhere',
  run: (ctx, { text }) => showCoverage(ctx, text),
});
