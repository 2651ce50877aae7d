/** 督查表: the monthly supervision table, as issued; the running month as it stands; a corrected edition by the office. */
import { correctTable } from '../services/monthly/correct.ts';
import { showTable } from '../services/monthly/show.ts';
import { sendMonthlyReport } from '../services/papers/send-monthly-report.ts';
import { asDocument, month, oneOf, optional, words } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '督查表',
  aliases: ['月报', '督查月报'],
  summary: '查看月度督查表（图和表格），默认上月，加 Word 要月报文档；双访办可“督查表 更正 2026-10 说明”发布新的一版',
  examples: [
    '督查表',
    '督查表 2026-10',
    '督查表 本月',
    '月报 2026-10 Word',
    ['correctTable', '督查表 更正 2026-10 #12 办结时间登记有误'],
  ],
  args: {
    action: optional(oneOf('更正', ['更正'])),
    month: optional(month),
    document: optional(asDocument),
    reason: optional(words('说明')),
  },
  where: 'anywhere',
  run: (ctx, { action, month, document, reason }) => {
    if (action !== null) return correctTable(ctx, month, reason);
    return document === null ? showTable(ctx, month) : sendMonthlyReport(ctx, month);
  },
});
