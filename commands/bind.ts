/** 绑定: the office, or a liaison for the own unit, binds a chat account to a person. */
import { bind, mayBind, refuseBinding } from '../services/people/bind.ts';
import { whoAmI } from '../services/people/who.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '绑定',
  aliases: [],
  summary: '把聊天账号绑定到人：双访办可绑定任何人，单位联络员可为本单位的人绑定；不带参数看自己的身份',
  examples: ['绑定 onebot:10001 张三 住建局', '绑定 @张三 张三 住建局', '绑定'],
  args: { text: optional(verbatim('账号 姓名 单位')) },
  allow: 'everyone',
  where: 'anywhere',
  run: (ctx, { text }) => {
    if (text === null && ctx.mentioned.length === 0) return whoAmI(ctx, []);
    return mayBind(ctx) ? bind(ctx, text ?? '', ctx.mentioned) : refuseBinding(ctx);
  },
});
