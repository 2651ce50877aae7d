/** 撤销 of what stands beside issues: what was taken back, as its author and those who were told of it hear. */
import type { LadderStep } from '../domain/escalation.ts';
import { ladderNames } from './digests.ts';

/** A step of the ladder that was taken, or whose draft was turned down. */
export interface StepUndone {
  issue: number;
  step: LadderStep;
  dismissed: boolean;
}

const nameOf = ({ step, dismissed }: StepUndone): string => `${dismissed ? '驳回' : ''}${ladderNames[step]}`;

/** #12 的“催办”; all that one message did, of one issue. */
export const stepsWords = (steps: readonly StepUndone[]): string =>
  `#${steps[0]?.issue ?? ''} 的“${steps.map(nameOf).join('、')}”`;

export const followUpWords = (issue: number): string => `#${issue} 的“回访”`;

export const settlementWords = (summons: number): string => `约谈建议 ${summons} 号的结果`;

export const inspectionWords = (number: number): string => `督查 ${number} 号`;

/** To the one who took it back; `now` says how things stand. */
export const undoneBesideWords = (what: string, corrected: boolean, now: string): string =>
  `${what}已撤销${corrected ? '，已告知收到过通知的人' : ''}。${now}`;

/** To those who were told of it. */
export const correctedWords = (what: string, by: string, now: string): string =>
  `更正：${what}已由${by}撤销，请忽略刚才的消息。${now}`;
