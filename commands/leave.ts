/** 离职: a person who goes. */
import { leave } from '../services/people/leave.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand, type Argument } from './define.ts';

/** Written behind 移交 with the rest, or asked for by itself. */
const heir: Argument<string | null> = {
  label: '移交 接手人',
  optional: true,
  read: (text) => ({ ok: true, value: text.trim() === '' ? null : text.trim(), rest: '' }),
};

export default defineCommand({
  name: '离职',
  aliases: ['退出名册'],
  summary: '人离开：账号、角色和小组都解除；首问、回访、整改节点一步移交给接手人，没写接手人的列出来请选',
  examples: ['离职 张三 住建局', '离职 张三 移交 李四', '离职 @张三'],
  args: { text: optional(verbatim('姓名 [单位]')), heir },
  where: 'anywhere',
  run: (ctx, { text, heir: to }) => leave(ctx, text ?? '', to, ctx.mentioned),
});
