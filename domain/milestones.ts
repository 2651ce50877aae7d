/** Whose a milestone of a plan is. Plans name people; whoever alone bears the name in the unit is linked as the plan comes. */
import type { Directory, Person } from './directory.ts';
import type { KeptStep, Milestone, PlannedStep } from './rectification-state.ts';

type Named = Pick<Milestone, 'person' | 'known'>;
type People = Pick<Directory, 'membersNamed' | 'isHere' | 'isWithin' | 'person'>;

const isOf = (unit: number, person: Pick<Person, 'unit'>, directory: Pick<Directory, 'isWithin'>): boolean =>
  person.unit !== null && directory.isWithin(person.unit, unit);

/** The one person of the unit, or of a unit below it, of that name; null where nobody or several are. */
function onlyOne(unit: number, name: string, directory: People): Person | null {
  const [first, second] = directory.membersNamed(unit, name);
  return first === undefined || second !== undefined ? null : first;
}

export const linked = (steps: readonly PlannedStep[], unit: number, directory: People): KeptStep[] =>
  steps.map((step) => ({ ...step, known: onlyOne(unit, step.person, directory)?.id ?? null }));

/** Who is called: who was linked, while they are of the unit; else who alone bears the name by now. */
export function holderOf({ person, known }: Named, unit: number, directory: People): Person | null {
  if (known === null) return onlyOne(unit, person, directory);
  const holder = directory.isHere(known) ? directory.person(known) : undefined;
  return holder !== undefined && isOf(unit, holder, directory) ? holder : null;
}

/**
 * Whether a milestone is somebody's, who may have left the roster just now: by link, wherever they are by now; where there is
 * none by name, unless others of the unit have it, too.
 */
export const isTheirs = (
  { person, known }: Named,
  unit: number,
  who: Pick<Person, 'id' | 'name' | 'unit'>,
  directory: People,
): boolean =>
  known === null
    ? person === who.name &&
      isOf(unit, who, directory) &&
      directory.membersNamed(unit, person).every(({ id }) => id === who.id)
    : known === who.id;
