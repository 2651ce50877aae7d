/** The daily reminders: one packed message for a unit, one summary for the liaison group, one for a first receiver. */
import type { Directory, Person } from '../domain/directory.ts';
import type { RequestKind } from '../domain/issue/commands.ts';
import type { LadderStep } from '../domain/escalation.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { dayOf, type Day, type Instant } from '../domain/time.ts';
import { calledFor, datedItems, datedLine, datedMore, datedTitle, type DatedItem } from './dated.ts';
import { promiseLines, reviewLines, type PromisedItem } from './promises.ts';
import { groupBy } from '../domain/group-by.ts';
import { owedWords, requestNames } from './requests.ts';
import { dayWords, dueWords, issueList, mention, message, namedFor, overdueWords } from './format.ts';

export const ladderNames: Record<LadderStep, string> = {
  remind: '提醒',
  urge: '催办',
  supervise: '督办',
  circulate: '通报',
  summon: '约谈',
};

/** An issue as a reminder lists it: nothing of what the resident said. */
export interface PressingItem {
  number: number;
  category: string;
  due: Instant | null;
  acceptDue: Instant | null;
  /** Working days over the deadline; null when it is not over. */
  daysOverdue: number | null;
  accepted: boolean;
  /** Working days over the deadline for accepting it; null where it was accepted, or can be in time. */
  daysUnaccepted: number | null;
  /** What the unit asked in time and the office has not decided. */
  owed: RequestKind | null;
  /** Steps of the ladder this very reminder takes. */
  steps: readonly LadderStep[];
}

export interface UnitDigest {
  unit: number;
  day: Day;
  items: readonly PressingItem[];
  dated: readonly DatedItem[];
  /** Days residents were told. */
  promises: readonly PromisedItem[];
  /** Items listed one by one in each part. */
  listed: number;
}

function part(title: string, lines: readonly string[], listed: number): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > listed ? [`……另有 ${lines.length - listed} 件，发送“我的”查看`] : [];
  return [`${title} ${lines.length} 件：`, ...lines.slice(0, listed), ...more];
}

/** An extension is asked for before the deadline only; what is past it can be shelved, under a leader's name. */
const whatToDo = (overdue: number, soon: number, unaccepted: number): string[] => {
  const accept = unaccepted === 0 ? [] : ['受理请发“受理 #编号”，不属本单位的请发“退回 #编号 理由”。'];
  if (overdue + soon === 0) return accept;
  const extend = soon === 0 ? '' : '，到期前确有困难请发“延期 #编号 天数 理由”';
  const shelve =
    overdue === 0 ? '' : `，已逾期${soon === 0 ? '而' : '的'}一时无法解决请发“申请挂账 #编号 复核日期 原因”`;
  return [...accept, `办好请发“办结 #编号 结果”${extend}${shelve}。`];
};

const acceptWords = ({ acceptDue, daysUnaccepted }: PressingItem): string =>
  daysUnaccepted !== null && daysUnaccepted > 0
    ? `受理已超期 ${daysUnaccepted} 个工作日`
    : `${acceptDue === null ? '请' : `${dueWords(acceptDue)}前`}受理`;

/** Overdue, due soon, not accepted — packed. The liaison is named, for 催办 the lead as well. */
export function unitDigest(
  { unit, day, items, dated, promises, listed }: UnitDigest,
  directory: Directory,
  platform: string,
  group: boolean,
): OutgoingSegment[] {
  const overdue = items.filter((item) => item.daysOverdue !== null);
  const soon = items.filter((item) => item.daysOverdue === null && item.accepted);
  const unaccepted = items.filter((item) => item.daysOverdue === null && !item.accepted);
  const urged = overdue.filter((item) => item.steps.includes('urge'));
  const lines = [
    ` 【每日提醒】${dayWords(day)} ${directory.unitName(unit)}`,
    ...part(
      '逾期',
      overdue.map(
        (item) =>
          `#${item.number} ${item.category}，${overdueWords(item.daysOverdue ?? 0)}${item.accepted ? '' : '（未受理）'}`,
      ),
      listed,
    ),
    ...part(
      '即将到期',
      soon.map(
        (item) =>
          `#${item.number} ${item.category}，${item.due === null ? '' : dueWords(item.due)}到期${owedWords(item.owed)}`,
      ),
      listed,
    ),
    ...part(
      '待受理',
      unaccepted.map((item) => `#${item.number} ${item.category}，${acceptWords(item)}${owedWords(item.owed)}`),
      listed,
    ),
    ...promiseLines(promises, listed),
    ...(dated.length === 0
      ? []
      : [`${datedItems(dated)} ${dated.length} 项：`, ...dated.slice(0, listed).map(datedLine)]),
    ...(dated.length > listed ? [`……另有 ${dated.length - listed} 项，${datedMore(dated)}`] : []),
    ...whatToDo(overdue.length, soon.length, unaccepted.length),
  ];
  const named = group
    ? namedFor(directory, unit)
        .slice(0, 3)
        .map((person) => mention(person, platform))
    : [];
  const leads =
    urged.length === 0
      ? []
      : [
          {
            type: 'text' as const,
            text: `\n【催办】${issueList(
              urged.map((item) => item.number),
              listed,
            )} 请负责人督促：`,
          },
          ...namedFor(directory, unit, 'unitLead')
            .slice(0, 3)
            .map((person) => mention(person, platform)),
        ];
  const called = group ? calledFor(dated, directory) : [];
  const responsible =
    called.length === 0
      ? []
      : [`\n${datedTitle(dated)}请责任人：`, ...called.map((person) => mention(person, platform))];
  return message(named, lines.join('\n'), leads, ...responsible);
}

