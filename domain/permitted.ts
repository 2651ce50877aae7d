/** Asks the table of permissions: whether somebody may, how far, and who else may. What the table does not say is denied. */
import type { Person } from './directory.ts';
import { actions, permissions, type Action, type Permission, type Scope } from './permissions.ts';
import { roles, type Role } from './roles.ts';
import { ownRoles } from './stand-ins.ts';

/** Somebody as far as it matters for what they may do. */
export type Actor = Pick<Person, 'id' | 'roles'>;

/** What is to be done something to, as far as scopes look at it. What is left out is nobody's. */
export interface Subject {
  /** Whose it is. */
  person?: number;
  /** Who heard it first, and who has the duty now. */
  receivers?: readonly number[];
  /** Who owes the resident the answer. */
  duty?: number;
  /** The units that answer for it or work on it, with those above them. */
  units?: readonly number[];
  supporting?: readonly number[];
  decided?: readonly number[];
  /** It is about a unit the person belongs to. */
  home?: boolean;
  teams?: readonly { members: readonly number[]; leader: number | null }[];
  /** The district leader its form names; null where no form is issued. */
  leader?: number | null;
  /** Who has to call the resident. */
  callers?: readonly number[];
}

const nothing: Subject = {};

const isOneOf = (unit: number | null, units: readonly number[] | undefined): boolean =>
  unit !== null && units !== undefined && units.includes(unit);

/** @param unit for which the role is held */
const covers: Record<Scope, (id: number, unit: number | null, subject: Subject) => boolean> = {
  any: () => true,
  own: (id, _, { person }) => person === id,
  reported: (id, _, { receivers }) => receivers?.includes(id) === true,
  duty: (id, _, { duty }) => duty === id,
  unit: (_, unit, { units }) => isOneOf(unit, units),
  supporting: (_, unit, { supporting }) => isOneOf(unit, supporting),
  decided: (_, unit, { decided }) => isOneOf(unit, decided),
  home: (_, __, { home }) => home === true,
  team: (id, _, { teams }) => teams?.some(({ members }) => members.includes(id)) === true,
  teamLed: (id, _, { teams }) => teams?.some((team) => team.leader === id) === true,
  led: (id, _, { leader }) => leader === null || leader === id,
  withForm: (_, __, { leader }) => typeof leader === 'number',
  called: (id, _, { callers }) => callers?.includes(id) === true,
};

interface Grant {
  scope: Scope;
  unit: number | null;
}

const none: Permission = { command: '', verb: '', object: '', may: {} };

/** @param lent with what is theirs only while they stand in, where it is not lent */
function grantsOf(actor: Actor, action: Action, lent = false): Grant[] {
  // An action can only be missing where the types were gone round: then nobody may.
  const { may, personal } = Object.hasOwn(permissions, action) ? permissions[action] : none;
  const held = personal === true && !lent ? ownRoles(actor) : actor.roles;
  const some = held.flatMap(({ role, unit }) => (may[role] ?? []).map((scope) => ({ scope, unit })));
  return [...some, ...(may.anybody ?? []).map((scope) => ({ scope, unit: null }))];
}

/** The scopes somebody may do it by, to this; none where they may not. */
export const standing = (actor: Actor, action: Action, subject: Subject = nothing): ReadonlySet<Scope> =>
  new Set(
    grantsOf(actor, action)
      .filter(({ scope, unit }) => covers[scope](actor.id, unit, subject))
      .map(({ scope }) => scope),
  );

/** Whether somebody may do it to this. */
export const may = (actor: Actor, action: Action, subject: Subject = nothing): boolean =>
  grantsOf(actor, action).some(({ scope, unit }) => covers[scope](actor.id, unit, subject));

/** Whom somebody stands in for as they do it; null where they may by themselves, or not at all. */
export function standsInFor(actor: Actor, action: Action, subject: Subject = nothing): number | null {
  if (may({ id: actor.id, roles: ownRoles(actor) }, action, subject)) return null;
  const lent = actor.roles.find((grant) => may({ id: actor.id, roles: [grant] }, action, subject));
  return lent?.standingInFor ?? null;
}

/** How far somebody may, whatever it is done to. */
export const reach = (actor: Actor, action: Action): ReadonlySet<Scope> =>
  new Set(grantsOf(actor, action).map(({ scope }) => scope));

/** Whether there is anything somebody may do it to. */
export const mayAtAll = (actor: Actor, action: Action): boolean => grantsOf(actor, action).length > 0;

/** Whether somebody may do it to everything. */
export const mayEverywhere = (actor: Actor, action: Action): boolean => reach(actor, action).has('any');

/** The units within which somebody may do it. */
export const unitsWithin = (actor: Actor, action: Action): number[] => [
  ...new Set(grantsOf(actor, action).flatMap(({ scope, unit }) => (scope === 'unit' && unit !== null ? [unit] : []))),
];

const byCommand = new Map<string, Action[]>();
for (const action of actions) {
  const { command } = permissions[action];
  byCommand.set(command, [...(byCommand.get(command) ?? []), action]);
}

/** Everything a command can be asked; nothing where the table does not know it. */
export const actionsOf = (command: string): readonly Action[] => byCommand.get(command) ?? [];

/** Whether somebody may use a command for anything. */
export const mayUse = (actor: Actor, command: string): boolean =>
  actionsOf(command).some((action) => mayAtAll(actor, action));

/** Whether somebody who may not use a command has the role for it, but only while standing in for another. */
export const wouldUseAsOneself = (actor: Actor, command: string): boolean =>
  actionsOf(command).some((action) => grantsOf(actor, action, true).length > 0);

/** The roles that may, or may so far. */
export const rolesThatMay = (action: Action, scope?: Scope): Role[] =>
  roles.filter((role) => {
    const far = permissions[action].may[role] ?? permissions[action].may.anybody ?? [];
    return scope === undefined ? far.length > 0 : far.includes(scope);
  });

/** Whether it is for the people of the unit it is about. */
export const isForUnits = (action: Action): boolean => rolesThatMay(action, 'unit').length > 0;

export const isForAnybody = (command: string): boolean =>
  actionsOf(command).some((action) => permissions[action].may.anybody !== undefined);
