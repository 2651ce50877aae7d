/**
 * Who may do what to an issue: the one table. `decide` asks it, the choices offered for a number follow from it, the
 * handbook prints it, and a test tries every cell of it.
 */
import type { CommandType } from './commands.ts';
import { hasDuty, isHandling, knowsReport, notYourUnit, refuse, reporterOnly } from './situation.ts';
import type { Decision, Situation } from './situation.ts';

/**
 * How somebody stands to an issue. reporter: heard it first, or has the duty now · duty: owes the resident the answer ·
 * unit: liaison or lead of the unit that answers for it, of one above, or of the subordinate that works on it · office and
 * inspector: for the whole district.
 */
export type Standing = 'reporter' | 'duty' | 'unit' | 'office' | 'inspector';

export const permissions: Record<CommandType, readonly [Standing, ...Standing[]]> = {
  assign: ['office'],
  clarify: ['reporter', 'office'],
  accept: ['unit'],
  return: ['unit', 'office'],
  handDown: ['unit'],
  progress: ['unit'],
  requestExtension: ['unit'],
  approveExtension: ['office'],
  refuseExtension: ['office'],
  recordOutcome: ['unit'],
  reply: ['duty', 'office'],
  handOverDuty: ['duty', 'office'],
  withdraw: ['reporter'],
  shelve: ['office'],
  resume: ['office'],
  reopen: ['inspector', 'office'],
};

const stands: Record<Standing, (situation: Situation) => boolean> = {
  reporter: knowsReport,
  duty: hasDuty,
  unit: isHandling,
  office: ({ actor }) => actor.office,
  inspector: ({ actor }) => actor.inspector,
};

/** Null where the person may; else why not. */
export function notPermitted(command: CommandType, situation: Situation): Decision | null {
  const by = permissions[command];
  if (by.some((standing) => stands[standing](situation))) return null;
  const { number, unit } = situation.state;
  if (by.includes('unit')) return unit === null ? refuse({ code: 'noUnitYet', number }) : notYourUnit(situation);
  if (by.includes('reporter') || by.includes('duty')) return reporterOnly(situation, command);
  return refuse({ code: by.includes('inspector') ? 'inspectorOnly' : 'officeOnly', number, command });
}
