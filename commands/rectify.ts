/** 整改: a unit answers a suggestion with a plan and reports its milestones; an inspector verifies or sends back. */
import {
  listRectifications,
  showRectification,
  stepOfRectification,
  submitPlan,
} from '../services/rectifications/show.ts';
import { optional, point, verbatim } from './arguments.ts';
import { verb, whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '整改',
  aliases: [],
  summary:
    '单位答复督查建议：报整改方案（文号，一行一个节点：日期 责任人 完成什么）、报节点完成；督查联络员核验销号，或退回一个节点（3-1）或整份方案（3）',
  examples: [
    ['submitPlan', '整改 3 文号 区住建〔2026〕12号\n10月20日 张三 完成排查\n10月31日 李四 全部办结'],
    ['completeMilestone', '整改 完成 3-1 已排查 18 处'],
    ['verifyRectification', '整改 核验 3'],
    ['sendBackRectification', '整改 退回 3-1 现场仍有两处未动'],
    '整改 3',
    '整改',
  ],
  args: {
    action: optional(verb(['方案', '完成', '核验', '退回'])),
    point: whenGiven(point),
    text: optional(verbatim('文号和节点，或说明')),
  },
  where: 'anywhere',
  run(ctx, { action, point: at, text }) {
    if (action !== null && action !== '方案') return stepOfRectification(ctx, action, at, text);
    if (at === null) return listRectifications(ctx);
    return text === null ? showRectification(ctx, at.number) : submitPlan(ctx, at.number, text);
  },
});
