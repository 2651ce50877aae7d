/** What people are told when the working calendar changes, or is not known yet. */
import type { DayOverride } from '../domain/calendar.ts';
import type { Directory } from '../domain/directory.ts';
import type { MovedDeadlines } from '../domain/issue/events.ts';
import type { OutgoingSegment, RoomAddress } from '../domain/message.ts';
import type { Day } from '../domain/time.ts';
import { dayWords, dueWords, mention, message, namedFor } from './format.ts';

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

const lines = (issues: readonly Moved[], listed: number, directory: Directory, of: (one: Moved) => string[]): string =>
  [
    ...issues
      .slice(0, listed)
      .map((one) => `#${one.number} ${directory.categoryName(one.category)}：${of(one).join('，')}`),
    ...(issues.length > listed ? [`……另有 ${issues.length - listed} 件，发送“我的”查看`] : []),
  ].join('\n');

/** To the unit: which deadlines moved, from when to when. */
export function movedForUnit(
  unit: number,
  issues: readonly Moved[],
  listed: number,
  directory: Directory,
  address: RoomAddress,
): OutgoingSegment[] {
  const named =
    address.kind === 'group'
      ? namedFor(directory, unit)
          .slice(0, 3)
          .map((one) => mention(one, address.platform))
      : [];
  const of = (one: Moved): string[] => [...change(one, 'acceptDue', '受理'), ...change(one, 'due', '办结')];
  return message(
    named,
    ` 【期限更正】${CALENDAR_REASON}，${directory.unitName(unit)}有 ${issues.length} 件：\n${lines(issues, listed, directory, of)}`,
  );
}

/** To a first receiver: until when residents are to be answered now. */
export function movedForFirstReceiver(
  receiver: number,
  issues: readonly Moved[],
  listed: number,
  directory: Directory,
  address: RoomAddress,
): OutgoingSegment[] {
  const person = directory.person(receiver);
  return message(
    address.kind === 'group' && person !== undefined ? mention(person, address.platform) : '',
    ` 【期限更正】${CALENDAR_REASON}：\n${lines(issues, listed, directory, (one) => change(one, 'replyDue', '反馈群众'))}`,
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

export const calendarChanged = (day: Day, kind: string, changed: boolean): string =>
  changed
    ? `${day}（${dayWords(day)}）已改为“${kind}”。新的期限即时按此计算，已定的期限在下一个工作日 8:50 更正并通知。`
    : `${day} 本来就没有调整。`;
