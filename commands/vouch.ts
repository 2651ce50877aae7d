/** 担保: a liaison vouches for somebody of the own unit who is not in the roster yet. */
import { vouch } from '../services/people/bind.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '担保',
  aliases: [],
  summary: '单位联络员为本单位新来的人担保，登记为干部并绑定账号，双访办会收到通知；双访办可为任何单位登记',
  examples: ['担保 @李四 李四', '担保 onebot:10002 李四 住建局'],
  args: { text: optional(verbatim('账号 姓名 [单位]')) },
  where: 'anywhere',
  run: (ctx, { text }) => vouch(ctx, text ?? '', ctx.mentioned),
});
