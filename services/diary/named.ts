/** Whose diary is meant by a name, where anybody's may be had: on the command line and in the console. */
import { teamName } from '../../domain/directory.ts';
import { findUnit } from '../issues/find.ts';
import type { Readers } from '../roster-memory.ts';
import { findTeams } from '../visits/teams.ts';
import type { Diarist } from './diary.ts';
import { diaryRefusals, teamRefusals } from '../../wording/refusals/visits.ts';
import { materialRefusals } from '../../wording/refusals/materials.ts';

/** A team, or a cadre, told apart from namesakes by the unit behind the name; else why it is unclear. */
export function diaristNamed(readers: Readers, typed: string): Diarist | string {
  const { directory } = readers;
  const words = typed.split(/\s+/).filter((word) => word !== '');
  const [name, unitWord] = words;
  if (name === undefined) return materialRefusals.whoseDiary();
  const [team, ...otherTeams] = findTeams(directory, words.join(''), null);
  if (team !== undefined && otherTeams.length > 0) return teamRefusals.several(words.join(''), [team, ...otherTeams]);
  if (team !== undefined) return { name: teamName(team), people: team.members };
  const unit = unitWord === undefined ? null : findUnit(readers, unitWord).id;
  const named = directory.peopleNamed(name).filter((one) => unitWord === undefined || one.unit === unit);
  const [person, ...namesakes] = named;
  if (person === undefined) return materialRefusals.noDiarist(words.join(' '));
  if (namesakes.length > 0)
    return diaryRefusals.namesakes(
      name,
      named.map((one) => directory.unitName(one.unit)),
    );
  return { name: person.name, people: [person.id] };
}
