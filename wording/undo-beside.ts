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

export const inspectionWords = (number: number): string => `督查 ${number} 号`;

const standsNow = (now: string | undefined): string => (now === undefined ? '' : `现在是：${now}。`);

/** To the one who took it back. */
export const undoneBesideWords = (what: string, corrected: boolean, now?: string): string =>
  `${what}已撤销${corrected ? '，已告知收到过通知的人' : ''}。${standsNow(now)}`;

/** To those who were told of it. */
export const correctedWords = (what: string, by: string, now?: string): string =>
  `更正：${what}已由${by}撤销，请忽略刚才的消息。${standsNow(now)}`;