export interface DistrictDigest {
  day: Day;
  /** Units with something overdue, the one with the oldest deadline first. */
  units: readonly OverdueUnit[];
  /** Units that have not accepted in time, and are late by some days already. */
  unaccepted: readonly UnacceptedUnit[];
  /** Steps drafted today that an inspector has to decide. */
  drafts: readonly { number: number; unit: number; step: LadderStep; daysOverdue: number }[];
  /** Issues nobody answers for yet. */
  unrouted: readonly number[];
  /** Issues the bot proposes a 问题交办单 for. */
  proposed: readonly number[];
  /** What units asked and the office has not decided for some working days, the oldest request first. */
  undecided: readonly { number: number; unit: number | null; what: RequestKind; since: Instant; days: number }[];
  /** Plans, milestones and findings over their day. */
  dated: readonly DatedItem[];
  /** Shelved issues whose review is near, here or past. */
  reviews: readonly PromisedItem[];
  listed: number;
}

export interface UnacceptedUnit {
  unit: number;
  count: number;
  /** Working days of the oldest. */
  worstDays: number;
}

export interface OverdueUnit {
  unit: number;
  overdue: number;
  /** Working days of the oldest. */
  worstDays: number;
  oldest: { number: number; category: string; due: Instant };
}

export const dailyTitle = '督查日报：逾期未办';

/** The units with something overdue, a line each: what stands in for the picture. */
export function overdueList({ units, listed }: DistrictDigest, directory: Directory): string {
  const rows = units.map(
    (row) => `${directory.unitName(row.unit)}　逾期 ${row.overdue} 件，最长 ${row.worstDays} 个工作日`,
  );
  return [...rows.slice(0, listed), ...(rows.length > listed ? [`……另有 ${rows.length - listed} 个单位`] : [])].join(
    '\n',
  );
}

/**
 * What the liaison group gets: overdue by unit, drafts to decide, what waits to be routed. Null when there is nothing.
 * @param picture of the units overdue, carrying `overdueList`
 */
