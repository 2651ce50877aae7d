/** Small words every message is made of: numbers, days, people. */
import type { Directory, Person } from '../domain/directory.ts';
import type { Role } from '../domain/roles.ts';
import type { IssueStatus, IssueState, ReplyKind, Route, Urgency } from '../domain/issue/state.ts';
import { accountPlatform, type OutgoingSegment } from '../domain/message.ts';
import { dayOf, endOfDay, timeOfDay, weekdayOf, yearOf, type Day, type Instant } from '../domain/time.ts';

export const statusNames: Record<IssueStatus, string> = {
  reported: '待受理',
  returned: '已退回待转办',
  accepted: '已受理',
  handling: '办理中',
  awaitingReply: '已办结待反馈',
  closed: '已结案',
  withdrawn: '已撤回',
  shelved: '挂账',
  reopened: '重办待受理',
  undone: '已撤销',
};
export const urgencyNames: Record<Urgency, string> = { normal: '一般', urgent: '急', critical: '特急' };
export const routeNames: Record<Route, string> = { spot: '现场解决', platform: '平台流转', handover: '问题交办单' };
export const replyKindNames: Record<ReplyKind, string> = {
  1: '能马上解决',
  2: '不能立即解决',
  3: '需较长时间',
  4: '一时无法解决',
  5: '不合理要求',
};

/** By number, 1 Monday … 7 Sunday. */
export const weekdayNames: readonly string[] = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** 10月12日 */
export const dateWords = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** 10月12日（周四） */
export const dayWords = (day: Day): string => `${dateWords(day)}（${weekdayNames[weekdayOf(day)] ?? ''}）`;

/** A deadline: the day, and the time only where it is not the end of the day. */
export const dueWords = (due: Instant): string => {
  const day = dayOf(due);
  return due === endOfDay(day) ? dayWords(day) : `${dayWords(day)}${timeOfDay(due)}`;
};

/** How long over, by working days; on the rest days after a deadline it is over by none. */
export const overdueWords = (days: number): string => (days === 0 ? '已过期限' : `逾期 ${days} 个工作日`);

/** 10月12日 09:30 */
export const momentWords = (at: Instant): string => {
  const day = dayOf(at);
  return `${dateWords(day)} ${timeOfDay(at)}`;
};

/** As of when something was counted. */
export const untilWords = (at: Instant): string => `统计至 ${yearOf(at)}年${momentWords(at)}`;

export const formalNumber = (number: number, reportedAt: Instant): string => `民情〔${yearOf(reportedAt)}〕${number}号`;

/** `#12`; for an issue the database has not numbered yet, what stands for its number. */
export const numberOf = (issue: { number: number }): OutgoingSegment =>
  issue.number === 0 ? { type: 'number' } : { type: 'text', text: `#${issue.number}` };

/** A real @ where the person has an account on the platform, the name where not. */
export function mention(person: Person, platform: string): OutgoingSegment {
  const account = person.accounts.find((one) => one.platform === accountPlatform(platform));
  return account === undefined
    ? { type: 'text', text: `${person.name} ` }
    : { type: 'at', account: account.account, name: person.name };
}

/** Those to name for a unit: its liaisons, else its leads, else those of the unit above. */
export function namedFor(directory: Directory, unit: number, role: Role = 'unitLiaison'): readonly Person[] {
  const fallback: Role = role === 'unitLiaison' ? 'unitLead' : 'unitLiaison';
  for (const id of directory.lineOf(unit)) {
    const people = directory.holdersOf(role, id);
    if (people.length > 0) return people;
    const others = directory.holdersOf(fallback, id);
    if (others.length > 0) return others;
  }
  return [];
}

/** Joins pieces to one message; neighbouring texts become one. An @ brings its own blank, and nothing begins with one. */
export function message(
  ...pieces: readonly (string | OutgoingSegment | readonly OutgoingSegment[])[]
): OutgoingSegment[] {
  const joined: OutgoingSegment[] = [];
  for (const piece of pieces) {
    const segments =
      typeof piece === 'string' ? [{ type: 'text' as const, text: piece }] : Array.isArray(piece) ? piece : [piece];
    for (const segment of segments as readonly OutgoingSegment[]) {
      const last = joined.at(-1);
      if (segment.type !== 'text') joined.push(segment);
      else if (last?.type === 'text') joined[joined.length - 1] = { type: 'text', text: last.text + segment.text };
      else {
        const text = last === undefined || last.type === 'at' ? segment.text.replace(/^ +/, '') : segment.text;
        if (text !== '') joined.push({ type: 'text', text });
      }
    }
  }
  return joined;
}

/** Where it is: the town and village, and what the person wrote beside it. */
export function placeWords(directory: Directory, issue: Pick<IssueState, 'place' | 'placeText'>): string {
  const parts: string[] = [];
  if (issue.place !== null) {
    const town = directory.townOf(issue.place);
    if (town !== null && town !== issue.place) parts.push(directory.unitName(town));
    parts.push(directory.unitName(issue.place));
  }
  const known = parts.join('');
  if (issue.placeText !== null && !known.includes(issue.placeText)) parts.push(issue.placeText);
  return parts.length === 0 ? '未注明' : parts.join(' ');
}

/** The first words of a text, cut between characters. */
export function excerpt(text: string, length: number): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length).join('')}…`;
}

/** #1、#2等 5 件 */
export const issueList = (issues: readonly number[], most: number): string =>
  `${issues
    .slice(0, most)
    .map((issue) => `#${issue}`)
    .join('、')}${issues.length > most ? `等 ${issues.length} 件` : ''}`;

/** Small probabilities as “about 1 in n”, which people read right; what begins with a figure stands off from the words before. */
export const probability = (tail: number): string =>
  tail >= 0.01
    ? ` ${(tail * 100).toFixed(1)}%`
    : `不到${tail < 1e-6 ? '百万' : tail < 1e-4 ? '万' : tail < 1e-3 ? '千' : '百'}分之一`;
