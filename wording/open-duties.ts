/** What somebody who leaves still owes, and what can be done with it. */

export interface OpenDutyWords {
  unanswered: readonly number[];
  handled: readonly number[];
  calls: readonly number[];
  /** Milestones of plans that name them, `3-1`. */
  milestones: readonly string[];
}

/** Numbers that are named; more are counted. */
const LISTED = 10;

const named = (numbers: readonly number[]): string =>
  `${numbers
    .slice(0, LISTED)
    .map((number) => `#${number}`)
    .join('、')}${numbers.length > LISTED ? `等 ${numbers.length} 件` : ''}`;

/** Null where nothing is open. */
export function dutiesWords(name: string, { unanswered, handled, calls, milestones }: OpenDutyWords): string | null {
  const lines = [
    ...(unanswered.length > 0 ? [`待答复群众：${named(unanswered)}`] : []),
    ...(handled.length > 0 ? [`首问、还在办：${named(handled)}`] : []),
    ...(calls.length > 0 ? [`待回访：${named(calls)}`] : []),
    ...(milestones.length > 0 ? [`整改节点责任人：${milestones.join('、')}`] : []),
  ];
  if (lines.length === 0) return null;
  return [
    `${name}还有没办完的事，先移交再办离职：`,
    ...lines,
    ...(unanswered.length + handled.length > 0 ? [`首问一并移交请发：离职 ${name} 移交 接手人`] : []),
    ...(calls.length > 0 ? ['回访由本人打完。'] : []),
    ...(milestones.length > 0 ? ['整改节点请单位重报方案换责任人，或先完成。'] : []),
    ...(calls.length + milestones.length > 0 ? ['办完后再发一次“离职”。'] : []),
  ].join('\n');
}
