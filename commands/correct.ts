/** 更正: the first receiver or the office sets place, category or unit right. */
import { readReport } from '../domain/text/report.ts';
import { correct, type Correction } from '../services/issues/correct.ts';
import { issueNumber, verbatim } from './arguments.ts';
import { as } from './combine.ts';
import { defineCommand } from './define.ts';

const correction = as(verbatim('地点：… 类别：… 单位：…'), (text): Correction => ({ words: readReport(text) }));

export default defineCommand({
  does: 'clarify',
  name: '更正',
  aliases: ['修改'],
  summary: '更正地点、类别或单位（受理前）',
  examples: ['更正 #12 地点：新塘街道紫霞村', '更正 #12 类别：供水排水 单位：水务局'],
  args: { issue: issueNumber, change: correction },
  where: 'anywhere',
  run: (ctx, { issue, change }) => correct(ctx, issue, change),
});
