/** 转办: the office gives an issue to a unit. */
import { handedByOffice } from '../wording/reasons.ts';
import { optional, unitName, words } from './arguments.ts';
import { defineIssueCommand } from './issue-commands.ts';

export default defineIssueCommand({
  does: 'assign',
  name: '转办',
  aliases: ['分派'],
  summary: '双访办把问题交给或转给责任单位',
  examples: ['转办 #12 住建局', '转办 #12 城管局 属市容管理'],
  args: { unit: unitName, reason: optional(words('理由')) },
  ask: ({ unit, reason }) => ({ type: 'assign', unit, reason: reason ?? handedByOffice }),
});
