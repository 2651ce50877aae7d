/** 联系人: the resident's contact, in private, to those who handle or follow up the issue; every look is recorded. */
import { showContact } from '../services/issues/query.ts';
import { issueNumber } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '联系人',
  aliases: ['联系方式'],
  summary: '私聊查看反映人的联系方式（仅办理单位、首问责任人、双访办和负责回访的督查联络员，每次查看有记录）',
  examples: ['联系人 #12'],
  args: { issue: issueNumber },
  where: 'private',
  run: (ctx, { issue }) => showContact(ctx, issue),
});
