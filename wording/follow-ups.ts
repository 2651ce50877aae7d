/** Follow-ups in words: call lists, results, reminders. */
import type { Directory } from '../domain/directory.ts';
import type { FollowUpOutcome, Satisfaction } from '../domain/follow-up.ts';
import type { Day, Month } from '../domain/time.ts';
import { dayWords } from './format.ts';
import { nothingThere } from './refusals/nothing.ts';

export const outcomeNames: Record<FollowUpOutcome, string> = {
  solved: '解决',
  unsolved: '未解决',
  unreachable: '无法联系',
};
export const satisfactionNames: Record<Satisfaction, string> = {
  satisfied: '满意',
  basicallySatisfied: '基本满意',
  dissatisfied: '不满意',
};

interface CallView {
  month: Month;
  issue: number;
  unit: number;
  category: number | null;
}

const monthName = (month: Month): string => `${Number(month.slice(5, 7))}月`;

/** A call as a list shows it: nothing of what the resident said. */
const callLine = (call: CallView, directory: Directory): string =>
  `#${call.issue} ${directory.categoryName(call.category)} · ${directory.unitName(call.unit)}`;

/** The calls of one person; no more than a phone shows at once. */
export function callLines(calls: readonly CallView[], listed: number, directory: Directory): string[] {
  const more = calls.length > listed ? [`……另有 ${calls.length - listed} 件，打完后发送“回访”看其余`] : [];
  return [...calls.slice(0, listed).map((call) => callLine(call, directory)), ...more];
}

const how = (issue: number): string =>
  `看联系方式：联系人 #${issue}（私聊，每次查看有记录）\n记结果：回访 #${issue} 解决 满意　回访 #${issue} 未解决 不满意 原因　回访 #${issue} 无法联系`;

/** To an inspector in private: the calls drawn for them. */
export const callList = (
  month: Month,
  calls: readonly CallView[],
  until: Day,
  listed: number,
  directory: Directory,
): string =>
  [
    `【回访】${monthName(month)}结案的问题里抽到您 ${calls.length} 件，请在${dayWords(until)}前打完：`,
    ...callLines(calls, listed, directory),
    how(calls[0]?.issue ?? 0),
  ].join('\n');

/** One line for the liaison group. */
export const sampleLine = (month: Month, closings: number, sample: number, inspectors: number): string =>
  inspectors === 0
    ? `【回访】${monthName(month)}结案 ${closings} 件，按单位抽取 ${sample} 件。名册里没有能联系到的督查联络员，请双访办登记后安排。`
    : `【回访】${monthName(month)}结案 ${closings} 件，按单位抽取 ${sample} 件，由 ${inspectors} 名督查联络员回访。`;

/** To an inspector in private, near the month's end. */
export const callReminder = (calls: readonly CallView[], until: Day, listed: number, directory: Directory): string =>
  [
    `【回访提醒】还有 ${calls.length} 件没有打，${dayWords(until)}前请打完：`,
    ...callLines(calls, listed, directory),
    how(calls[0]?.issue ?? 0),
  ].join('\n');

/** What `回访` shows an inspector. */
export const myCalls = (calls: readonly CallView[], listed: number, directory: Directory): string =>
  calls.length === 0
    ? nothingThere.calls()
    : [`待回访 ${calls.length} 件：`, ...callLines(calls, listed, directory), how(calls[0]?.issue ?? 0)].join('\n');

/** What `回访` shows the office: who has how many left. */
export const openByInspector = (
  calls: readonly (CallView & { inspector: number | null })[],
  directory: Directory,
): string => {
  const left = new Map<string, number>();
  for (const { inspector } of calls) {
    const name = inspector === null ? '没有督查联络员' : (directory.person(inspector)?.name ?? '');
    left.set(name, (left.get(name) ?? 0) + 1);
  }
  return calls.length === 0
    ? nothingThere.callsLeft()
    : `还有 ${calls.length} 件回访没有打：\n${[...left].map(([name, count]) => `${name} ${count} 件`).join('\n')}`;
};

const ratedWords = (satisfaction: Satisfaction | null): string =>
  satisfaction === null ? '未评价' : satisfactionNames[satisfaction];

/** A result as the ledger keeps it. */
export const followUpWords = (found: { outcome: FollowUpOutcome; satisfaction: Satisfaction | null }): string =>
  found.outcome === 'unreachable'
    ? outcomeNames.unreachable
    : `${outcomeNames[found.outcome]}，${ratedWords(found.satisfaction)}`;

/** The result as it was understood, and what an unsolved one means for the unit that closed it. */
export const resultWords = (
  issue: number,
  outcome: FollowUpOutcome,
  satisfaction: Satisfaction | null,
  unit: string | null,
): string => {
  const consequence = outcome === 'unsolved' && unit !== null ? `。${unit}原来的办结不再计入按时办结` : '';
  return `#${issue} 回访已记录：${followUpWords({ outcome, satisfaction })}${consequence}`;
};
