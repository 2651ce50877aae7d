/** 反馈: the first receiver records the answer to the resident; after the outcome this closes the issue. */
import { actOnIssue, refusalOf } from '../services/issues/act.ts';
import { argumentFaults } from '../wording/refusals/arguments.ts';
import { refusalWords } from '../wording/refusals/issue.ts';
import { issueNumber, replyKind, words } from './arguments.ts';
import { askFor } from './asking.ts';
import { dayWithin } from './day-within.ts';
import { defineCommand, type Command } from './define.ts';

const reply: Command = defineCommand({
  does: 'reply',
  name: '反馈',
  aliases: ['答复'],
  summary:
    '记录给群众的答复：1 能马上解决（办了什么）2 不能立即解决（正在怎么办，进展随时转告）3 需较长时间（预计日期）4 一时无法解决（原因）5 不合理要求（依据）',
  examples: [
    '反馈 #12 1 已修好，群众表示感谢',
    '反馈 #12 3 12月20日 列入年底改造，已告知',
    '反馈 #12 4 管网改造要等明年立项，眼下没有资金，已当面说明',
    '反馈 #12 5 依据《物业管理条例》公共绿地不能改车位，已当面说明',
  ],
  args: { issue: issueNumber, kind: replyKind, expected: dayWithin, text: words('答复内容') },
  where: 'anywhere',
  async run(ctx, { issue, kind, expected, text }) {
    // Only what takes long has a promised day: elsewhere a day says when something was done.
    const said =
      kind === 3 ? { expectedDay: expected.day, text } : { expectedDay: null, text: `${expected.taken}${text}` };
    const command = { type: 'reply', kind, ...said } as const;
    // What the kind has to say besides is asked for, of who may reply at all.
    const lacking = (kind === 3 && expected.day === null) || kind > 3 ? await refusalOf(ctx, issue, command) : null;
    const from = { options: [] };
    if (lacking?.code === 'replyTooThin' && kind === 3) {
      const given = { issue, kind, text };
      await askFor(ctx, reply, argumentFaults.noPromisedDay(), { given, missing: 'expected', rest: '', from });
    } else if (lacking?.code === 'replyTooThin') {
      const given = { issue, kind, expected: { day: null, taken: '' } };
      const reason = refusalWords(lacking, ctx.rules.directory).replace(/。$/, '');
      await askFor(ctx, reply, reason, { given, missing: 'text', rest: '', from });
    } else await actOnIssue(ctx, issue, command);
  },
});

export default reply;
