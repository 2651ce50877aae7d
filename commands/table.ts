/** 督查表: the monthly supervision table, as issued; the running month as it stands. */
import { showTable } from '../services/monthly/show.ts';
import { month, optional } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '督查表',
  aliases: ['月报', '督查月报'],
  summary: '查看月度督查表，默认上月',
  examples: ['督查表', '督查表 2026-10', '督查表 本月'],
  args: { month: optional(month) },
  allow: ['unitLiaison', 'unitLead', 'inspector', 'office', 'districtLeader', 'admin'],
  where: 'anywhere',
  run: (ctx, { month }) => showTable(ctx, month),
});
