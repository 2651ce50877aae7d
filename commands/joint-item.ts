/** 联合: joint items; the unit that leads one reports, the office or an inspector settles it. */
import { jointItemActions, listJointItems, showJointItem, stepOfJointItem } from '../services/joint-items/show.ts';
import { count, optional, words } from './arguments.ts';
import { verb, whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '联合',
  aliases: ['联合事项'],
  summary: '联合事项：主办单位报进展、报办结；双访办或督查联络员定期限、退回、销号；加序号看一项，不带参数看全部',
  examples: [
    ['reportJointItem', '联合 进展 3 已排查 12 处'],
    ['answerJointItem', '联合 办结 3 已更换全部老旧路灯'],
    ['rescheduleJointItem', '联合 期限 3 11月30日'],
    ['sendBackJointItem', '联合 退回 3 仍有两处不亮'],
    ['settleJointItem', '联合 销号 3'],
    '联合 3',
    '联合',
  ],
  args: {
    action: optional(verb(jointItemActions)),
    number: whenGiven(count('联合事项序号')),
    text: optional(words('说明或日期')),
  },
  where: 'anywhere',
  run(ctx, { action, number, text }) {
    if (action !== null) return stepOfJointItem(ctx, action, number, text);
    return number === null ? listJointItems(ctx) : showJointItem(ctx, number);
  },
});
