/** Days of plans, milestones and findings in words. */
import type { Directory, Person } from '../domain/directory.ts';
import type { DueStage } from '../domain/due-stage.ts';
import type { Day } from '../domain/time.ts';
import { dayWords, excerpt, namedFor, overdueWords } from './format.ts';

/** A plan (part 0) or milestone of a rectification, a finding or a joint item, whose day is near, here or past. */
export interface DatedItem {
  subject: 'rectification' | 'finding' | 'jointItem';
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
}

/** 整改 3-1 完成排查 · 整改 3 报整改方案 · 督查发现 5号 公示栏未更新 · 联合事项 2 号 全区·教育入学 */
const datedName = ({ subject, number, part, text }: DatedItem): string =>
  subject === 'jointItem'
    ? `联合事项 ${number} 号 ${text ?? ''}`
    : subject === 'finding'
      ? `督查发现 ${number}号 ${excerpt(text ?? '', 20)}`
      : part === 0
        ? `整改 ${number} 报整改方案`
        : `整改 ${number}-${part} ${excerpt(text ?? '', 20)}`;

export const datedLine = (item: DatedItem): string => {
  const when = { soon: `${dayWords(item.due)}到期`, today: '今天到期', overdue: overdueWords(item.overdueDays) };
  return `${datedName(item)}${item.person === null ? '' : `（${item.person}）`}，${when[item.stage]}`;
};

/** 整改 · 联合事项 · 整改、联合事项 */
export const datedTitle = (dated: readonly DatedItem[]): string =>
  [
    ...(dated.some(({ subject }) => subject !== 'jointItem') ? ['整改'] : []),
    ...(dated.some(({ subject }) => subject === 'jointItem') ? ['联合事项'] : []),
  ].join('、');

/** Whom a unit's dated items are to reach beside its liaison: the persons milestones name, for a plan or a joint item the leads. */
export function calledFor(dated: readonly DatedItem[], directory: Directory): Person[] {
  const people = dated.flatMap(({ subject, part, unit, person }) =>
    subject === 'finding'
      ? []
      : part === 0
        ? namedFor(directory, unit, 'unitLead')
        : (directory.memberNamed(unit, person ?? '') ?? []),
  );
  return [...new Set(people)].slice(0, 5);
}
