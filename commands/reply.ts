/** 反馈: the first receiver records the answer to the resident; after the outcome this closes the issue. */
import { day, optional, replyKind, words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'reply',
  name: '反馈',
  aliases: ['答复'],
  summary: '记录给群众的答复：1 能马上解决 2 不能立即解决 3 需较长时间（写预计日期）4 一时无法解决 5 不合理要求',
  examples: ['反馈 #12 1 已修好，群众表示感谢', '反馈 #12 3 12月20日 列入年底改造，已告知'],
  args: { kind: replyKind, expectedDay: optional(day), text: words('答复内容') },
  allow: ['cadre', 'unitLiaison', 'unitLead', 'inspector', 'office', 'districtLeader', 'admin'],
  ask: ({ kind, expectedDay, text }) => ({ type: 'reply', kind, expectedDay, text }),
});
