/** Days residents were told, progress to pass on, and reviews of shelved issues, as reminders say them. */
import type { Directory, Person } from '../domain/directory.ts';
import type { DueStage } from '../domain/due-stage.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import type { Day } from '../domain/time.ts';
import { dayWords, mention, message, overdueWords } from './format.ts';

/** An issue whose day is near, here or past: nothing of what the resident said. */
export interface PromisedItem {
  subject: 'promise' | 'promised' | 'passOn' | 'review';
  number: number;
  unit: number;
  category: string;
  due: Day;
  stage: DueStage;
  overdueDays: number;
}

const when = ({ due, stage, overdueDays }: PromisedItem): string =>
  ({ soon: dayWords(due), today: '今天', overdue: `${dayWords(due)}（${overdueWords(overdueDays)}）` })[stage];

const lines = (items: readonly PromisedItem[], listed: number, line: (item: PromisedItem) => string): string[] => [
  ...items.slice(0, listed).map(line),
  ...(items.length > listed ? [`……另有 ${items.length - listed} 件，发送“我的”查看`] : []),
];

/** In a unit's digest: what residents were told to expect, and when. */
export const promiseLines = (items: readonly PromisedItem[], listed: number): string[] =>
  items.length === 0
    ? []
    : [
        `已告知群众的日期 ${items.length} 件：`,
        ...lines(items, listed, (item) => `#${item.number} ${item.category}，${when(item)}`),
      ];

/** To the office: which shelved issues it is to look at again. */
export const reviewLines = (items: readonly PromisedItem[], listed: number, directory: Directory): string[] =>
  items.length === 0
    ? []
    : [
        `挂账待复核 ${items.length} 件：`,
        ...lines(
          items,
          listed,
          (item) => `#${item.number} ${directory.unitName(item.unit)} ${item.category}，${when(item)}复核`,
        ),
        '请回复：继续挂账 #编号 新复核日期 原因　或　恢复 #编号 原因',
      ];

/** To a first receiver: what residents were told to expect, and what they have not heard of. */
export function promiseReminder(
  receiver: Person,
  { promised, passOn }: { promised: readonly (PromisedItem & { closed: boolean })[]; passOn: readonly PromisedItem[] },
  listed: number,
  platform: string,
  group: boolean,
): OutgoingSegment[] {
  const open = promised.filter(({ closed }) => !closed);
  const closed = promised.filter((item) => item.closed);
  const text = [
    ...(open.length === 0
      ? []
      : [
          `您告知群众的日期到了 ${open.length} 件，请问清进展并告诉群众：`,
          ...lines(open, listed, (item) => `#${item.number} ${item.category}，${when(item)}`),
          '没有办好的请发“反馈 #编号 3 新日期 原因”。',
        ]),
    ...(closed.length === 0
      ? []
      : [
          `已结案、您告知过群众日期的 ${closed.length} 件，请核实是否兑现：`,
          ...lines(closed, listed, (item) => `#${item.number} ${item.category}，${when(item)}`),
          '没有兑现的请联系督查联络员“重办 #编号 原因”。',
        ]),
    ...(passOn.length === 0
      ? []
      : [
          `单位有新进展、还没有转告群众的 ${passOn.length} 件：`,
          ...lines(passOn, listed, (item) => `#${item.number} ${item.category}，${when(item)}前`),
          '转告后请发“反馈 #编号 2 转告的内容”。',
        ]),
  ].join('\n');
  return message(group ? mention(receiver, platform) : '', ` ${text}`);
}
