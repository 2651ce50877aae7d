/** Emerging issues in words: where, what, how many against how many before, and why that stands out. */
import type { Directory } from '../domain/directory.ts';
import { surgeLevelNames, type EmergingEvidence } from '../domain/emerging.ts';
import type { SurgeLevel } from '../domain/statistics/emerging.ts';
import { addDays, type Day } from '../domain/time.ts';
import { dateWords, issueList, probability } from './format.ts';

export interface EmergingView {
  id: number;
  week: Day;
  town: number | null;
  category: number;
  level: SurgeLevel;
  evidence: EmergingEvidence;
}

/** 10月12日至18日, or 9月28日至10月4日 */
export function weekWords(week: Day): string {
  const last = addDays(week, 6);
  return `${dateWords(week)}至${last.slice(0, 7) === week.slice(0, 7) ? `${Number(last.slice(8))}日` : dateWords(last)}`;
}

/** 城厢街道·教育入学, 全区·教育入学 */
export const surgeName = ({ town, category }: Pick<EmergingView, 'town' | 'category'>, directory: Directory): string =>
  `${town === null ? '全区' : directory.unitName(town)}·${directory.categoryName(category)}`;

const apartWords = ({ apart }: EmergingEvidence, directory: Directory): string =>
  apart.length === 0 ? '' : `（另列的${apart.map((town) => directory.unitName(town)).join('、')}除外）`;

const lastOf = ({ counts }: EmergingEvidence): number => counts.at(-1) ?? 0;

/** What groups may see: number, where, category, counts, issue numbers. */
export const emergingLine = (one: EmergingView, directory: Directory): string =>
  `${one.id} ${surgeName(one, directory)}〔${surgeLevelNames[one.level]}〕一周 ${lastOf(one.evidence)} 件${apartWords(one.evidence, directory)}，前 ${one.evidence.counts.length - 1} 周平均每周 ${one.evidence.average.toFixed(1)} 件：${issueList(one.evidence.issues, 10)}`;

/** The weekly message. */
export function emergingSummary(found: readonly EmergingView[], directory: Directory): string {
  const lines = found.slice(0, 15).map((one) => emergingLine(one, directory));
  const more = found.length > 15 ? [`……另有 ${found.length - 15} 条，发送“苗头”查看`] : [];
  const weeks = [...new Set(found.map(({ week }) => week))].map(weekWords).join('、');
  return `【倾向性苗头】${weeks}\n${[...lines, ...more].join('\n')}\n以上是统计提示，发送“苗头 序号”看依据；需要合并处理请回复：立项 序号 [主办单位] [期限] [说明] `;
}

/** The weeks as a small row: 0 1 0 2 … → 9. */
const rowWords = ({ counts }: EmergingEvidence): string =>
  `近 ${counts.length} 周每周件数：${counts.slice(0, -1).join(' ')} → ${lastOf({ counts } as EmergingEvidence)}`;

/** All there is, so that anybody can judge it. */
export function emergingInFull(one: EmergingView, directory: Directory, jointItem: number | null): string {
  const { evidence } = one;
  const count = lastOf(evidence);
  const towns = evidence.towns.slice(0, 8).map(({ town, count: some }) => `${townWords(town, directory)} ${some} 件`);
  return [
    `第 ${one.id} 号苗头（${weekWords(one.week)}）`,
    `${surgeName(one, directory)}〔${surgeLevelNames[one.level]}〕${apartWords(evidence, directory)}`,
    rowWords(evidence),
    `前 ${evidence.counts.length - 1} 周平均每周 ${evidence.average.toFixed(1)} 件，这周 ${count} 件。若与前几周没有不同，一周 ${count} 件及以上的可能性为 ${probability(evidence.tail)}。`,
    one.level === 'alarm'
      ? `各镇街各类别共 ${evidence.tested} 组一并比较，按误报不超过规定份额认定为预警。`
      : `各镇街各类别共 ${evidence.tested} 组一并比较，尚不足以认定为预警，先列入关注。`,
    ...(towns.length === 0 ? [] : [`分布：${towns.join('、')}`]),
    `事项：${issueList(evidence.issues, 30)}`,
    jointItem === null
      ? `需要合并处理请发：立项 ${one.id} [主办单位] [期限] [说明]`
      : `已立项：联合事项 ${jointItem} 号，发送“联合 ${jointItem}”查看`,
  ].join('\n');
}

const townWords = (town: number | null, directory: Directory): string =>
  town === null ? '地点未明' : directory.unitName(town);

export const weeklyCountNotes = ['最右一柱是这一周，虚线是前几周的平均。'];
