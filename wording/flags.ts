/** Flags in words: what was observed, what was to be expected, and why that is said. */
import type { Directory } from '../domain/directory.ts';
import {
  flagKindNames,
  flagStateNames,
  isPersistent,
  type FlagEvidence,
  type FlagKind,
  type FlagState,
  type ProgressBefore,
} from '../domain/flags.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import type { RectificationState } from '../domain/rectification.ts';
import type { Day } from '../domain/time.ts';
import { dayWords, issueList, mention, message, probability } from './format.ts';
import { rectificationWords } from './rectifications.ts';

export interface FlagView {
  id: number;
  kind: FlagKind;
  unit: number;
  /** The unit it was raised for, where that was merged into the unit since. */
  raisedFor?: number;
  day: string;
  state: FlagState;
  evidence: FlagEvidence;
}

const idleWords = ({ issues, idleDays }: FlagEvidence): string =>
  idleDays === undefined ? '长期' : `${issues.length === 1 ? '已' : '最长'} ${idleDays} 个工作日`;

function evidenceWords({ kind, evidence }: FlagView, most: number): string {
  const { observed, expected, issues, across } = evidence;
  if (kind === 'untouched') return `${issueList(issues, most)} ${idleWords(evidence)}没有办理记录`;
  if (kind === 'overdueTogether') return `同时逾期 ${issues.length} 件：${issueList(issues, most)}`;
  const parts = [
    ...((expected ?? 0) > 0
      ? [`按同类事项全区进度应办结约 ${(expected ?? 0).toFixed(1)} 件，实际 ${observed ?? 0} 件`]
      : []),
    ...(across === null
      ? []
      : [`独家办理的类别按全区各类事项进度应办结约 ${across.expected.toFixed(1)} 件，实际 ${across.observed} 件`]),
  ];
  return `${parts.join('；')}，${medianWords(evidence)}${isPersistent(evidence) ? '，已持续两个月' : ''}`;
}

/** Its own state, or how far the rectification it led to is. */
const stateWords = (
  { state }: Pick<FlagView, 'state'>,
  rectification: RectificationState | null,
  inTime: Day,
): string => (rectification === null ? flagStateNames[state] : rectificationWords(rectification, inTime));

const unitWords = ({ unit, raisedFor = unit }: FlagView, directory: Directory): string =>
  `${directory.unitName(unit)}${raisedFor === unit ? '' : `（合并前的${directory.unitName(raisedFor)}）`}`;

/** One line: number, unit, kind, state, evidence. */
export const flagLine = (
  flag: FlagView,
  rectification: RectificationState | null,
  directory: Directory,
  inTime: Day,
): string =>
  `${flag.id} ${unitWords(flag, directory)}〔${flagKindNames[flag.kind]}·${stateWords(flag, rectification, inTime)}〕${evidenceWords(flag, 5)}`;

/** All there is, so that the unit can check it. */
export function flagInFull(
  flag: FlagView,
  rectification: RectificationState | null,
  directory: Directory,
  inTime: Day,
): string {
  const { evidence } = flag;
  const lines = [
    `第 ${flag.id} 号预警（${dayWords(flag.day)}）`,
    `${unitWords(flag, directory)}〔${flagKindNames[flag.kind]}·${stateWords(flag, rectification, inTime)}〕`,
    evidenceWords(flag, 20),
  ];
  if (evidence.tail !== null) lines.push(...progressLines(flag));
  return lines.join('\n');
}

/** The figures behind a flag, one by one. */
function progressLines({ kind, evidence }: FlagView): string[] {
  const { observed, expected, tail, across, issues, before } = evidence;
  const hard = kind === 'untouched' || kind === 'overdueTogether';
  return [
    `统计区间 ${evidence.from} 至 ${evidence.to}`,
    ...(hard && (expected ?? 0) > 0
      ? [`办结 ${observed ?? 0} 件，应办结约 ${(expected ?? 0).toFixed(1)} 件，${medianWords(evidence)}`]
      : []),
    ...((expected ?? 0) > 0 ? [`若同类事项进度与全区相同，办结这么少的可能性为${probability(tail ?? 1)}`] : []),
    ...evidence.categories.map(
      (one) =>
        `· ${one.name}：${one.held === undefined ? '' : `承办 ${one.held} 件，`}办结 ${one.observed} 件，应办结约 ${one.expected.toFixed(1)} 件`,
    ),
    ...(across === null
      ? []
      : [
          `· ${across.categories.join('、')}只有本单位办理，无从与同类比较：办结 ${across.observed} 件，按全区各类事项应办结约 ${across.expected.toFixed(1)} 件（可能性${probability(across.tail)}）；也可能因事项本身较难，请结合实际判断`,
        ]),
    ...(before === undefined || before === null ? [] : [beforeWords(before)]),
    ...(issues.length > 0 && !hard ? [`在办：${issueList(issues, 20)}`] : []),
  ];
}

const beforeWords = ({ from, to, observed, expected, verdict }: ProgressBefore): string =>
  `一个月前（${from} 至 ${to}）：办结 ${observed} 件，应办结约 ${expected.toFixed(1)} 件，${
    verdict === 'onTrack' ? '当时在正常范围' : `当时也属〔${flagKindNames[verdict]}〕，已持续两个月`
  }`;

const medianWords = ({ median }: Pick<FlagEvidence, 'median'>): string =>
  median === null ? '中位办理天数未达到（过半未办结）' : `中位办理 ${median} 个工作日`;

/** The weekly message to the inspectors: so many, the rest counted. */
export function flagsSummary(
  flags: readonly FlagView[],
  directory: Directory,
  platform: string,
  most: number,
): OutgoingSegment[] {
  const people = directory
    .holdersOf('inspector')
    .slice(0, 3)
    .map((person) => mention(person, platform));
  const lines = flags.slice(0, most).map((flag) => flagLine(flag, null, directory, flag.day));
  const more = flags.length > most ? [`……另有 ${flags.length - most} 条，发送“预警”查看`] : [];
  return message(
    `【每周预警】${dayWords(flags[0]?.day ?? '')}\n${[...lines, ...more].join('\n')}\n以上为初步提示，请督查联络员核实后回复：预警 确认 序号　或　预警 排除 序号 理由 `,
    people,
  );
}

/** What a unit is told of a confirmed flag: 进度缓慢：按同类事项…. */
export const flagReason = (flag: FlagView): string =>
  `${flag.kind === 'watch' ? '进度偏慢' : flagKindNames[flag.kind]}：${evidenceWords(flag, 10)}`;

/** 进度缓慢（整改中 2/3）; without a rectification the flag's own state. */
export const flagInTable = (
  flag: Pick<FlagView, 'kind' | 'state' | 'evidence'>,
  rectification: RectificationState | null,
  inTime: Day,
): string =>
  `${flagKindNames[flag.kind]}${(flag.kind === 'slow' || flag.kind === 'watch') && isPersistent(flag.evidence) ? '持续两月' : ''}（${stateWords(flag, rectification, inTime)}）`;

/** A rectification whose flags are not in force any more. */
export const rectificationInTable = (state: RectificationState, inTime: Day): string =>
  `${[...new Set(state.flags.map(({ kind }) => flagKindNames[kind]))].join('、')}（${rectificationWords(state, inTime)}）`;
