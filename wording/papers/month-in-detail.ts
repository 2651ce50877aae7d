/** What 月报 tells beside the table: who was inspected, what is being rectified, what emerged. Nothing a group may not read. */
import type { Directory } from '../../domain/directory.ts';
import { surgeLevelNames } from '../../domain/emerging.ts';
import { groupBy } from '../../domain/group-by.ts';
import { answerStatuses } from '../../domain/answering.ts';
import type { FindingState } from '../../domain/inspection.ts';
import type { JointItemState } from '../../domain/joint-item.ts';
import type { PaperBlock } from '../../domain/paper.ts';
import { rectificationStatuses, type RectificationState } from '../../domain/rectification.ts';
import type { Day } from '../../domain/time.ts';
import { surgeName, weekWords, type EmergingView } from '../emerging.ts';
import { findingStatusNames } from '../inspections.ts';
import { jointItemStatusWords } from '../joint-items.ts';
import { rectificationStatusNames, rectificationWords, suggestionNumber } from '../rectifications.ts';

export interface MonthInDetail {
  /** The last day of the month, or the one it has got to. */
  inTime: Day;
  /** How often each unit was inspected in the month. */
  inspections: ReadonlyMap<number, number>;
  /** What those inspections found, as it stands. */
  findings: readonly FindingState[];
  rectifications: readonly RectificationState[];
  /** Of the weeks that ended in the month, with the joint item each is dealt with in. */
  surges: readonly { surge: EmergingView; item: JointItemState | null }[];
}

const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', text });

export function inspectionBlocks({ inspections, findings }: MonthInDetail, directory: Directory): PaperBlock[] {
  const found = groupBy(findings, ({ unit }) => unit);
  const units = [...new Set([...inspections.keys(), ...found.keys()])].sort(
    (a, b) => (inspections.get(b) ?? 0) - (inspections.get(a) ?? 0) || a - b,
  );
  if (units.length === 0) return [];
  const of = (unit: number, status: FindingState['status']): string =>
    String((found.get(unit) ?? []).filter((one) => one.status === status).length);
  const count = { width: 12, align: 'center' } as const;
  return [
    paragraph(`督查单位 ${inspections.size} 个，发现问题 ${findings.length} 个。各单位情况如下。`),
    {
      kind: 'table',
      small: true,
      columns: [
        { title: '单位', width: 40 },
        { title: '督查\n次数', ...count },
        { title: '发现\n问题', ...count },
        ...answerStatuses.map((status) => ({ title: findingStatusNames[status], ...count })),
      ],
      rows: units.map((unit) => [
        directory.unitName(unit),
        String(inspections.get(unit) ?? 0),
        String((found.get(unit) ?? []).length),
        ...answerStatuses.map((status) => of(unit, status)),
      ]),
    },
  ];
}

export function rectificationBlocks({ rectifications, inTime }: MonthInDetail, directory: Directory): PaperBlock[] {
  if (rectifications.length === 0) return [];
  const counts = rectificationStatuses.flatMap((status) => {
    const some = rectifications.filter((one) => one.status === status).length;
    return some === 0 ? [] : [`${rectificationStatusNames[status]} ${some} 份`];
  });
  return [
    paragraph(`督查建议 ${rectifications.length} 份：${counts.join('，')}。`),
    {
      kind: 'table',
      small: true,
      columns: [
        { title: '单位', width: 20 },
        { title: '督查建议', width: 27 },
        { title: '整改方案', width: 26 },
        { title: '整改进度', width: 27 },
      ],
      rows: rectifications.map((one) => [
        directory.unitName(one.unit),
        suggestionNumber(one),
        one.documentNumber ?? '—',
        rectificationWords(one, inTime),
      ]),
    },
  ];
}

export function emergingBlocks({ surges, inTime }: MonthInDetail, directory: Directory): PaperBlock[] {
  if (surges.length === 0) return [paragraph('本月没有发现。')];
  const of = (level: EmergingView['level']): number => surges.filter(({ surge }) => surge.level === level).length;
  return [
    paragraph(
      `本月${surgeLevelNames.alarm} ${of('alarm')} 项，${surgeLevelNames.watch} ${of('watch')} 项，系按镇街和类别与前几周件数相比得出。`,
    ),
    {
      kind: 'table',
      small: true,
      columns: [
        { title: '时段', width: 25 },
        { title: '镇街和类别', width: 26 },
        { title: '级别', width: 8, align: 'center' },
        { title: '当周\n件数', width: 8, align: 'center' },
        { title: '此前\n周均', width: 8, align: 'center' },
        { title: '处理', width: 25 },
      ],
      rows: surges.map(({ surge, item }) => [
        weekWords(surge.week),
        surgeName(surge, directory),
        surgeLevelNames[surge.level],
        String(surge.evidence.counts.at(-1) ?? 0),
        surge.evidence.average.toFixed(1),
        item === null
          ? surge.dismissal
            ? `已排除：${surge.dismissal.reason}`
            : '尚未立项'
          : `联合事项 ${item.number} 号，${directory.unitName(item.unit)}主办，${jointItemStatusWords(item, inTime)}`,
      ]),
    },
  ];
}
