/** 退回: the wrong unit gives an issue back to the office, with the reason. */
import { saysWhose } from '../domain/text/substance.ts';
import { actOnIssue, refusalOf } from '../services/issues/act.ts';
import { argumentFaults } from '../wording/refusals/arguments.ts';
import { issueNumber, words } from './arguments.ts';
import { askFor } from './asking.ts';
import { defineCommand, type Command } from './define.ts';

const giveBack: Command = defineCommand({
  does: 'return',
  name: '退回',
  aliases: [],
  summary: '不属本单位职责，2 个工作日内说明理由退回双访办；过期的，或已退回两次的，转为申请，由双访办决定',
  examples: ['退回 #12 该路段由交通运输局养护'],
  args: { issue: issueNumber, reason: words('理由') },
  where: 'anywhere',
  async run(ctx, { issue, reason }) {
    const command = { type: 'return', reason } as const;
    const isThin = saysWhose(reason) < ctx.rules.settings['return.reasonLetters'];
    const { ends } = ctx;
    // Kept with the question: the reason that said nothing. Said once more, it is all there is to say.
    const wasAsked = ends?.command === giveBack.name && ends.given['issue'] === issue && ends.rest !== '';
    if (!isThin || wasAsked || (await refusalOf(ctx, issue, command)) !== null) await actOnIssue(ctx, issue, command);
    else
      await askFor(ctx, giveBack, argumentFaults.onlyNotOurs(), {
        given: { issue },
        missing: 'reason',
        rest: reason,
        from: { options: [] },
      });
  },
});

export default giveBack;
