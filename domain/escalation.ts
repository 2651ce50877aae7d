/** The escalation ladder (domain.md 5): which step is reached after how many working days over the deadline. */
import type { Settings } from './settings.ts';

/** 提醒 → 催办 → 督办 → 通报 → 约谈 */
export const ladderSteps = ['remind', 'urge', 'supervise', 'circulate', 'summon'] as const;
export type LadderStep = (typeof ladderSteps)[number];

export interface LadderRung {
  step: LadderStep;
  workingDaysOverdue: number;
  /** A draft until a person confirms it: the machine blames nobody before others. */
  needsPerson: boolean;
}

/** The ladder with the days the district has set. */
export const ladderFrom = (settings: Settings): readonly LadderRung[] => [
  { step: 'remind', workingDaysOverdue: settings['ladder.remind.workingDays'], needsPerson: false },
  { step: 'urge', workingDaysOverdue: settings['ladder.urge.workingDays'], needsPerson: false },
  { step: 'supervise', workingDaysOverdue: settings['ladder.supervise.workingDays'], needsPerson: true },
  { step: 'circulate', workingDaysOverdue: settings['ladder.circulate.workingDays'], needsPerson: true },
  { step: 'summon', workingDaysOverdue: settings['ladder.summon.workingDays'], needsPerson: true },
];

/**
 * Steps reached and not taken, in the ladder's order: after a long sleep several at once, none skipped, none twice.
 * What lies below a step that a person took by hand is past: after a 督办单 nobody is urged as if it had not been sent.
 */
export function stepsToTake(
  daysOverdue: number,
  taken: ReadonlySet<LadderStep>,
  ladder: readonly LadderRung[],
): LadderStep[] {
  const highest = ladder.findLastIndex((rung) => taken.has(rung.step));
  return ladder
    .slice(highest + 1)
    .filter((rung) => daysOverdue >= rung.workingDaysOverdue)
    .map((rung) => rung.step);
}
