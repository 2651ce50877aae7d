/** Marks people set in the telling of a visit: 地点：… 户数：… 同行：… */

/** What may be marked. */
export type VisitMark = 'where' | 'kind' | 'households' | 'named' | 'companions' | 'day' | 'note';

const markNames: Record<string, VisitMark> = {
  地点: 'where',
  村社: 'where',
  地址: 'where',
  方式: 'kind',
  走访方式: 'kind',
  形式: 'kind',
  户数: 'households',
  户: 'named',
  户主: 'named',
  住户: 'named',
  家庭: 'named',
  同行: 'companions',
  同行人: 'companions',
  同行人员: 'companions',
  陪同: 'companions',
  日期: 'day',
  时间: 'day',
  走访时间: 'day',
  内容: 'note',
  记录: 'note',
  情况: 'note',
  民情: 'note',
  备注: 'note',
};

// A mark begins the text, a line, or follows a separator.
const MARK = new RegExp(
  `(^|[\\s，,；;。])(${Object.keys(markNames)
    .sort((a, b) => b.length - a.length)
    .join('|')})[ \\t]*[:：][ \\t]*`,
  'g',
);

export interface MarkFound {
  mark: VisitMark;
  start: number;
  /** Where its value begins; it runs to the next mark at the most. */
  valueAt: number;
  /** It begins a line of a form. */
  ownLine: boolean;
}

/** In the order they stand. A text of one line is no form. */
export const visitMarksIn = (text: string): MarkFound[] =>
  [...text.matchAll(MARK)].map((found) => ({
    mark: markNames[found[2] ?? ''] as VisitMark,
    start: found.index,
    valueAt: found.index + found[0].length,
    ownLine: text.includes('\n') && (found.index === 0 || found[1] === '\n'),
  }));
