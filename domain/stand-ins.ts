/** 代班: who stands in for whom on a day, who may, and what they may do then. */
import type { WorkingCalendar } from './calendar.ts';
import type { DirectoryData, Person, StandIn } from './roster.ts';
import type { Role, RoleGrant } from './roles.ts';
import { addDays, dayOf, type Day } from './time.ts';

/**
 * Roles somebody else may do the work of. A cadre's duty to a resident is handed over instead, so that whoever promised the
 * answer is known; a district leader's instructions and an administrator's powers are theirs alone.
 */
const lent: ReadonlySet<Role> = new Set(['unitLiaison', 'unitLead', 'inspector', 'office']);
const handling: readonly Role[] = ['unitLiaison', 'unitLead'];
const deciding: readonly Role[] = ['inspector', 'office', 'admin'];

/** Roles somebody holds by themselves. */
export const ownRoles = ({ roles }: Pick<Person, 'roles'>): RoleGrant[] =>
  roles.filter(({ standingInFor }) => standingInFor === undefined);

/** What a stand-in does the work of. */
export const lentRoles = (absent: Pick<Person, 'roles'>): RoleGrant[] =>
  ownRoles(absent).filter(({ role }) => lent.has(role));

/** nothingLent: the absent holds no role that is lent · conflict: who handles issues does not supervise or approve, nor the other way round */
export type StandInRefusal = { code: 'nothingLent' } | { code: 'conflict'; role: Role };

export function whyNoStandIn(absent: Pick<Person, 'roles'>, other: Pick<Person, 'roles'>): StandInRefusal | null {
  const wanted = lentRoles(absent).map(({ role }) => role);
  if (wanted.length === 0) return { code: 'nothingLent' };
  const [mine, theirs] = wanted.some((role) => deciding.includes(role)) ? [deciding, handling] : [handling, deciding];
  const held = ownRoles(other).find(({ role }) => theirs.includes(role));
  return held === undefined || ownRoles(other).some(({ role }) => mine.includes(role))
    ? null
    : { code: 'conflict', role: held.role };
}

/** Where both are still there. */
export function standInsOn({ people, standIns }: DirectoryData, today: Day | null): readonly StandIn[] {
  if (today === null || standIns === undefined || standIns.length === 0) return [];
  const ids = new Set(people.map(({ id }) => id));
  return standIns.filter(
    ({ absent, standIn, from, to }) => from <= today && today <= to && ids.has(absent) && ids.has(standIn),
  );
}

/** Who stands in may do what the absent may by the roles that are lent. */
export function withStandIns(person: Person, { people }: DirectoryData, standIns: readonly StandIn[]): Person {
  const given = standIns
    .filter(({ standIn }) => standIn === person.id)
    .flatMap(({ absent }) =>
      lentRoles(people.find(({ id }) => id === absent) ?? { roles: [] }).map((grant) => ({ absent, grant })),
    )
    .filter(({ grant }) => !person.roles.some((own) => own.role === grant.role && own.unit === grant.unit))
    .map(({ absent, grant }) => ({ ...grant, standingInFor: absent }));
  return given.length === 0 ? person : { ...person, roles: [...person.roles, ...given] };
}

/** Whether a role is done by another while its holder is away. */
export const isLent = (role: Role): boolean => lent.has(role);

/** What both are told on a working morning. */
export interface StandInDays {
  /** Told on the first working morning, unless it was set on that day or later: then both know. */
  begins: boolean;
  /** Told on the last working morning, or on the first after it where there was none. */
  ends: boolean;
}

/**
 * What there is to say of a stand-in on a working morning.
 *
 * @param lateDays after its end for which the end is still told, where the bot was away
 */
export function standInDays(
  { from, to, setAt }: Pick<StandIn, 'from' | 'to' | 'setAt'>,
  today: Day,
  calendar: Pick<WorkingCalendar, 'nextWorkingDay'>,
  lateDays: number,
): StandInDays {
  const lastMorning = calendar.nextWorkingDay(today) > to;
  return {
    begins: from > dayOf(setAt) && from <= today && today <= to,
    ends: from <= today && lastMorning && today <= addDays(to, lateDays),
  };
}
