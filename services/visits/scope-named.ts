/** Which places people mean by a name: a cluster's, a team's, a town's, one village. */
import { teamName, type Person } from '../../domain/directory.ts';
import type { PlaceToVisit } from '../../domain/visits/coverage.ts';
import { findPlace } from '../issues/find.ts';
import type { Readers } from '../roster-memory.ts';
import type { Scope } from './coverage-shown.ts';
import { findCluster, findTeams } from './teams.ts';
import { coverageRefusals, teamRefusals } from '../../wording/refusals/visits.ts';

/**
 * What to say where nothing, or more than one, is meant.
 *
 * @param speaker whose own team or village is meant by a name that several have; null for nobody's
 */
export function scopeNamed(
  readers: Readers,
  words: string,
  all: readonly PlaceToVisit[],
  speaker: Person | null,
): Scope | string {
  const { directory } = readers;
  const cluster = findCluster(directory, words);
  if (cluster !== null) return { name: cluster, places: all.filter(({ team }) => team?.cluster === cluster) };
  const teams = findTeams(directory, words, speaker);
  if (teams.length > 1) return teamRefusals.several(words, teams);
  const [team] = teams;
  if (team !== undefined) return { name: teamName(team), places: all.filter((one) => one.team === team) };
  const { id } = findPlace(readers, undefined, words, speaker);
  if (id === null) return coverageRefusals.unknown(words);
  return { name: directory.unitName(id), places: all.filter(({ place, town }) => place === id || town === id) };
}
