/** 离职: a person who goes. */
import { leave } from '../services/people/leave.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '离职',
  aliases: ['退出名册'],
  summary: '人离开：账号、角色和小组都解除；还有没办完的事先列出来，首问责任可一并移交',
  examples: ['离职 张三 住建局', '离职 张三 移交 李四', '离职 @张三'],
  args: { text: optional(verbatim('姓名 [单位] [移交 接手人]')) },
  where: 'anywhere',
  run: (ctx, { text }) => leave(ctx, text ?? '', ctx.mentioned),
});
