/** 督办: an inspector issues a numbered 督办单 to a unit. */
import { takeByHand } from '../services/ladder/by-hand.ts';
import { showOrders } from '../services/ladder/lists.ts';
import { issueNumber, optional, words } from './arguments.ts';
import { whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '督办',
  aliases: ['督办单'],
  summary: '督查联络员签发督办单并送责任单位；不带参数看督办单',
  examples: ['督办 #12 本周内现场办结', '督办'],
  args: { issue: whenGiven(issueNumber), requirement: optional(words('要求')) },
  allow: ['inspector', 'office', 'districtLeader', 'admin'],
  where: 'anywhere',
  run: (ctx, { issue, requirement }) =>
    issue === null ? showOrders(ctx) : takeByHand(ctx, issue, 'supervise', requirement),
});
