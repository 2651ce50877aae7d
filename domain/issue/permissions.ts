/** Holds the table of permissions against an issue as it stands. */
import { issuePermissions, type Standing } from '../permissions.ts';
import type { CommandType } from './commands.ts';
import { hasDuty, isHandling, knowsReport, notYourUnit, refuse, reporterOnly, supportingUnit } from './situation.ts';
import type { Decision, Situation } from './situation.ts';

const stands: Record<Standing, (situation: Situation) => boolean> = {
  reporter: knowsReport,
  duty: hasDuty,
  unit: isHandling,
  supporting: (situation) => supportingUnit(situation) !== null,
  decided: ({ state, actor, rules }) =>
    state.decisions.some(({ unit }) => rules.directory.lineOf(unit).some((id) => actor.handles.has(id))),
  leader: ({ state, actor }) => actor.districtLeader && (state.form === null || state.form.leader === actor.id),
  inspector: ({ actor }) => actor.inspector,
  office: ({ actor }) => actor.office,
  officeForPart: ({ state, actor }) => actor.office && state.parent !== null,
  officeForLeader: ({ state, actor }) => actor.office && state.form !== null,
};

/** Null where the person may; else why not. */
export function notPermitted(command: CommandType, situation: Situation): Decision | null {
  const by = issuePermissions[command];
  if (by.some((standing) => stands[standing](situation))) return null;
  const { number, unit } = situation.state;
  if (by.includes('leader'))
    return refuse({ code: 'leaderOnly', number, leader: situation.state.form?.leader ?? null });
  if (by.includes('decided')) return notYourUnit(situation);
  if (by.includes('unit')) return unit === null ? refuse({ code: 'noUnitYet', number }) : notYourUnit(situation);
  if (by.includes('reporter') || by.includes('duty')) return reporterOnly(situation, command);
  return refuse({ code: 'officeOnly', number, command, inspectorsToo: by.includes('inspector') });
}
