/** Proposes who answers for a report: the unit somebody named, else the category's, else the town of the place. */
import type { Directory } from '../directory.ts';
import { accountability } from './rules.ts';

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
