/** 撤销: takes back what one did last, within two minutes. */
import { undo } from '../services/undo/undo.ts';
import { issueNumber } from './arguments.ts';
import { whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '撤销',
  aliases: [],
  summary:
    '撤销自己 2 分钟内做的最后一步（上报、受理、办结、反馈、移交、催办、通报、督查、预警、整改、联合事项、苗头、走访、名册变动、排班、网格、日历等）：恢复原状，没有发出的通知撤下，已发出的更正；对方已接着办的和已编号的文书不能撤销，会说明怎样改',
  examples: ['撤销', '撤销 #12'],
  args: { issue: whenGiven(issueNumber) },
  where: 'anywhere',
  run: (ctx, { issue }) => undo(ctx, issue),
});
