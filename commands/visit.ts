/** 走访: a cadre records a visit to residents. */
import { householdsIn, kindIn } from '../domain/text/visit-phrases.ts';
import { choosePlace, visit } from '../services/visits/record.ts';
import { withdraw } from '../services/visits/withdraw.ts';
import { verbatim } from './arguments.ts';
import { as } from './combine.ts';
import { defineCommand } from './define.ts';

/** The visit in words; or the village of one that was recorded, chosen by its number. */
const visitSaid = as(verbatim('走访情况'), (text): { text: string } | { visit: number; place: number } => ({ text }));

export default defineCommand({
  name: '走访',
  aliases: ['走访记录'],
  summary:
    '记录走访：村社、方式（入户 座谈 约谈 慰问 蹲点调查 现场办公）、户数、同行、情况；可补记近日的，如“昨天”；多次走访的住户可记代号“户：周*3幢”（只存指纹、只计次数）；记错了引用回复“走访 撤回”',
  examples: [
    '走访 拱秀社区 入户 12户 同行 李明、王芳 反映停车难',
    '走访\n地点：紫霞村\n方式：座谈\n户数：8户\n同行：李明 王芳\n时间：昨天\n内容：反映路灯和公交',
    '走访 撤回',
  ],
  args: { what: visitSaid },
  where: 'anywhere',
  // Whoever names a kind or counts households reports; 走访时注意安全 does not.
  bare: (rest) => kindIn(rest) !== null || householdsIn(rest) !== null,
  run(ctx, { what }) {
    if ('visit' in what) return choosePlace(ctx, what.visit, what.place);
    return /^(?:撤回|撤销)(?:$|[\s，,])/.test(what.text) ? withdraw(ctx, ctx.quote) : visit(ctx, what.text);
  },
});
