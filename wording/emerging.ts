/** Emerging issues in words: where, what, how many against how many before, and why that stands out. */
import type { Directory } from '../domain/directory.ts';
import { grewAlong, surgeLevelNames, type DistrictGrowth, type EmergingEvidence } from '../domain/emerging.ts';
import type { SurgeLevel } from '../domain/statistics/emerging.ts';
import { isDismissed, type SurgeDismissal } from '../domain/surge-dismissal.ts';
import { addDays, dayOf, type Day } from '../domain/time.ts';
import { dateWords, dayWords, issueList, probability } from './format.ts';

export interface EmergingView {
  id: number;
  week: Day;
  town: number | null;
  category: number;
  level: SurgeLevel;
  evidence: EmergingEvidence;
  /** Left out of what is raised just now. */
  dismissal?: SurgeDismissal | null;
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

/** 预警, 预警·随总量上升, 关注·已排除 */
const levelWords = (one: EmergingView): string =>
  [surgeLevelNames[one.level], ...(grewAlong(one) ? ['随总量上升'] : []), ...(one.dismissal ? ['已排除'] : [])].join(
    '·',
  );

/** What groups may see: number, where, category, counts, issue numbers. */
export const emergingLine = (one: EmergingView, directory: Directory): string =>
  `${one.id} ${surgeName(one, directory)}〔${levelWords(one)}〕一周 ${lastOf(one.evidence)} 件${apartWords(one.evidence, directory)}，前 ${one.evidence.counts.length - 1} 周平均每周 ${one.evidence.average.toFixed(1)} 件：${issueList(one.evidence.issues, 10)}`;

/** Alarms before what is watched, the least likely first. */
export const strongestFirst = <V extends Pick<EmergingView, 'level' | 'evidence'>>(found: readonly V[]): V[] =>
  [...found].sort(
    (a, b) => Number(b.level === 'alarm') - Number(a.level === 'alarm') || a.evidence.tail - b.evidence.tail,
  );

/** The weekly message: so many one by one, then what grew with the whole district in a line of its own. */
export function emergingSummary(found: readonly EmergingView[], directory: Directory, most: number): string {
  const own = strongestFirst(found.filter((one) => !grewAlong(one)));
  const lines = own.slice(0, most).map((one) => emergingLine(one, directory));
  const more = own.length > most ? [`……另有 ${own.length - most} 条，发送“苗头”查看`] : [];
  const weeks = [...new Set(found.map(({ week }) => week))].sort().map(weekWords).join('、');
  return [
    `【倾向性苗头】${weeks}`,
    ...lines,
    ...more,
    ...grownTogether(found.filter(grewAlong)),
    `以上是统计提示，发送“苗头 序号”看依据；需要合并处理请回复：立项 序号 [主办单位] [期限] [说明]；原因已知的请回复：苗头 排除 序号 原因 `,
  ].join('\n');
}

/** All that grew with the district, counted; how much that grew, of the last week there is. */
function grownTogether(grown: readonly EmergingView[]): string[] {
  const last = [...grown].sort((a, b) => (a.week < b.week ? 1 : -1))[0]?.evidence;
  if (last?.growth === undefined) return [];
  const { total, average } = last.growth;
  return [
    `全区总量上升（一周 ${total} 件，前 ${last.counts.length - 1} 周平均每周 ${average.toFixed(1)} 件），另有 ${grown.length} 项随总量上升，发送“苗头 总量”查看`,
  ];
}

/** The weeks as a small row: 0 1 0 2 … → 9. */
const rowWords = ({ counts }: EmergingEvidence): string =>
  `近 ${counts.length} 周每周件数：${counts.slice(0, -1).join(' ')} → ${lastOf({ counts } as EmergingEvidence)}`;

/** All there is, so that anybody can judge it. */
export function emergingInFull(one: EmergingView, directory: Directory, jointItem: number | null, on: Day): string {
  const { evidence } = one;
  const count = lastOf(evidence);
  const towns = evidence.towns.slice(0, 8).map(({ town, count: some }) => `${townWords(town, directory)} ${some} 件`);
  return [
    `第 ${one.id} 号苗头（${weekWords(one.week)}）`,
    `${surgeName(one, directory)}〔${levelWords(one)}〕${apartWords(evidence, directory)}`,
    rowWords(evidence),
    `前 ${evidence.counts.length - 1} 周平均每周 ${evidence.average.toFixed(1)} 件，这周 ${count} 件。若与前几周没有不同，一周 ${count} 件及以上的可能性为${probability(evidence.tail)}。`,
    one.level === 'alarm'
      ? `各镇街各类别共 ${evidence.tested} 组一并比较，按误报不超过规定份额认定为预警。`
      : `各镇街各类别共 ${evidence.tested} 组一并比较，尚不足以认定为预警，先列入关注。`,
    ...growthWords(evidence.growth, count),
    ...(towns.length === 0 ? [] : [`分布：${towns.join('、')}`]),
    `事项：${issueList(evidence.issues, 30)}`,
    becameWords(one, jointItem, on),
  ].join('\n');
}

/** Nothing where nothing else grew: then there is nothing to set it off against. */
function growthWords(growth: DistrictGrowth | undefined, count: number): string[] {
  if (growth === undefined || growth.factor < 1.05) return [];
  const { factor, tail, explained } = growth;
  return [
    `同一周全区其他类别的来件是平常的 ${factor.toFixed(1)} 倍。若这类也随着升到 ${factor.toFixed(1)} 倍，一周 ${count} 件及以上的可能性为${probability(tail)}：${explained ? '随全区总量上升即可解释' : '超出全区总量的上升'}。`,
  ];
}

/** What became of it, or what may be done. */
function becameWords({ id, dismissal }: EmergingView, jointItem: number | null, on: Day): string {
  if (jointItem !== null) return `已立项：联合事项 ${jointItem} 号，发送“联合 ${jointItem}”查看`;
  if (!dismissal) return `需要合并处理请发：立项 ${id} [主办单位] [期限] [说明]；原因已知的请发：苗头 排除 ${id} 原因`;
  return `${dismissalWords(dismissal)}，${isDismissed(dismissal, on) ? `${dateWords(dismissal.until)}前同一镇街同类事项不再提出；要恢复请发：苗头 恢复 ${id}` : '现已到期'}`;
}

/** 10月26日已排除，原因：… */
export const dismissalWords = ({ at, reason }: SurgeDismissal): string =>
  `${dateWords(dayOf(at))}已排除，原因：${reason}`;

/** What the group hears of a dismissal, and the answer to it. */
export const dismissedWords = (one: EmergingView, dismissal: SurgeDismissal, directory: Directory): string =>
  `第 ${one.id} 号苗头（${surgeName(one, directory)}）已排除，原因：${dismissal.reason}\n${dayWords(dismissal.until)}前同一镇街同类事项不再提出`;

export const restoredWords = (one: EmergingView, reason: string | null, directory: Directory): string =>
  `第 ${one.id} 号苗头（${surgeName(one, directory)}）已恢复${reason === null ? '' : `：${reason}`}，再有异常增多照常提出`;

const townWords = (town: number | null, directory: Directory): string =>
  town === null ? '地点未明' : directory.unitName(town);

export const weeklyCountNotes = ['最右一柱是这一周，虚线是前几周的平均。'];
