/** 交办: the office issues a numbered form under a district leader; without more it shows forms. */
import { issueForm } from '../services/handover/issue-form.ts';
import { showForm, showForms } from '../services/handover/show.ts';
import { issueNumber, optional, words } from './arguments.ts';
import { sequence, whenGiven } from './combine.ts';
import { defineCommand } from './define.ts';
import { formUnits, leaderName } from './route-arguments.ts';

export default defineCommand({
  name: '交办',
  aliases: ['交办单', '问题交办单'],
  summary:
    '双访办签发问题交办单：牵头区领导、主办单位、协办单位、要求，按年编号；再发一次可换牵头领导或要求；只写编号看这份交办单，不带参数看未办结的',
  examples: [
    ['issueForm', '交办 #12 陆文渊 住建局 城管局、城厢街道 11月底前拿出方案'],
    ['issueForm', '交办 #12 陆文渊 协办 城管局'],
    '交办 #12',
    '交办',
  ],
  args: {
    issue: whenGiven(issueNumber),
    form: whenGiven(sequence({ leader: leaderName, units: formUnits, note: optional(words('要求')) })),
  },
  where: 'anywhere',
  run(ctx, { issue, form }) {
    if (issue === null) return showForms(ctx);
    if (form === null) return showForm(ctx, issue);
    return issueForm(ctx, issue, { leader: form.leader, ...form.units, note: form.note });
  },
});
