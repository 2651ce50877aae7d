/** 通报: what inspectors confirmed for the month's circular; an inspector adds an issue. */
import { takeByHand } from '../services/ladder/by-hand.ts';
import { showCircular } from '../services/ladder/lists.ts';
import { asDocument, issueNumber, month, optional, words } from './arguments.ts';
import { whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '通报',
  aliases: [],
  summary: '看某月列入通报的事项，默认本月，加 Word 要通报文档；督查联络员可列入一件',
  examples: [['circulate', '通报 #12 三次督办仍未办结'], '通报', '通报 10月', '通报 10月 Word'],
  args: {
    month: optional(month),
    document: optional(asDocument),
    issue: whenGiven(issueNumber),
    note: optional(words('说明')),
  },
  where: 'anywhere',
  run: (ctx, { month: wanted, document, issue, note }) =>
    issue === null ? showCircular(ctx, wanted, document !== null) : takeByHand(ctx, issue, 'circulate', note),
});
