/** Days of plans, milestones and findings in words. */
import type { Directory, Person } from '../domain/directory.ts';
import type { DueStage } from '../domain/due-stage.ts';
import { holderOf } from '../domain/milestones.ts';
import type { Day } from '../domain/time.ts';
import { dayWords, excerpt, namedFor, overdueWords } from './format.ts';

/** A plan (part 0) or milestone of a rectification, a finding, a joint item, or a decision about an issue, whose day is near, here or past. */
export interface DatedItem {
  subject: 'rectification' | 'finding' | 'jointItem' | 'decision';
  number: number;
  part: number;
  unit: number;
  due: Day;
  stage: DueStage;
  /** Working days over; 0 where it is not. */
  overdueDays: number;
  /** What is done; null for a plan that is to be written. */
  text: string | null;
  /** The person a milestone names. */
  person: string | null;
  /** Who that is in the roster, where it is known. */
  known: number | null;
}

/** 整改 3-1 完成排查 · 整改 3 报整改方案 · 督查发现 5号 公示栏未更新 · 联合事项 2 号 全区·教育入学 · 议定 #12-1 报加固方案 */
export const datedName = ({
  subject,
  number,
  part,
  text,
}: Pick<DatedItem, 'subject' | 'number' | 'part' | 'text'>): string =>
  subject === 'jointItem'
    ? `联合事项 ${number} 号 ${text ?? ''}`
    : subject === 'decision'
      ? `议定 #${number}-${part} ${excerpt(text ?? '', 20)}`
      : subject === 'finding'
        ? `督查发现 ${number}号 ${excerpt(text ?? '', 20)}`
        : part === 0
          ? `整改 ${number} 报整改方案`
          : `整改 ${number}-${part} ${excerpt(text ?? '', 20)}`;

export const datedLine = (item: DatedItem): string => {
  const when = { soon: `${dayWords(item.due)}到期`, today: '今天到期', overdue: overdueWords(item.overdueDays) };
  return `${datedName(item)}${item.person === null ? '' : `（${item.person}）`}，${when[item.stage]}`;
};

const among = (dated: readonly DatedItem[], ...subjects: readonly DatedItem['subject'][]): boolean =>
  dated.some(({ subject }) => subjects.includes(subject));

/** 整改 · 联合事项 · 议定 · 整改、议定 */
export const datedTitle = (dated: readonly DatedItem[]): string =>
  [
    ...(among(dated, 'rectification', 'finding') ? ['整改'] : []),
    ...(among(dated, 'jointItem') ? ['联合事项'] : []),
    ...(among(dated, 'decision') ? ['议定'] : []),
  ].join('、');

/** 整改事项 · 整改、联合事项 · 整改、联合事项、议定事项 */
export const datedItems = (dated: readonly DatedItem[]): string =>
  `${datedTitle(dated)}${among(dated, 'jointItem') && !among(dated, 'decision') ? '' : '事项'}`;

/** Where the rest of them are listed. */
export const datedMore = (dated: readonly DatedItem[]): string =>
  `发送“整改”“督查”“联合”${among(dated, 'decision') ? '“议定”' : ''}查看`;

/**
 * Whom a unit's dated items are to reach beside its liaison: those milestones name, or who stands in for them; the leads for
 * plans, joint items, decisions, and for a milestone of somebody who is not of the unit any more.
 */
export function calledFor(
  dated: readonly Pick<DatedItem, 'subject' | 'part' | 'unit' | 'person' | 'known'>[],
  directory: Directory,
): Person[] {
  const people = dated.flatMap(({ subject, part, unit, person, known }) => {
    if (subject === 'finding') return [];
    const leads = () => namedFor(directory, unit, 'unitLead');
    if (part === 0 || subject === 'decision') return leads();
    const holder = holderOf({ person: person ?? '', known }, unit, directory);
    if (holder === null) return known === null ? [] : leads();
    return directory.person(directory.actingFor(holder.id)) ?? [];
  });
  return [...new Set(people)].slice(0, 5);
}
