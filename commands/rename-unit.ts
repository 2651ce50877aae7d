/** 更名: a unit gets another name. */
import { rename } from '../services/units/rename.ts';
import { optional, unitOrPlace, word } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '更名',
  aliases: ['单位更名', '改名', '单位改名'],
  summary: '单位改名：原名仍认得，历史和已印发的督查表不变；新简称写在后面',
  examples: ['更名 城管局 综合行政执法局', '更名 住建局 住房和城乡建设管理局 住建管理局'],
  args: { unit: unitOrPlace, name: word('新名称'), short: optional(word('新简称')) },
  where: 'anywhere',
  run: (ctx, { unit, name, short }) => rename(ctx, unit, name.replace(/^(?:为|成)/, ''), short),
});
