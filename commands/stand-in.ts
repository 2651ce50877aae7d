/** 代班: who does a liaison's work while that one is away. */
import { standIn } from '../services/people/stand-in.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '代班',
  aliases: ['替班'],
  summary: '联络员休假找人代班：期间提醒、@ 和权限都跟代班人走，到期自动恢复；本人或双访办办理，不带参数看现有的',
  examples: ['代班 李四 10月1日 10月8日', '代班 张三 李四 2026-10-01 至 2026-10-08', '代班 取消', '代班'],
  args: { text: optional(verbatim('[离开的人] 代班人 起 止')) },
  where: 'anywhere',
  run: (ctx, { text }) => standIn(ctx, text ?? '', ctx.mentioned),
});
