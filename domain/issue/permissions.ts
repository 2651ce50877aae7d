/**
 * Who may do what to an issue: the one table. `decide` asks it, the choices offered for a number follow from it, the
 * handbook prints it, and a test tries every cell of it.
 */
import type { CommandType } from './commands.ts';
import { hasDuty, isHandling, knowsReport, notYourUnit, refuse, reporterOnly, supportingUnit } from './situation.ts';
import type { Decision, Situation } from './situation.ts';

/**
 * How somebody stands to an issue. reporter: heard it first, or has the duty now · duty: owes the resident the answer ·
 * unit: liaison or lead of the unit that answers for it, of one above, or of the subordinate that works on it · supporting:
 * of a unit that helps · decided: of a unit the leading group gave something to do · leader: the district leader its form
 * names, any where it names none · office and inspector: for the whole district · office for a part, for a leader: where it
 * is a part of another, where a form names a leader.
 */
export type Standing =
  | 'reporter'
  | 'duty'
  | 'unit'
  | 'supporting'
  | 'decided'
  | 'leader'
  | 'inspector'
  | 'office'
  | 'officeForPart'
  | 'officeForLeader';

export const permissions: Record<CommandType, readonly [Standing, ...Standing[]]> = {
  assign: ['office'],
  clarify: ['reporter', 'office'],
  accept: ['unit'],
  return: ['unit', 'office'],
  handDown: ['unit'],
  progress: ['unit', 'supporting'],
  requestExtension: ['unit'],
  approve: ['office'],
  refuse: ['office'],
  recordOutcome: ['unit'],
  reply: ['duty', 'office'],
  handOverDuty: ['duty', 'office'],
  withdraw: ['reporter', 'officeForPart'],
  requestShelving: ['unit'],
  shelve: ['office'],
  continueShelving: ['office'],
  resume: ['office'],
  reopen: ['inspector', 'office'],
  changeRoute: ['office'],
  settleOnSpot: ['reporter'],
  issueForm: ['office'],
  instruct: ['leader', 'officeForLeader'],
  changeSupport: ['unit', 'office'],
  split: ['office'],
  recordDecision: ['office'],
  completeDecision: ['decided', 'office'],
};

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
  const by = permissions[command];
  if (by.some((standing) => stands[standing](situation))) return null;
  const { number, unit } = situation.state;
  if (by.includes('leader'))
    return refuse({ code: 'leaderOnly', number, leader: situation.state.form?.leader ?? null });
  if (by.includes('decided')) return notYourUnit(situation);
  if (by.includes('unit')) return unit === null ? refuse({ code: 'noUnitYet', number }) : notYourUnit(situation);
  if (by.includes('reporter') || by.includes('duty')) return reporterOnly(situation, command);
  return refuse({ code: by.includes('inspector') ? 'inspectorOnly' : 'officeOnly', number, command });
}
