/** 协办: supporting units are added or taken away by the office; the responsible unit asks for them. */
import { argumentFaults } from '../wording/refusals/arguments.ts';
import { optional, words } from './arguments.ts';
import { verb } from './combine.ts';
import { defineIssueCommand } from './issue-commands.ts';
import { unitsInRow } from './route-arguments.ts';

const units = unitsInRow('单位…');

export default defineIssueCommand({
  does: 'changeSupport',
  name: '协办',
  aliases: ['协办单位'],
  summary: '双访办增加或取消协办单位（责任仍在主办单位）；责任单位可以提出，由双访办决定',
  examples: ['协办 #12 住建局、城管局 管线交叉', '协办 #12 取消 城管局'],
  args: {
    action: optional(verb(['取消'])),
    units: {
      ...units,
      optional: false,
      read(text, env) {
        const reading = units.read(text, env);
        return reading.ok && reading.value.length === 0
          ? { ok: false, reason: argumentFaults.missing('单位') }
          : reading;
      },
    },
    reason: optional(words('理由')),
  },
  ask: ({ action, units: named, reason }) => ({
    type: 'changeSupport',
    add: action === null ? named : [],
    remove: action === null ? [] : named,
    reason,
  }),
});
