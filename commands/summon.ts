/** 约谈: an inspector proposes to summon a unit's lead, the office arranges it and says what came of it. */
import { proposeForUnit, concludeSummons, showSummons } from '../services/ladder/lists.ts';
import { takeByHand } from '../services/ladder/by-hand.ts';
import { count, issueOrUnit, optional, words } from './arguments.ts';
import { either, sequence, verb, whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '约谈',
  aliases: [],
  summary: '督查联络员就一件事或一个单位提出约谈建议，由双访办安排并记录结果；不带参数看待安排的',
  examples: [
    ['summon', '约谈 #12 两次督办仍未办结'],
    ['summon', '约谈 住建局 连续两月进度缓慢'],
    ['settleSummons', '约谈 完成 3 已约谈，承诺月底前清零'],
    '约谈',
  ],
  args: {
    what: whenGiven(
      either(
        sequence({ action: verb(['完成']), number: optional(count('约谈建议序号')) }),
        sequence({ target: issueOrUnit }),
      ),
    ),
    text: optional(words('理由或结果')),
  },
  where: 'anywhere',
  run(ctx, { what, text }) {
    if (what === null) return showSummons(ctx);
    if ('action' in what) return concludeSummons(ctx, what.number, text);
    const { target } = what;
    return 'issue' in target ? takeByHand(ctx, target.issue, 'summon', text) : proposeForUnit(ctx, target.unit, text);
  },
});
