/** 回访: one's open calls, and what a resident said of a closed issue. */
import type { FollowUpOutcome, Satisfaction } from '../domain/follow-up.ts';
import { followUp, showCalls } from '../services/follow-ups/record.ts';
import { issueNumber, oneOf, optional, words } from './arguments.ts';
import { whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

const outcomes = {
  已解决: 'solved',
  解决: 'solved',
  未解决: 'unsolved',
  没解决: 'unsolved',
  没有解决: 'unsolved',
  无法联系: 'unreachable',
  联系不上: 'unreachable',
} as const satisfies Record<string, FollowUpOutcome>;

const ratings = {
  基本满意: 'basicallySatisfied',
  不满意: 'dissatisfied',
  满意: 'satisfied',
  未评价: null,
} as const satisfies Record<string, Satisfaction | null>;

const keysOf = <K extends string>(record: Record<K, unknown>): K[] => Object.keys(record) as K[];

export default defineCommand({
  name: '回访',
  aliases: [],
  summary:
    '不带参数看待打的回访；记录结果：解决、未解决（写明原因，随即重办）或无法联系，满意、基本满意、不满意或未评价；没有抽到的也可以抽查',
  examples: ['回访 #12 解决 满意', '回访 #12 未解决 不满意 路灯仍不亮', '回访 #12 无法联系', '回访'],
  args: {
    issue: whenGiven(issueNumber),
    outcome: optional(oneOf('解决|未解决|无法联系', keysOf(outcomes))),
    rating: optional(oneOf('满意|基本满意|不满意|未评价', keysOf(ratings))),
    note: optional(words('原因')),
  },
  where: 'anywhere',
  run: (ctx, { issue, outcome, rating, note }) =>
    issue === null
      ? showCalls(ctx)
      : followUp(ctx, issue, {
          outcome: outcome === null ? null : outcomes[outcome],
          satisfaction: rating === null ? null : ratings[rating],
          note,
        }),
});
