/** 调动: a person to another unit, role or team. */
import { move } from '../services/people/move.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '调动',
  aliases: [],
  summary: '把人调到别的单位、角色或走访小组；没写角色的调单位后为干部，没写小组的小组不变',
  examples: [
    '调动 张三 城管局',
    '调动 张三 住建局 到 城管局 单位联络员',
    '调动 张三 城厢组团一组',
    '调动 张三 干部、督查联络员',
  ],
  args: { text: optional(verbatim('姓名 [原单位] 新单位、角色或小组')) },
  where: 'anywhere',
  run: (ctx, { text }) => move(ctx, text ?? '', ctx.mentioned),
});
