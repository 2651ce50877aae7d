/** 合并: a unit goes up in another. */
import { merge } from '../services/units/merge.ts';
import { unitOrPlace, words } from './arguments.ts';
import { sequence } from './combine.ts';
import { defineCommand, type Argument } from './define.ts';

/** 并入 between the two, which may be left out. */
const into: Argument<null> = {
  label: '并入',
  optional: true,
  read: (text) => ({ ok: true, value: null, rest: text.replace(/^(?:并入|合并到|到|入)\s*/, '') }),
};

export default defineCommand({
  name: '合并',
  aliases: ['单位合并'],
  summary:
    '把一个单位并入同类的另一个：在办问题带原期限转过去，整改、督查发现、联合事项、预警、人员、下级、类别和群也转，旧名仍认得；撤回时恢复原样',
  examples: ['合并 城管局 并入 住建局 机构改革'],
  args: { units: sequence({ unit: unitOrPlace, into, successor: unitOrPlace }), reason: words('理由') },
  where: 'anywhere',
  run: (ctx, { units, reason }) => merge(ctx, units.unit, units.successor, reason),
});
