/** 途径: the office changes the route of an issue, or keeps it against the bot's proposal. */
import { answer } from '../services/answer.ts';
import { actOnIssue } from '../services/issues/act.ts';
import { message } from '../wording/format.ts';
import { handoverRefusals } from '../wording/refusals/handover.ts';
import { issueNumber, oneOf, words } from './arguments.ts';
import { defineCommand } from './define.ts';

const routes = {
  问题交办单: 'handover',
  交办单: 'handover',
  平台流转: 'platform',
  平台: 'platform',
  现场解决: 'spot',
} as const;

export default defineCommand({
  does: 'changeRoute',
  name: '途径',
  aliases: ['改途径'],
  summary: '双访办改办理途径（交办单 15 个工作日，平台流转 5 个工作日），理由留存，期限随之调整并通知各方',
  examples: ['途径 #12 交办单 涉及三个单位，需统筹', '途径 #12 平台流转 住建局一家可办'],
  args: {
    issue: issueNumber,
    route: oneOf('途径：交办单 或 平台流转', Object.keys(routes) as (keyof typeof routes)[]),
    reason: words('理由'),
  },
  where: 'anywhere',
  async run(ctx, { issue, route, reason }) {
    const to = routes[route];
    if (to !== 'spot') await actOnIssue(ctx, issue, { type: 'changeRoute', route: to, reason });
    else {
      await answer(ctx, message(handoverRefusals.spotByReporter(issue)), issue);
    }
  },
});
