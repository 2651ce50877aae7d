/** 立项: makes an emerging issue a joint item. */
import { openJointItemFor } from '../services/joint-items/open.ts';
import { count, day, optional, unitName, words } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '立项',
  aliases: [],
  summary: '把苗头立为联合事项，由一个单位主办，可写期限和说明；不写单位的由该类事项的主管单位主办',
  examples: ['立项 3', '立项 3 教育局', '立项 3 教育局 11月30日 排查秋季学位缺口'],
  args: {
    emerging: count('苗头序号'),
    unit: optional(unitName),
    due: optional(day),
    text: optional(words('说明')),
  },
  where: 'anywhere',
  run: (ctx, { emerging, unit, due, text }) => openJointItemFor(ctx, emerging, unit, due, text),
});