export function districtDigest(
  digest: DistrictDigest,
  directory: Directory,
  platform: string,
  picture: readonly OutgoingSegment[],
): OutgoingSegment[] | null {
  const { units, unaccepted, drafts, unrouted, proposed, undecided, dated, reviews, listed, day } = digest;
  const parts = [units, unaccepted, drafts, unrouted, proposed, undecided, dated, reviews];
  if (parts.every((part) => part.length === 0)) return null;
  const overdue = units.reduce((sum, unit) => sum + unit.overdue, 0);
  const pieces: (string | OutgoingSegment | readonly OutgoingSegment[])[] = [`【督查日报】${dayWords(day)}`];
  if (units.length > 0) {
    pieces.push(
      `\n逾期 ${overdue} 件，涉及 ${units.length} 个单位，最长 ${units[0]?.worstDays ?? 0} 个工作日：\n`,
      picture,
    );
  } else if (dated.length === 0) pieces.push('\n没有逾期未办的事项。');
  if (unaccepted.length > 0) pieces.push(`\n${unacceptedWords(unaccepted, listed, directory)}`);
  if (dated.length > 0) {
    const rows = dated.map((item) => `${directory.unitName(item.unit)} ${datedLine(item)}`);
    const more = rows.length > listed ? [`……另有 ${rows.length - listed} 项，${datedMore(dated)}`] : [];
    pieces.push(`\n${datedTitle(dated)}逾期 ${rows.length} 项：\n${[...rows.slice(0, listed), ...more].join('\n')}`);
  }
  if (drafts.length > 0) {
    const rows = draftLines(drafts, directory);
    const more = rows.length > listed ? [`……另有 ${rows.length - listed} 件，发送“我的”查看`] : [];
    pieces.push(
      `\n待督查联络员审定：\n${[...rows.slice(0, listed), ...more].join('\n')}\n请回复：批准 #编号　或　驳回 #编号 理由 `,
    );
    pieces.push(named(directory.holdersOf('inspector'), platform));
  }
  if (unrouted.length > 0) {
    pieces.push(
      `\n待双访办确定责任单位 ${unrouted.length} 件：${unrouted
        .slice(0, listed)
        .map((number) => `#${number}`)
        .join('、')} `,
    );
    pieces.push(named(directory.holdersOf('office'), platform));
  }
  if (proposed.length > 0) {
    pieces.push(
      `\n建议走问题交办单、待双访办决定 ${proposed.length} 件：${proposed
        .slice(0, listed)
        .map((number) => `#${number}`)
        .join('、')}，请回复：交办 #编号 区领导 主办单位　或　途径 #编号 平台流转 原因 `,
    );
    pieces.push(named(directory.holdersOf('office'), platform));
  }
  if (undecided.length > 0) {
    pieces.push(`\n${undecidedWords(undecided, listed, directory)} `, named(directory.holdersOf('office'), platform));
  }
  if (reviews.length > 0) {
    pieces.push(`\n${reviewLines(reviews, listed, directory).join('\n')} `);
    pieces.push(named(directory.holdersOf('office'), platform));
  }
  return message(...pieces);
}

/** A line an issue, whatever it has come to at once: one word decides all of it. */
function draftLines(drafts: DistrictDigest['drafts'], directory: Directory): string[] {
  return [...groupBy(drafts, ({ number }) => number)].map(([number, [first, ...others]]) => {
    const steps = [first, ...others].flatMap((draft) => (draft === undefined ? [] : [ladderNames[draft.step]]));
    return `#${number} ${directory.unitName(first?.unit ?? null)} 逾期 ${first?.daysOverdue ?? 0} 个工作日，拟${steps.join('、')}`;
  });
}

function undecidedWords(asked: DistrictDigest['undecided'], listed: number, directory: Directory): string {
  const rows = asked.map(
    ({ number, unit, what, since, days }) =>
      `#${number} ${directory.unitName(unit)} ${requestNames[what]}申请，${dayWords(dayOf(since))}提出，已等 ${days} 个工作日`,
  );
  return [
    `待双访办决定的申请 ${asked.length} 件：`,
    ...rows.slice(0, listed),
    ...(rows.length > listed ? [`……另有 ${rows.length - listed} 件，发送“我的”查看`] : []),
    '请回复：批准 #编号（挂账和再次延期加区领导姓名）　或　驳回 #编号 理由',
  ].join('\n');
}

function unacceptedWords(units: readonly UnacceptedUnit[], listed: number, directory: Directory): string {
  const total = units.reduce((sum, { count }) => sum + count, 0);
  const rows = units.map(
    ({ unit, count, worstDays }) => `${directory.unitName(unit)} ${count} 件，最长超期 ${worstDays} 个工作日`,
  );
  const more = rows.length > listed ? [`……另有 ${rows.length - listed} 个单位`] : [];
  return [`未按时受理 ${total} 件：`, ...rows.slice(0, listed), ...more].join('\n');
}

const named = (people: readonly Person[], platform: string): OutgoingSegment[] =>
  people.slice(0, 3).map((person) => mention(person, platform));

/** For a first receiver: issues with an outcome whose residents wait for the answer. */
export function replyReminder(
  reporter: Person,
  items: readonly { number: number; category: string; replyDue: Instant; over: boolean }[],
  listed: number,
  platform: string,
  group: boolean,
): OutgoingSegment[] {
  const lines = items.map(
    (item) =>
      `#${item.number} ${item.category}，${item.over ? '已过' : ''}${dueWords(item.replyDue)}${item.over ? '的期限' : '前'}`,
  );
  const text = [
    ` 有 ${items.length} 件已有办理结果，群众还在等您的答复：`,
    ...lines.slice(0, listed),
    ...(lines.length > listed ? [`……另有 ${lines.length - listed} 件，发送“我的”查看`] : []),
    '答复后请发“反馈 #编号 1 答复内容”，即可结案。',
  ].join('\n');
  return message(group ? mention(reporter, platform) : '', text);
}
