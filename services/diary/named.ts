/** Whose diary is meant by a name, where anybody's may be had: on the command line and in the console. */
import { teamName } from '../../domain/directory.ts';
import { findUnit } from '../issues/find.ts';
import type { Readers } from '../roster-memory.ts';
import { findTeams, severalTeams } from '../visits/teams.ts';
import type { Diarist } from './diary.ts';

/** A team, or a cadre, told apart from namesakes by the unit behind the name; else why it is unclear. */
export function diaristNamed(readers: Readers, typed: string): Diarist | string {
  const { directory } = readers;
  const words = typed.split(/\s+/).filter((word) => word !== '');
  const [name, unitWord] = words;
  if (name === undefined) return '请写干部或小组，例如：城厢组团一组';
  const [team, ...otherTeams] = findTeams(directory, words.join(''), null);
  if (team !== undefined && otherTeams.length > 0) return severalTeams(words.join(''), [team, ...otherTeams]);
  if (team !== undefined) return { name: teamName(team), people: team.members };
  const unit = unitWord === undefined ? null : findUnit(readers, unitWord).id;
  const named = directory.peopleNamed(name).filter((one) => unitWord === undefined || one.unit === unit);
  const [person, ...namesakes] = named;
  if (person === undefined) return `没有找到“${words.join(' ')}”，请写干部或小组，例如：城厢组团一组`;
  if (namesakes.length > 0)
    return `有 ${named.length} 个“${name}”，请写上单位：${named.map((one) => `${name} ${directory.unitName(one.unit)}`).join('、')}`;
  return { name: person.name, people: [person.id] };
}
