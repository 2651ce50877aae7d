/** 绑定: the office, or a liaison for the own unit, binds a chat account to a person. */
import { bind } from '../services/people/bind.ts';
import { whoAmI } from '../services/people/who.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '绑定',
  aliases: [],
  summary: '把聊天账号绑定到人：双访办可绑定任何人，单位联络员可为本单位的人绑定；不带参数看自己的身份',
  examples: ['绑定 onebot:10001 张三 住建局', '绑定 @张三 张三 住建局', '绑定'],
  steps: [
    'QQ：还没绑定的人发“绑定”，回音报出账号；双访办或本单位联络员发“绑定 账号 姓名 单位”，也可以 @他代替账号。',
    '企业微信：先在群里 @机器人 发“绑定”，它报出账号；再私聊它发一次“绑定”，没有私聊过它的人收不到私信提醒；双访办发“绑定 wecom:账号 姓名 单位”，不能用 @代替账号。',
    '新的群：管理员或双访办的人在群里 @机器人 发“绑定”，它报出平台和群号，填进名册的群表。',
  ],
  args: { text: optional(verbatim('账号 姓名 单位')) },
  where: 'anywhere',
  run: (ctx, { text }) => {
    if (text === null && ctx.mentioned.length === 0) return whoAmI(ctx, []);
    return bind(ctx, text ?? '', ctx.mentioned);
  },
});
