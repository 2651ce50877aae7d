/** 拆分: the office splits an issue into parts for several units; each inherits the deadline. */
import { splitIssue } from '../services/handover/split.ts';
import { issueNumber } from './arguments.ts';
import { defineCommand } from './define.ts';
import { parts } from './route-arguments.ts';

export default defineCommand({
  does: 'split',
  name: '拆分',
  aliases: [],
  summary: '双访办把问题拆成几个部分交给几个单位，期限与原件相同；各部分有了结果，原责任单位才能汇总办结',
  examples: ['拆分 #12 住建局 加固外墙；城管局 恢复路面', '拆分 #12\n住建局 加固外墙\n城管局 恢复路面'],
  args: { issue: issueNumber, parts },
  where: 'anywhere',
  run: (ctx, { issue, parts: asked }) => splitIssue(ctx, issue, asked),
});
