/** 下派: a unit lets a subordinate unit work on an issue and stays accountable. */
import { optional, unitName, words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'handDown',
  name: '下派',
  aliases: [],
  summary: '交下属单位办理，本单位仍负总责',
  examples: ['下派 #12 白蚁防治管理中心'],
  args: { unit: unitName, note: optional(words('说明')) },
  ask: ({ unit, note }) => ({ type: 'handDown', unit, note }),
});
