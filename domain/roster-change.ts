/** Changes of the roster that come from chat: each keeps what was there before, so that it can be taken back. */
import type { Role, RoleGrant } from './roles.ts';
import type { Day } from './time.ts';

/**
 * 绑定 bound · 解绑 unbound · 担保 vouched · 调动 moved · 离职 left · 代班 stoodIn · 代班结束 stoodDown · 更名 renamed ·
 * 合并 merged · 离职移交 handedOver
 */
export const rosterChangeKinds = [
  'bound',
  'unbound',
  'vouched',
  'moved',
  'left',
  'stoodIn',
  'stoodDown',
  'renamed',
  'merged',
  'handedOver',
] as const;
export type RosterChangeKind = (typeof rosterChangeKinds)[number];

/** All the roster says of a person but the telephone; lists are in order, so that equal people are equal texts. */
export interface PersonRecord {
  name: string;
  unit: number | null;
  active: boolean;
  roles: readonly RoleGrant[];
  accounts: readonly { platform: string; account: string }[];
  /** Teams they are in, and teams they lead. */
  teams: readonly number[];
  leads: readonly number[];
}

export interface UnitNames {
  name: string;
  shortNames: readonly string[];
}

/** Kept with everything that went with its unit to another. */
export interface Inheritance {
  from: number;
  to: number;
  reason: string;
}

/** What the unit had of something, by its number, and whether the other had the same already. */
export type Shared = readonly (readonly [id: number, both: boolean])[];

/** What a merger moved, by what it was moved from: enough to put it back. */
export interface MergedParts {
  /** What the unit was called. */
  name?: string;
  into: number;
  reason: string;
  issues: readonly number[];
  people: readonly number[];
  children: readonly number[];
  categories: readonly number[];
  rooms: readonly number[];
  /** Rectifications, findings, joint items and flags that were not over. Left out in the oldest changes, as what follows. */
  supervised?: readonly (readonly [subject: string, number: number])[];
  /** Roles that were held for the unit, by whom. */
  roles?: readonly (readonly [person: number, role: Role, both: boolean])[];
  /** Inspectors who look after it, and teams it is a place of. */
  grid?: Shared;
  teams?: Shared;
}

/**
 * What went from one to another beside duties to residents, when somebody left or came back: from whom and to whom each. `from`
 * is left out in the oldest changes.
 */
export interface HandedOver {
  /** The successor who was named, or who came back. */
  to: number;
  reason: string;
  calls: readonly { issue: number; from?: number; to: number }[];
  /** People as plans name them. */
  milestones: readonly {
    rectification: number;
    milestone: number;
    unit: number;
    from?: { id: number | null; name: string };
    to: string;
  }[];
}

export interface RosterChangeData {
  /** Null before a person was known. */
  person?: { before: PersonRecord | null; after: PersonRecord };
  names?: { before: UnitNames; after: UnitNames };
  merged?: MergedParts;
  standIn?: { person: number; from: Day; to: Day };
  handedOver?: HandedOver;
}

/** A change as it was written. */
export interface RosterChange {
  number: number;
  at: number;
  by: number;
  kind: RosterChangeKind;
  person: number | null;
  unit: number | null;
  data: RosterChangeData;
  /** The change it takes back, and the one by which it was taken back. */
  takesBack: number | null;
  takenBackBy: number | null;
}

/** Named in the configuration; chat makes nobody one. */
export const isAdmin = ({ roles }: { roles: readonly RoleGrant[] }): boolean =>
  roles.some(({ role }) => role === 'admin');

/** Held for the person's unit; the other roles are held for the district. */
export const heldForUnit = (role: Role): boolean => role === 'cadre' || role === 'unitLiaison' || role === 'unitLead';

/** With its lists in the order in which the database gives them. */
export function inOrder(record: PersonRecord): PersonRecord {
  const { roles, accounts, teams, leads } = record;
  const accountText = (one: PersonRecord['accounts'][number]): string => `${one.platform}\n${one.account}`;
  return {
    ...record,
    roles: roles
      .map(({ role, unit }) => ({ role, unit }))
      .sort((a, b) => compare(a.role, b.role) || (a.unit ?? 0) - (b.unit ?? 0)),
    accounts: [...accounts].sort((a, b) => compare(accountText(a), accountText(b))),
    teams: [...teams].sort((a, b) => a - b),
    leads: [...leads].sort((a, b) => a - b),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Roles as somebody who is moved has them: those that are named, else those held for the district, and of those held for
 * a unit only that of a cadre: who is a liaison of one unit is none of the next. An administrator stays one.
 */
export function rolesAfterMove(before: readonly RoleGrant[], named: readonly Role[], unit: number | null): RoleGrant[] {
  const kept = before.filter(({ role }) => (named.length === 0 ? !heldForUnit(role) : role === 'admin'));
  const wanted: readonly Role[] =
    named.length > 0 ? named : before.some(({ role }) => heldForUnit(role)) ? ['cadre'] : [];
  return [...kept, ...wanted.map((role) => ({ role, unit: heldForUnit(role) ? unit : null }))];
}
