/** 查询: one issue by number, or issues by place, unit, category, words and state, page by page. */
import { query } from '../services/issues/query.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '查询',
  aliases: ['查', '查看'],
  summary:
    '按编号、地点、单位、类别、文字和状态（逾期、待受理、办理中、挂账、待反馈、已结…）查询问题，可以连着写；群里只显示编号、类别、单位和期限',
  examples: ['查询 #12', '查询 紫霞村', '查询 住建局 逾期', '查询 路灯 已结 第2页'],
  args: { text: optional(verbatim('#编号、地点、单位、文字或状态')) },
  where: 'anywhere',
  // A number and nothing else is asked of nobody but the bot.
  bare: (rest) => /^[#＃]\s*[\d０-９]{1,9}$/.test(rest),
  run: (ctx, { text }) => query(ctx, text, ctx.quoted),
});
