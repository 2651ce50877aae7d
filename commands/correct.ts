/** 更正: the first receiver or the office sets place, category or unit right. */
import { readReport } from '../domain/text/report.ts';
import { correct } from '../services/issues/correct.ts';
import { issueNumber, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '更正',
  aliases: ['修改'],
  summary: '更正地点、类别或单位（受理前）',
  examples: ['更正 #12 地点：新塘街道紫霞村', '更正 #12 类别：供水排水 单位：水务局'],
  args: { issue: issueNumber, text: verbatim('地点：… 类别：… 单位：…') },
  allow: ['cadre', 'unitLiaison', 'unitLead', 'inspector', 'office', 'districtLeader', 'admin'],
  where: 'anywhere',
  run: (ctx, { issue, text }) => correct(ctx, issue, readReport(text)),
});
