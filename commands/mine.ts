/** 我的: what concerns the person: reports that wait for their reply, issues of their unit, drafts to decide. */
import { mine } from '../services/issues/mine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '我的',
  aliases: ['我的待办', '待办'],
  summary: '与我有关的事项：待我反馈、本单位待办、待我审定',
  examples: ['我的'],
  args: {},
  where: 'anywhere',
  run: (ctx) => mine(ctx),
});
