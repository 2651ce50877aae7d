/** 批准: the office grants what a unit asked, an inspector confirms a drafted step of the ladder. */
import { approve } from '../services/decisions.ts';
import { issueNumber, optional, words } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  does: 'approve',
  name: '批准',
  aliases: ['同意', '确认'],
  summary: '双访办批准延期、退回、挂账的申请（再次延期和挂账写明区领导）；督查联络员确认督办、通报、约谈',
  examples: ['批准 #12', '批准 #12 王建国'],
  args: { issue: issueNumber, text: optional(words('区领导')) },
  where: 'anywhere',
  run: (ctx, { issue, text }) => approve(ctx, issue, text),
});
