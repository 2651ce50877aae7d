/**
 * Who may do what, in one place. A command's declaration says which roles may use it; here stands how far each role
 * sees, to which issues somebody may do what, and what is left to some of those who may use a command. `decide` and the
 * use-cases ask it, the choices offered for a number follow from it, the handbook prints it, a test tries every cell.
 */
import { hasRole, type Person } from './directory.ts';
import type { CommandType } from './issue/commands.ts';
import type { Role } from './roles.ts';

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

export const issuePermissions: Record<CommandType, readonly [Standing, ...Standing[]]> = {
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

/** Which roles can stand so to an issue; who heard it first, and so has the duty, may be anybody. */
const holders: Partial<Record<Standing, readonly Role[]>> = {
  unit: ['unitLiaison', 'unitLead'],
  supporting: ['unitLiaison', 'unitLead'],
  decided: ['unitLiaison', 'unitLead'],
  leader: ['districtLeader'],
  inspector: ['inspector'],
  office: ['office', 'admin'],
  officeForPart: ['office', 'admin'],
  officeForLeader: ['office', 'admin'],
};

export const canStand = (role: Role, standing: Standing): boolean => holders[standing]?.includes(role) ?? true;

/** own: what one heard first, one's team · unit: also the units one handles issues for · district: everything */
export type Scope = 'own' | 'unit' | 'district';

/** How far each role sees: lists, tables, what residents said. */
export const scopes: Record<Role, Scope> = {
  cadre: 'own',
  unitLiaison: 'unit',
  unitLead: 'unit',
  inspector: 'district',
  office: 'district',
  districtLeader: 'district',
  admin: 'district',
};

export const seesDistrict = (person: Person): boolean => person.roles.some(({ role }) => scopes[role] === 'district');

export interface StepPermission {
  command: string;
  what: string;
  roles: readonly Role[];
}

/** What only some of those who may use a command may do with it. */
export const steps = {
  decideFlag: { command: '预警', what: '确认、排除', roles: ['inspector'] },
  decideSurge: { command: '苗头', what: '排除、恢复', roles: ['inspector', 'office', 'admin'] },
  recordInspection: { command: '督查', what: '记录督查', roles: ['inspector'] },
  urge: { command: '催办', what: '催办', roles: ['inspector', 'office', 'admin'] },
  supervise: { command: '督办', what: '签发督办单', roles: ['inspector'] },
  circulate: { command: '通报', what: '列入通报', roles: ['inspector'] },
  summon: { command: '约谈', what: '提出约谈', roles: ['inspector'] },
  settleSummons: { command: '约谈', what: '完成', roles: ['office', 'admin'] },
  correctTable: { command: '督查表', what: '更正', roles: ['office', 'admin'] },
  correctPack: { command: '季度研究', what: '更正', roles: ['office', 'admin'] },
  changeGrid: { command: '网格', what: '划分', roles: ['office', 'admin'] },
} as const satisfies Record<string, StepPermission>;
export type Step = keyof typeof steps;

export const mayStep = (person: Person, step: Step): boolean => hasRole(person, ...steps[step].roles);
