/** What people are told when the working calendar changes, or is not known yet. */
import type { DayOverride } from '../domain/calendar.ts';
import type { Directory } from '../domain/directory.ts';
import type { MovedDeadlines } from '../domain/issue/events.ts';
import type { OutgoingSegment, RoomAddress } from '../domain/message.ts';
import type { Day } from '../domain/time.ts';
import { calledFor, datedName, type DatedItem } from './dated.ts';
import { dayWords, dueWords, mention, message, namedFor } from './format.ts';
import { calendarRefusals } from './refusals/calendar.ts';

/** The reason kept with every deadline that moved. */
export const CALENDAR_REASON = '放假安排有变，按新的工作日重新计算';

interface Moved {
  number: number;
  category: number | null;
  moved: MovedDeadlines;
  was: MovedDeadlines;
}

const change = (one: Moved, name: keyof MovedDeadlines, words: string): string[] => {
  const [from, to] = [one.was[name], one.moved[name]];
  return from === undefined || to === undefined ? [] : [`${words} ${dueWords(from)} 改为 ${dueWords(to)}`];
};

const line = (one: Moved, directory: Directory, of: (one: Moved) => string[]): string =>
  `#${one.number} ${directory.categoryName(one.category)}：${of(one).join('，')}`;

const cut = (lines: readonly string[], listed: number): string =>
  [
    ...lines.slice(0, listed),
    ...(lines.length > listed ? [`……另有 ${lines.length - listed} 件，发送“我的”查看`] : []),
  ].join('\n');

/** A day of a plan, a milestone, a finding or a joint item that moved. */
export interface MovedItem extends Pick<
  DatedItem,
  'subject' | 'number' | 'part' | 'unit' | 'text' | 'person' | 'known' | 'due'
> {
  was: Day;
}

/** Of a day somebody named: what it has become. */
type Became = 'restDay' | 'workingDay';

/** Such a day of a unit. */
export interface NamedDay extends Omit<MovedItem, 'was'> {
  became: Became;
  /** The last day on which it is kept. */
  keptUntil: Day;
}

/** Such a day a resident was told. */
export interface PromisedDay {
  number: number;
  category: number | null;
  duty: number;
  reporter: number;
  source: string;
  expectedDay: Day;
  became: Became;
}

const becameWords: Record<Became, string> = { restDay: '现为休息日', workingDay: '现为工作日' };

const namedLine = ({ became, due, keptUntil, ...item }: NamedDay): string =>
  `${datedName(item)}${item.person === null ? '' : `（${item.person}）`}：${dayWords(due)}${becameWords[became]}，${
    became === 'restDay' ? `日期不变，${dayWords(keptUntil)}办完不算逾期` : '仍以当日为限'
  }`;

const promisedLine = ({ number, category, expectedDay, became }: PromisedDay, directory: Directory): string =>
  `#${number} ${directory.categoryName(category)}：您告知群众的 ${dayWords(expectedDay)}${becameWords[became]}，日期不变`;

const itemLine = (item: MovedItem): string =>
  `${datedName(item)}${item.person === null ? '' : `（${item.person}）`}：${dayWords(item.was)} 改为 ${dayWords(item.due)}`;

/** To the unit: which deadlines and days moved, from when to when; whoever a milestone names is called too. */
export function movedForUnit(
  {
    unit,
    issues,
    items,
    named,
  }: { unit: number; issues: readonly Moved[]; items: readonly MovedItem[]; named: readonly NamedDay[] },
  listed: number,
  directory: Directory,
  address: RoomAddress,
): OutgoingSegment[] {
  const people = [...namedFor(directory, unit).slice(0, 3), ...calledFor([...items, ...named], directory)];
  const called = address.kind === 'group' ? [...new Set(people)].map((one) => mention(one, address.platform)) : [];
  const of = (one: Moved): string[] => [...change(one, 'acceptDue', '受理'), ...change(one, 'due', '办结')];
  const counts = [
    ...(issues.length > 0 ? [` ${issues.length} 件`] : []),
    ...(items.length > 0 ? [`整改、联合事项 ${items.length} 项`] : []),
    ...(named.length > 0 ? [`指定日期的 ${named.length} 项`] : []),
  ].join('、');
  const lines = [...issues.map((one) => line(one, directory, of)), ...items.map(itemLine), ...named.map(namedLine)];
  return message(
    called,
    ` 【期限更正】${CALENDAR_REASON}，${directory.unitName(unit)}有${counts}：\n${cut(lines, listed)}`,
  );
}

/** To an inspector who has calls left: until when they are made now. */
export const callsMovedWords = (calls: number, was: Day, due: Day): string =>
  `【期限更正】${CALENDAR_REASON}：您还有 ${calls} 件回访，截止由 ${dayWords(was)} 改为 ${dayWords(due)}。`;

/** To a first receiver: until when residents are to be answered now, and which days they were told are other days now. */
export function movedForFirstReceiver(
  receiver: number,
  { replies, promised }: { replies: readonly Moved[]; promised: readonly PromisedDay[] },
  listed: number,
  directory: Directory,
  address: RoomAddress,
): OutgoingSegment[] {
  const person = directory.person(receiver);
  return message(
    address.kind === 'group' && person !== undefined ? mention(person, address.platform) : '',
    ` 【期限更正】${CALENDAR_REASON}：\n${cut(
      [
        ...replies.map((one) => line(one, directory, (moved) => change(moved, 'replyDue', '反馈群众'))),
        ...promised.map((one) => promisedLine(one, directory)),
      ],
      listed,
    )}${promised.some(({ became }) => became === 'restDay') ? '\n到时办不到的，请先告诉群众，再发“反馈 #编号 3 新日期 原因”。' : ''}`,
  );
}

/** To the administrators. */
export const unpublishedWords = (year: number): OutgoingSegment[] =>
  message(
    `【放假安排】已有事项的期限落在 ${year} 年，而 ${year} 年的放假安排还没有装入，暂按周一至周五计算。国务院公布后请运行 huiyin calendar ${year}.json，已定的期限会自动更正并通知。`,
  );

/** Days shown of the office's and imported ones: the newest. */
const DAYS = 15;

/** Years known and the days that are kept differently from what the program knows. */
export function calendarList(
  years: readonly number[],
  days: readonly (DayOverride & { announced: number | null })[],
): string {
  const shown = days.slice(-DAYS).map((one) => {
    const why = [one.name ?? '', one.announced === null ? '自定' : ''].filter((part) => part !== '').join('，');
    return `${one.day} ${one.kind === 'off' ? '休' : '班'}${why === '' ? '' : `（${why}）`}`;
  });
  return [
    `放假安排已有 ${years[0] ?? ''}—${years.at(-1) ?? ''} 年。${days.length === 0 ? '没有另行调整的日子。' : `另行调整 ${days.length} 天：`}`,
    ...shown,
    '调整某天请发：日历 12月25日 休 台风停工　（休、班、恢复）',
  ].join('\n');
}

export const yearTaken = (year: number, days: number): string =>
  `已装入 ${year} 年放假安排 ${days} 天。下一个工作日 8:50 更正已定的期限并通知。`;

const changedTo: Record<string, string> = { 休: '改为休息日', 班: '改为上班日', 恢复: '恢复原来的安排' };

export const calendarChanged = (day: Day, kind: string, changed: boolean): string =>
  changed
    ? `${day.slice(0, 4)}年${dayWords(day)}已${changedTo[kind] ?? kind}。新的期限即时按此计算，已定的期限在下一个工作日 8:50 更正并通知。`
    : calendarRefusals.notChanged(dayWords(day));
