/** The bot's cards: what it understood of a report, and an issue as it stands. */
import type { Directory } from '../domain/directory.ts';
import type { IssueState } from '../domain/issue/state.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import type { Day } from '../domain/time.ts';
import {
  dayWords,
  dueWords,
  formalNumber,
  message,
  momentWords,
  namedFor,
  numberOf,
  placeWords,
  replyKindNames,
  statusNames,
  urgencyNames,
} from './format.ts';
import { pendingLines, returnLines, shelvingLine } from './requests.ts';
import { reportRoute, routeLines, withdrawnForm } from './routes.ts';

export interface ReportCard {
  issue: IssueState;
  directory: Directory;
  /** Numbered choices still to be made, one a line, with the question before them. */
  question: string | null;
  /** The question is which place is meant. */
  asksPlace: boolean;
  /** The visit it was raised in. */
  visit: { day: Day } | null;
  /** Kept only in part. */
  shortened: boolean;
  /** The deadline rests on a year whose holidays are not known. */
  assumed: boolean;
  group: boolean;
}

/** Number, what was understood, unit, deadline, and how to correct it. */
export function reportCard({
  issue,
  directory,
  question,
  asksPlace,
  visit,
  shortened,
  assumed,
  group,
}: ReportCard): OutgoingSegment[] {
  const lines: string[] = [
    ` ${directory.categoryName(issue.category)}${issue.urgency === 'normal' ? '' : `【${urgencyNames[issue.urgency]}】`}`,
  ];
  const where = group ? groupPlace(directory, issue) : placeWords(directory, issue);
  lines.push(`地点：${asksPlace ? '待确认' : where}`);
  if (issue.status === 'closed') lines.push('现场解决，已记录并结案。');
  else if (issue.unit !== null && issue.due !== null && issue.acceptDue !== null) {
    lines.push(`责任单位：${directory.unitName(issue.unit)}${handlerWords(directory, issue)}`);
    lines.push(`期限：${dueWords(issue.acceptDue)}前受理，${dueWords(issue.due)}前办结`);
    if (assumed) lines.push('（跨年期限暂按周一至周五计，放假安排公布后更正）');
  } else if (question === null) lines.push('责任单位：待双访办确定');
  lines.push(...reportRoute(issue));
  if (visit !== null) lines.push(raisedInVisit(visit.day));
  if (question !== null) lines.push(question);
  if (shortened) lines.push('内容较长，已存下前面部分，其余请补充到“更正”或当面说明。');
  if (issue.status !== 'closed') {
    lines.push('有误请引用本条回复，如：更正 地点：…　更正 单位：…　撤回');
  }
  return message('已登记 ', numberOf(issue), lines.join('\n'));
}

export const raisedInVisit = (day: Day): string => `已归入${dayWords(day)}的走访`;

const handlerWords = (directory: Directory, issue: IssueState): string =>
  issue.handler === null ? '' : `（${directory.unitName(issue.handler)}）`;

/** In a group the village is named, not what stands beside it: a house is personal data. */
const groupPlace = (directory: Directory, issue: IssueState): string =>
  issue.place === null
    ? issue.placeText === null
      ? '未注明'
      : '已记录'
    : placeWords(directory, { place: issue.place, placeText: null });

/** An issue on one line, as groups may see it: number, category, unit, deadline. */
export function issueLine(directory: Directory, issue: IssueState): string {
  const due = issue.status === 'shelved' ? '期限暂停' : issue.due === null ? '' : `${dueWords(issue.due)}到期`;
  const parts = [
    `#${issue.number}`,
    directory.categoryName(issue.category),
    directory.unitName(issue.unit),
    statusNames[issue.status],
  ];
  if (issue.outcomeAt === null && due !== '') parts.push(due);
  return [...parts, ...withdrawnForm(issue)].join(' · ');
}

/** Who has the duty now, and who reported it where that is another. */
const receiverWords = (directory: Directory, { duty, reporter }: IssueState): string =>
  duty === reporter
    ? (directory.person(reporter)?.name ?? '—')
    : `${directory.person(duty)?.name ?? '—'}（接手），${directory.person(reporter)?.name ?? '原首问责任人'}`;

/** An issue in full, for private chat with those who may see it; `more` are lines of what stands beside it. */
export function issueCard(
  directory: Directory,
  issue: IssueState,
  hasContact: boolean,
  more: readonly string[] = [],
): string {
  const lines = [
    `${formalNumber(issue.number, issue.reportedAt)}（#${issue.number}）${statusNames[issue.status]}`,
    `类别：${directory.categoryName(issue.category)}　${urgencyNames[issue.urgency]}件`,
    `地点：${placeWords(directory, issue)}`,
    `内容：${issue.content}`,
  ];
  if (issue.photos.length > 0) lines.push(`照片：${issue.photos.length} 张`);
  if (issue.resident !== null || hasContact) {
    lines.push(
      `反映人：${issue.resident ?? '已登记'}${hasContact ? `（联系方式私聊“联系人 #${issue.number}”，每次查看有记录）` : ''}`,
    );
  }
  lines.push(`首问：${receiverWords(directory, issue)}，${momentWords(issue.reportedAt)}上报`);
  lines.push(`责任单位：${directory.unitName(issue.unit)}${handlerWords(directory, issue)}`);
  lines.push(...routeLines(issue, directory), ...more);
  if (issue.acceptedAt !== null) lines.push(`受理：${momentWords(issue.acceptedAt)}`);
  else if (issue.acceptDue !== null) lines.push(`受理期限：${dueWords(issue.acceptDue)}`);
  if (issue.status === 'shelved') lines.push(shelvingLine(issue));
  else if (issue.due !== null) {
    lines.push(`办理期限：${dueWords(issue.due)}${issue.extensions > 0 ? `（延期 ${issue.extensions} 次）` : ''}`);
  }
  lines.push(...pendingLines(issue, directory));
  if (issue.outcomeAt !== null) lines.push(`办结：${momentWords(issue.outcomeAt)} ${issue.outcome ?? ''}`);
  if (issue.repliedAt !== null && issue.replyKind !== null) {
    const expected = issue.expectedDay === null ? '' : `，预计${dayWords(issue.expectedDay)}`;
    lines.push(`反馈群众：${momentWords(issue.repliedAt)}（${replyKindNames[issue.replyKind]}${expected}）`);
  } else if (issue.replyDue !== null && issue.status === 'awaitingReply') {
    lines.push(`反馈期限：${dueWords(issue.replyDue)}`);
  }
  if (issue.returns > 0) lines.push(`退回 ${issue.returns} 次`, ...returnLines(issue.returnedBy, directory));
  if (issue.reopened > 0) lines.push(`重办 ${issue.reopened} 次`);
  const named = issue.unit === null ? [] : namedFor(directory, issue.handler ?? issue.unit);
  if (named.length > 0) lines.push(`联络员：${named.map((person) => person.name).join('、')}`);
  return lines.join('\n');
}

/** Said with a contact that is shown. @param standingInFor whose work it is that the one who looks does */
export const lookedAtWords = (directory: Directory, standingInFor: number | null): string => {
  const absent = standingInFor === null ? undefined : directory.person(standingInFor);
  return `本次查看已记录${absent === undefined ? '' : `（替${absent.name}代班）`}，仅限办理使用。`;
};
