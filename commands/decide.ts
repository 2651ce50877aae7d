/** 议定: what the leading group decided about an issue, written back by the office and followed until it is done. */
import { listDecisions, recordDecision } from '../services/handover/decisions.ts';
import { actOnIssue } from '../services/issues/act.ts';
import { answer } from '../services/answer.ts';
import { message } from '../wording/format.ts';
import { decisionRefusals } from '../wording/refusals/handover.ts';
import { optional, words } from './arguments.ts';
import { verb, whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';
import { decisionPoint } from './route-arguments.ts';

export default defineCommand({
  name: '议定',
  aliases: ['议定事项'],
  summary:
    '双访办记录领导小组的议定：决定内容、责任单位（不写为原责任单位）、最后写完成日期；到期前后提醒，落实后由单位或双访办记“完成”；不带参数看待落实的',
  examples: [
    ['recordDecision', '议定 #12 由住建局牵头制定加固方案 住建局 11月30日'],
    ['completeDecision', '议定 完成 #12-1 方案已报区政府'],
    '议定',
  ],
  args: {
    action: optional(verb(['完成'])),
    point: whenGiven(decisionPoint),
    text: optional(words('决定内容 责任单位 日期')),
  },
  where: 'anywhere',
  async run(ctx, { action, point, text }) {
    if (point === null) await listDecisions(ctx);
    else if (text === null) {
      const refusal = action === null ? decisionRefusals.incomplete : decisionRefusals.notSaidHow;
      await answer(ctx, message(refusal(point.issue)), point.issue);
    } else if (action === null) await recordDecision(ctx, point.issue, text);
    else await actOnIssue(ctx, point.issue, { type: 'completeDecision', seq: point.seq, text });
  },
});
