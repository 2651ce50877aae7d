/** 代班: who does somebody's work while that one is away. */
import { standIn } from '../services/people/stand-in.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '代班',
  aliases: ['替班'],
  summary:
    '联络员、负责人、督查联络员或双访办休假找人代班：期间提醒、@ 和权限都跟代班人走，到期自动恢复；本人或双访办办理，不带参数看现有的',
  examples: [
    '代班 李四 10月1日 10月8日',
    ['standInOutside', '代班 张三 李四 2026-10-01 至 2026-10-08'],
    '代班 取消',
    '代班',
  ],
  args: { text: optional(verbatim('[离开的人] 代班人 起 止')) },
  steps: [
    '首日和末日早上各私聊提醒两人一次；休息日不提醒，落在休息日的提前到之前最后一个工作日，整段都是休息日的过后告知。',
    '代班人有离开的人的权限，名册和单位的变动（绑定、担保、调动、离职、合并等）除外：这些等本人回来，或由双访办另一人办。',
    '办件的（联络员、负责人）不代督查和审批，督查、双访办的不代办件；干部的首问责任请用“移交”，区领导和管理员不代班。',
  ],
  where: 'anywhere',
  run: (ctx, { text }) => standIn(ctx, text ?? '', ctx.mentioned),
});
