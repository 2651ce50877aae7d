/** 代班: who stands in for whom on a day, and what they may do then. */
import type { DirectoryData, Person, StandIn } from './roster.ts';
import type { Day } from './time.ts';

/** Where both are still there. */
export function standInsOn({ people, standIns }: DirectoryData, today: Day | null): readonly StandIn[] {
  if (today === null || standIns === undefined || standIns.length === 0) return [];
  const ids = new Set(people.map(({ id }) => id));
  return standIns.filter(
    ({ absent, standIn, from, to }) => from <= today && today <= to && ids.has(absent) && ids.has(standIn),
  );
}

/** Who stands in for a liaison may do for the units what the liaison may. */
export function withStandIns(person: Person, { people }: DirectoryData, standIns: readonly StandIn[]): Person {
  const lent = standIns
    .filter(({ standIn }) => standIn === person.id)
    .flatMap(({ absent }) => (people.find(({ id }) => id === absent)?.roles ?? []).map((grant) => ({ absent, grant })))
    .filter(({ grant }) => grant.role === 'unitLiaison')
    .filter(({ grant }) => !person.roles.some((own) => own.role === grant.role && own.unit === grant.unit))
    .map(({ absent, grant }) => ({ ...grant, standingInFor: absent }));
  return lent.length === 0 ? person : { ...person, roles: [...person.roles, ...lent] };
}
