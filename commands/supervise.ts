/** 督办: an inspector issues a numbered 督办单 to a unit. */
import { sendOrder } from '../services/papers/supervise-order.ts';
import { takeByHand } from '../services/ladder/by-hand.ts';
import { showOrders } from '../services/ladder/lists.ts';
import { asDocument, issueNumber, optional, words } from './arguments.ts';
import { whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '督办',
  aliases: ['督办单'],
  summary:
    '督查联络员签发督办单并送责任单位，Word 文件私聊送达；不带参数看督办单，加 Word 再要一份（单位联络员和负责人看、要本单位的）',
  examples: [['supervise', '督办 #12 本周内现场办结'], '督办', '督办 #12 Word'],
  args: { issue: whenGiven(issueNumber), document: optional(asDocument), requirement: optional(words('要求')) },
  where: 'anywhere',
  run: (ctx, { issue, document, requirement }) => {
    if (issue === null) return showOrders(ctx);
    return document === null ? takeByHand(ctx, issue, 'supervise', requirement) : sendOrder(ctx, issue);
  },
});
