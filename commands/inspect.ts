/** 督查: inspectors record what they asked, saw, checked and found; units answer what was found. */
import { stepOfFinding } from '../services/inspections/findings.ts';
import { showInspections } from '../services/inspections/list.ts';
import { inspect } from '../services/inspections/record.ts';
import { count, optional, unitOrPlace, verbatim, words } from './arguments.ts';
import { either, sequence, verb, whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '督查',
  aliases: [],
  summary:
    '督查联络员记录督查（问、看、查，决策部署、工作进展、整改反馈，发现可写期限和单位）；单位答复督查发现，督查联络员销号或退回；不带参数看次数和未销号的发现',
  examples: [
    ['recordInspection', '督查 住建局 问:联络员清楚进度 看:现场已施工 查:台账齐全 发现:公示栏未更新 限10月20日'],
    [
      'recordInspection',
      '督查 阶段性回访 拱秀社区\n看：楼道已清理\n工作进展：10 处已完成 9 处\n发现：3 处路灯不亮（交通局）；垃圾桶破损',
    ],
    ['answerFinding', '督查 整改 3 已完成 公示栏已更新'],
    ['settleFinding', '督查 销号 3'],
    ['sendBackFinding', '督查 退回 3 公示内容不全'],
    '督查 住建局',
    '督查',
  ],
  args: {
    what: whenGiven(
      either(
        sequence({
          action: verb(['整改', '销号', '退回']),
          number: optional(count('督查发现序号')),
          note: optional(words('说明')),
        }),
        sequence({ kind: optional(verb(['日常', '阶段性回访'])), target: unitOrPlace }),
      ),
    ),
    notes: optional(verbatim('问:… 看:… 查:… 发现:…')),
  },
  where: 'anywhere',
  run(ctx, { what, notes }) {
    if (what === null) return showInspections(ctx, null);
    if ('action' in what) return stepOfFinding(ctx, what.action, what.number, what.note);
    if (notes === null) return showInspections(ctx, what.target);
    return inspect(ctx, what.kind === '阶段性回访' ? 'followUp' : 'routine', what.target, notes);
  },
});
