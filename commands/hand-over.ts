/** 移交: first-receiver duty goes to another, of one issue or of all. */
import { handOver } from '../services/duty/hand-over.ts';
import { issueNumber, optional, words } from './arguments.ts';
import { either, verb } from './combine.ts';
import { defineCommand } from './define.ts';
import { personName } from './person.ts';

export default defineCommand({
  does: 'handOverDuty',
  name: '移交',
  aliases: ['移交首问'],
  summary:
    '移交首问责任：首问责任人交给同一走访小组的人，双访办可交给任何人；接手人写姓名，或在群里@本人。“移交 全部 接手人 原因”交出本人全部未了事项，双访办写“移交 全部 原首问人 接手人 原因”',
  examples: ['移交 #12 苏景行 郭辛夷外出学习', '移交 全部 苏景行 调离', '移交 全部 郭辛夷 苏景行 郭辛夷调离'],
  args: {
    what: either(verb(['全部']), issueNumber),
    first: personName('接手人', true),
    second: optional(personName('接手人')),
    reason: words('原因'),
  },
  where: 'anywhere',
  namesPeople: true,
  run(ctx, { what, first, second, reason }) {
    if (what !== '全部') {
      // For one issue it is known who has the duty: a second name begins the reason.
      const said = second === null ? reason : `${second.name} ${reason}`;
      return handOver(ctx, { issue: what, from: null, to: first, reason: said });
    }
    return second === null
      ? handOver(ctx, { issue: 'all', from: null, to: first, reason })
      : handOver(ctx, { issue: 'all', from: first, to: second, reason });
  },
});
