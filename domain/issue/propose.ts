/**
 * Proposes who answers for a report: the unit somebody named, else the category's, else the town of the place; and by
 * which route, with the reason.
 */
import type { Directory } from '../directory.ts';
import type { Settings } from '../settings.ts';
import { accountability, type Rules } from './rules.ts';
import type { IssueState, RouteProposal } from './state.ts';

export interface Proposal {
  unit: number | null;
  handler: number | null;
  reason: string;
}

/** @param named a unit the reporter named, null where none was */
export function proposeUnit(
  directory: Directory,
  { named, category, place }: { named: number | null; category: number | null; place: number | null },
): Proposal {
  if (named !== null) {
    const answers = accountability(directory, named);
    if (answers !== null) return { ...answers, reason: '上报人指定' };
  }
  const known = directory.category(category);
  if (known !== undefined && known.unit !== null) {
    const answers = accountability(directory, known.unit);
    if (answers !== null) return { ...answers, reason: `类别“${known.name}”的主管单位` };
  }
  const town = place === null ? null : directory.townOf(place);
  if (town !== null)
    return {
      unit: town,
      handler: null,
      reason: known === undefined ? '属地镇街' : `类别“${known.name}”由属地镇街负责`,
    };
  return { unit: null, handler: null, reason: '待双访办确定' };
}

type Correctable = Pick<
  IssueState,
  'unit' | 'place' | 'category' | 'acceptedAt' | 'parent' | 'pendingRequest' | 'pendingExtension'
>;

/**
 * The unit an issue would have gone to had place and category been right from the beginning, where it is with the one
 * that followed from the wrong ones and that has not accepted it. Null where the unit was chosen by a person, or it stays.
 * The route follows from the words of the report, which a correction of place or category leaves as they are.
 */
export function proposeOtherUnit(
  { directory }: Pick<Rules, 'directory'>,
  before: Correctable,
  after: Pick<IssueState, 'place' | 'category'>,
): { unit: number; reason: string } | null {
  const { unit, acceptedAt, parent, pendingRequest, pendingExtension } = before;
  if (unit === null || acceptedAt !== null || parent !== null) return null;
  if (pendingExtension !== null || (pendingRequest !== null && pendingRequest.what !== 'unit')) return null;
  const followed = proposeUnit(directory, { named: null, category: before.category, place: before.place });
  // Of two corrections the second is judged by what the first has proposed.
  if (followed.unit !== unit && pendingRequest === null) return null;
  const follows = proposeUnit(directory, { named: null, ...after });
  return follows.unit === null || follows.unit === unit ? null : { unit: follows.unit, reason: follows.reason };
}

/** Units answering for the categories a text speaks of, whichever the report itself is put under. */
function unitsNeeded(directory: Directory, content: string): Set<number> {
  const units = new Set<number>();
  for (const { keywords, unit } of directory.data.categories) {
    if (unit === null || !keywords.some((word) => content.includes(word))) continue;
    units.add(accountability(directory, unit)?.unit ?? unit);
  }
  return units;
}

type WordSetting = { [K in keyof Settings]: Settings[K] extends readonly string[] ? K : never }[keyof Settings];

/**
 * By which route, and why: the form where several units or a leader are needed or the text says that it is complex; on
 * the spot where the text says that it is done; else the platform.
 *
 * @param named units the text names, places left out
 */
export function proposeRoute({ directory, settings }: Rules, content: string, named: readonly number[]): RouteProposal {
  const wordOf = (key: WordSetting): string | undefined => settings[key].find((word) => content.includes(word));
  const answering = new Set(named.map((unit) => accountability(directory, unit)?.unit ?? unit));
  if (answering.size >= settings['route.namedUnits']) {
    const names = [...answering].map((unit) => directory.unitName(unit)).join('、');
    return { route: 'handover', reason: `写到${names}` };
  }
  const leader = wordOf('route.leaderWords');
  if (leader !== undefined) return { route: 'handover', reason: `写到“${leader}”，需区领导协调` };
  const complex = wordOf('route.complexWords');
  if (complex !== undefined) return { route: 'handover', reason: `写到“${complex}”，情况复杂` };
  const needed = unitsNeeded(directory, content);
  if (needed.size >= settings['route.neededUnits']) {
    const names = [...needed].map((unit) => directory.unitName(unit)).join('、');
    return { route: 'handover', reason: `涉及${names}主管的事` };
  }
  const spot = wordOf('route.spotWords');
  if (spot !== undefined) return { route: 'spot', reason: `写到“${spot}”` };
  return { route: 'platform', reason: '一个单位可办' };
}
