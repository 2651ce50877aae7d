/** Finds the team or cluster people mean by the words they use for it. */
import { teamName, type Directory, type Person, type Team } from '../../domain/directory.ts';

/** The teams that may be meant; one where that is clear. A name several teams share means the speaker's own. */
export function findTeams(directory: Directory, words: string, speaker: Person | null): readonly Team[] {
  const name = words.replace(/\s/g, '');
  if (name === '') return [];
  const { teams } = directory.data;
  const exact = teams.filter((team) => teamName(team) === name);
  if (exact.length > 0) return exact;
  const named = teams.filter((team) => team.name === name);
  const own = named.filter((team) => speaker !== null && team.members.includes(speaker.id));
  return own.length > 0 ? own : named;
}

/** The cluster by its name, with or without 组团; null where there is none. */
export function findCluster(directory: Directory, words: string): string | null {
  const bare = (name: string): string => name.replace(/\s/g, '').replace(/组团$/, '');
  const clusters = new Set(directory.data.teams.map((team) => team.cluster));
  const exact = [...clusters].find((cluster) => cluster === words.trim());
  // 城厢 alone is the town's name as well: the cluster is meant only where its name says so.
  return exact ?? (words.endsWith('组团') ? ([...clusters].find((one) => bare(one) === bare(words)) ?? null) : null);
}
