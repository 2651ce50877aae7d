/** Holds the table of permissions against an issue as it stands. */
import type { Directory } from '../directory.ts';
import { permissions, type Action, type Grants, type Scope } from '../permissions.ts';
import { may, standing, type Subject } from '../permitted.ts';
import type { CommandType } from './commands.ts';
import { notYourUnit, refuse, reporterOnly, type Decision, type Situation } from './situation.ts';
import type { IssueState } from './state.ts';

/** With the units above each. */
const linesOf = (units: readonly (number | null)[], directory: Directory): number[] =>
  units.flatMap((unit) => (unit === null ? [] : directory.lineOf(unit)));

type Known = Pick<IssueState, 'reporter' | 'duty' | 'unit' | 'handler' | 'supporting' | 'decisions' | 'form'>;

/** An issue as scopes look at it. */
export const subjectOf = (issue: Known, directory: Directory): Subject => ({
  receivers: [issue.duty, issue.reporter],
  duty: issue.duty,
  units: linesOf([issue.unit, issue.handler], directory),
  supporting: linesOf(issue.supporting, directory),
  decided: linesOf(
    issue.decisions.map(({ unit }) => unit),
    directory,
  ),
  leader: issue.form?.leader ?? null,
});

/** Whether somebody may do it to the issue of a decision. */
export const mayDo = ({ state, actor, rules }: Situation, action: Action): boolean =>
  may(actor, action, subjectOf(state, rules.directory));

/** The supporting unit somebody acts for; null where they act for the issue's own, or for none. */
export function supportingUnit(situation: Situation): number | null {
  const { state, actor, rules } = situation;
  const { directory } = rules;
  if (standing(actor, 'progress', subjectOf(state, directory)).has('unit')) return null;
  return state.supporting.find((unit) => may(actor, 'progress', { supporting: directory.lineOf(unit) })) ?? null;
}

/** Null where the person may; else why not. */
export function notPermitted(command: CommandType, situation: Situation): Decision | null {
  const { number, unit, form, parent } = situation.state;
  // A part is the office's own work, and the office's to take back.
  const action = command === 'withdraw' && parent !== null ? 'withdrawPart' : command;
  if (mayDo(situation, action)) return null;
  const by: Grants = permissions[action].may;
  const scopes = new Set<Scope>(Object.values(by).flat());
  if (scopes.has('led')) return refuse({ code: 'leaderOnly', number, leader: form?.leader ?? null });
  if (scopes.has('decided')) return notYourUnit(situation);
  if (scopes.has('unit')) return unit === null ? refuse({ code: 'noUnitYet', number }) : notYourUnit(situation);
  if (scopes.has('reported') || scopes.has('duty')) return reporterOnly(situation, command);
  return refuse({ code: 'officeOnly', number, command, inspectorsToo: by.inspector !== undefined });
}
