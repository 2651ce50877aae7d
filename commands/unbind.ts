/** 解绑: takes a chat account away from a person. */
import { unbind } from '../services/people/bind.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '解绑',
  aliases: ['解除绑定'],
  summary: '解除账号和人的绑定：双访办可解除任何人的，单位联络员可解除本单位的人的',
  examples: ['解绑 onebot:10001', '解绑 张三 住建局'],
  args: { text: optional(verbatim('账号，或姓名 单位')) },
  where: 'anywhere',
  run: (ctx, { text }) => unbind(ctx, text ?? '', ctx.mentioned),
});
