/** 下一页: the next page of the list that was shown last. */
import { nextPage } from '../services/pages.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '下一页',
  aliases: ['下页', '后面的'],
  summary: '看刚才那张单子的下一页；也可以直接写“查询 教育局 第2页”',
  examples: ['下一页'],
  args: {},
  where: 'anywhere',
  run: (ctx) => nextPage(ctx),
});
