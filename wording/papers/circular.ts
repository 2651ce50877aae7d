/** 通报 on paper: the issues inspectors put into the circular of a month, by unit. */
import type { Directory } from '../../domain/directory.ts';
import { dateOnPaper, type Paper } from '../../domain/paper.ts';
import { dayOf, type Instant, type Month } from '../../domain/time.ts';
import { dateWords, formalNumber } from '../format.ts';
import { monthWords } from '../tables.ts';

export interface ListedInCircular {
  issue: number;
  reportedAt: Instant;
  unit: number;
  unitThen: string | null;
  category: number | null;
  due: Instant | null;
  note: string | null;
  settled: boolean;
}

/** @param at as of when it is said what is settled */
export function circularPaper(
  month: Month,
  listed: readonly ListedInCircular[],
  directory: Directory,
  signedBy: string,
  at: Instant,
): Paper {
  const units = new Set(listed.map(({ unit }) => unit)).size;
  const settled = listed.filter((one) => one.settled).length;
  const state =
    settled === 0
      ? '均未办结'
      : settled === listed.length
        ? '现已全部办结'
        : `已办结 ${settled} 件，仍未办结 ${listed.length - settled} 件`;
  return {
    title: circularTitle(month),
    madeAt: at,
    blocks: [
      { kind: 'title', text: `关于${monthWords(month)}逾期未办\n民情问题的通报` },
      { kind: 'addressee', text: '各镇街、区级各单位' },
      {
        kind: 'paragraph',
        text: `${monthWords(month)}，经督查联络员审定列入通报的民情问题共 ${listed.length} 件，涉及 ${units} 个单位；截至${dateOnPaper(dayOf(at))}，${state}。现予通报。`,
      },
      {
        kind: 'table',
        small: true,
        columns: [
          { title: '序号', width: 6.5, align: 'center' },
          { title: '责任单位', width: 19 },
          { title: '问题编号', width: 29 },
          { title: '类别', width: 12.5 },
          { title: '办理期限', width: 15, align: 'center' },
          { title: '现状', width: 9.5, align: 'center' },
          { title: '说明', width: 15 },
        ],
        rows: listed.map((one, index) => [
          String(index + 1),
          one.unitThen ?? directory.unitName(one.unit),
          formalNumber(one.issue, one.reportedAt),
          directory.categoryName(one.category),
          one.due === null ? '—' : dateWords(dayOf(one.due)),
          one.settled ? '已办结' : '未办结',
          one.note ?? '',
        ]),
      },
      {
        kind: 'paragraph',
        text: '请有关单位对照清单逐件查明原因，抓紧办结；办理结果和答复群众的情况报双访办。其他单位要引以为戒，按期办理。',
      },
      { kind: 'signature', by: signedBy, on: dayOf(at) },
    ],
  };
}

const circularTitle = (month: Month): string => `关于${monthWords(month)}逾期未办民情问题的通报`;

export const circularFile = (month: Month): string => `通报-${monthWords(month)}.docx`;
