/** Forms and the quarterly pack in words: lines for a group, in full for private chat. */
import type { DecisionOnPaper, HandoverFormPaper, QuarterlyPack, UnsolvedForm } from '../domain/handover-form.ts';
import type { Period } from '../domain/period.ts';
import { dayOf } from '../domain/time.ts';
import { dayWords, dueWords, excerpt, momentWords, overdueWords } from './format.ts';

const quarterNames = ['一', '二', '三', '四'];

/** 2026年第三季度 */
export const quarterWords = ({ from }: Period): string =>
  `${from.slice(0, 4)}年第${quarterNames[Math.floor((Number(from.slice(5, 7)) - 1) / 3)] ?? ''}季度`;

/** Behind the number of a form that is not one any more. */
const withdrawnWords = (reason: string): string => `已撤销，改走平台流转：${reason}`;

const dueOf = ({ due, overdueDays, withdrawn }: UnsolvedForm): string =>
  withdrawn !== null
    ? withdrawnWords(withdrawn)
    : due === null
      ? '期限暂停'
      : `${dueWords(due)}到期${overdueDays > 0 ? `，${overdueWords(overdueDays)}` : ''}`;

/** As a group may see it: number, category, unit, leader, day. */
export const formLine = (form: UnsolvedForm): string =>
  `${form.number} #${form.issue} ${form.category} · ${form.unit}${
    form.supporting.length === 0 ? '' : `（协办 ${form.supporting.join('、')}）`
  } · ${form.leader}牵头 · ${dueOf(form)}`;

export const decisionOnPaper = ({ text, unit, due, doneAt, done }: DecisionOnPaper): string =>
  `${text}（${unit}，${dayWords(due)}前${doneAt === null ? '，未落实' : `；${dayWords(dayOf(doneAt))}落实：${done ?? ''}`}）`;

/** One form in full, for those who may see what a resident said. */
export function formText(form: HandoverFormPaper): string {
  return [
    `【问题交办单】${form.number}${form.withdrawn === null ? '' : '（已撤销）'}　${form.issueNumber}（#${form.issue}）${form.state}`,
    `类别：${form.category}　${form.urgency}件`,
    `地点：${form.place}`,
    `内容：${form.content}`,
    `牵头区领导：${form.leader}`,
    `主办：${form.unit}${form.handler === null ? '' : `（${form.handler}）`}`,
    ...(form.supporting.length === 0 ? [] : [`协办：${form.supporting.join('、')}`]),
    ...(form.note === null ? [] : [`要求：${form.note}`]),
    `${form.withdrawn === null ? '期限' : '撤销'}：${dueOf(form)}`,
    `签发：${form.issuedBy}，${momentWords(form.issuedAt)}`,
    ...form.instructions.map(({ leader, at, text }) => `批示（${leader} ${dayWords(dayOf(at))}）：${text}`),
    ...form.parts.map(({ issue, unit, content, state }) => `拆分 #${issue} ${unit} ${state}：${content}`),
    ...form.progressed.map(({ by, at, text }) => `进展（${by} ${dayWords(dayOf(at))}）：${text}`),
    ...form.decisions.map((decision) => `议定：${decisionOnPaper(decision)}`),
    ...(form.outcome === null || form.outcomeAt === null
      ? []
      : [`办结：${momentWords(form.outcomeAt)} ${form.outcome}`]),
  ].join('\n');
}

/** For a group: how many, nothing of what they are about. */
export const packLine = ({ quarter, forms, edition }: QuarterlyPack): string =>
  forms.length === 0
    ? `【季度研究】${quarterWords(quarter)}${editionMark(edition)}没有未办结的问题交办单。`
    : `【季度研究】${quarterWords(quarter)}${editionMark(edition)}未办结问题交办单 ${forms.length} 份，提请领导小组研究。`;

/** Nothing for the first edition: what is corrected says so. */
const editionMark = (edition: number): string => (edition > 1 ? `第 ${edition} 版 ` : '');

/** Characters of a content or note in the list. */
const SHOWN = 40;

/** The pack for private chat. */
export function packText(pack: QuarterlyPack, listed: number): string {
  const { forms, changes } = pack;
  const corrected = changes === null ? [] : [`更正：${changes.join('；')}`];
  if (forms.length === 0) return [packLine(pack), ...corrected].join('\n');
  const rows = forms.map((form) =>
    [
      formLine(form),
      `　${excerpt(form.content, SHOWN)}`,
      ...(form.progress === null ? [] : [`　进展：${excerpt(form.progress, SHOWN)}`]),
      ...form.decisions.map((decision) => `　议定：${decisionOnPaper(decision)}`),
    ].join('\n'),
  );
  return [
    packLine(pack),
    ...corrected,
    ...rows.slice(0, listed),
    ...(rows.length > listed ? [`……另有 ${rows.length - listed} 份`] : []),
    '研究后请发：议定 #编号 决定内容 责任单位 完成日期',
  ].join('\n');
}
