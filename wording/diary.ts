/** The visit diary in words: an issue's three cells from its history, and the diary as a chat shows it. */
import { diaryColumns, type Diary, type DiaryRow } from '../domain/diary.ts';
import type { Directory } from '../domain/directory.ts';
import type { IssueEvent } from '../domain/issue/events.ts';
import type { IssueState } from '../domain/issue/state.ts';
import { maskPersonal } from '../domain/text/mask.ts';
import { dayOf, type Day, type Instant } from '../domain/time.ts';
import { dueWords, excerpt, formalNumber, placeWords, replyKindNames, routeNames, urgencyNames } from './format.ts';
import { formNumber, unitNames } from './routes.ts';
import { periodWords } from './periods.ts';
import { nothingThere } from './refusals/nothing.ts';

type Known = Pick<
  IssueState,
  | 'number'
  | 'reportedAt'
  | 'place'
  | 'placeText'
  | 'content'
  | 'category'
  | 'urgency'
  | 'resident'
  | 'status'
  | 'route'
  | 'replyDue'
>;

const dateOf = (at: Instant | Day): string => {
  const day = typeof at === 'number' ? dayOf(at) : at;
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
};

/** What was typed was masked when it was stored; what mask rules have learned since is applied to old words too. */
const masked = (text: string): string => maskPersonal(text).text;

export function diaryRow(issue: Known, events: readonly IssueEvent[], directory: Directory): DiaryRow {
  const number = formalNumber(issue.number, issue.reportedAt);
  const about = [
    directory.categoryName(issue.category),
    ...(issue.urgency === 'normal' ? [] : [`${urgencyNames[issue.urgency]}件`]),
    ...(issue.resident === null ? [] : [`反映人 ${issue.resident}`]),
  ];
  const collected = [
    number,
    `${dateOf(issue.reportedAt)} ${placeWords(directory, issue)}`,
    masked(issue.content),
    `（${about.join('，')}）`,
  ];
  const handling = events.flatMap((event) => step(event, issue, directory));
  const replies = events.flatMap((event) => answered(event));
  return {
    number,
    collected: collected.join('\n'),
    handling: (handling.length === 0 ? ['待双访办确定责任单位'] : handling).join('\n'),
    reply: [...replies, ...stillOwed(issue, replies.length > 0)].join('\n'),
  };
}

/** A line of 流转处理情况; nothing for what only people inside need to know. */
function step(event: IssueEvent, issue: Known, directory: Directory): string[] {
  const on = dateOf(event.at);
  switch (event.type) {
    case 'assigned':
    case 'transferred': {
      const { unit, handler, due } = event.data;
      const subordinate = handler === undefined ? '' : `（${directory.unitName(handler)}）`;
      return [
        `${on} ${event.type === 'assigned' ? '交' : '转'}${directory.unitName(unit)}${subordinate}，${dueWords(due)}前办结`,
      ];
    }
    case 'accepted':
      return [`${on} 受理`];
    case 'returned':
      return [`${on} 退回：${masked(event.data.reason)}`];
    case 'handedDown':
      return [`${on} 下派${directory.unitName(event.data.unit)}`];
    case 'inherited':
      return [`${on} ${directory.unitName(event.data.from)}并入${directory.unitName(event.data.to)}，继续办理`];
    case 'progressed':
      return [`${on} 办理：${masked(event.data.text)}`];
    case 'extensionApproved':
      return [`${on} 延期至${dueWords(event.data.due)}`];
    case 'outcomeRecorded':
      return [`${on} ${issue.route === 'spot' ? '现场解决' : '办结'}：${masked(event.data.text)}`];
    case 'shelved':
      return [`${on} 挂账，${dateOf(event.data.reviewDay)}复核：${masked(event.data.reason)}`];
    case 'shelvingContinued':
      return [`${on} 继续挂账，${dateOf(event.data.reviewDay)}复核：${masked(event.data.reason)}`];
    case 'resumed':
      return [`${on} 恢复办理`];
    case 'reopened':
      return [`${on} 重办：${masked(event.data.reason)}`];
    case 'routeChanged':
      return event.data.route === event.data.was || event.data.route === 'spot'
        ? []
        : [`${on} 改走${routeNames[event.data.route]}：${masked(event.data.reason)}`];
    case 'formIssued':
      return [`${on} ${formNumber(event.data)}，${directory.person(event.data.leader)?.name ?? '区领导'}牵头协调`];
    case 'supportChanged':
      return event.data.added.length === 0 ? [] : [`${on} ${unitNames(event.data.added, directory)}协办`];
    case 'split':
      return [
        `${on} 拆分给${unitNames(
          event.data.parts.map(({ unit }) => unit),
          directory,
        )}`,
      ];
    case 'decisionRecorded':
      return [`${on} 领导小组议定：${masked(event.data.text)}`];
    case 'decisionCarriedOut':
      return [`${on} 议定事项已落实：${masked(event.data.text)}`];
    case 'instructed':
    case 'supportRequested':
    case 'reported':
    case 'clarified':
    case 'unitProposed':
    case 'unitKept':
    case 'returnRequested':
    case 'returnRefused':
    case 'shelvingRequested':
    case 'shelvingRefused':
    case 'extensionRequested':
    case 'extensionRefused':
    case 'replied':
    case 'dutyHandedOver':
    case 'withdrawn':
    case 'deadlineChanged':
    case 'undone':
      return [];
  }
}

function answered(event: IssueEvent): string[] {
  if (event.type !== 'replied') return [];
  const { kind, text, expectedDay } = event.data;
  const expected = expectedDay === null ? '' : `（预计${dateOf(expectedDay)}）`;
  return [`${dateOf(event.at)} ${replyKindNames[kind]}${expected}：${masked(text)}`];
}

function stillOwed({ status, replyDue }: Known, before: boolean): string[] {
  if (status === 'closed') return [];
  if (status === 'awaitingReply') return [`待反馈${replyDue === null ? '' : `，${dueWords(replyDue)}前`}`];
  return [before ? '办理中，办结后再反馈' : '办理中，尚未反馈'];
}

export const diaryTitle = ({ of, period }: Diary): string => `民情日记　${of}　${periodWords(period)}`;

export const diarySummary = ({ visits, households, rows }: Diary): string =>
  `走访 ${visits} 次、${households} 户，收集问题 ${rows.length} 件`;

/** A name for a file, without signs a platform would refuse; its ending left out. */
export const diaryFileName = ({ of, period }: Diary): string =>
  `民情日记-${of}-${periodWords(period)}`.replace(/[\\/:*?"<>|\s]/g, '');

/** Where a platform takes no file. */
export const noFileWords = '日记的文件在这里发不出来，请在能收文件的平台私聊我发送“日记”。';

/** Characters of a cell shown in a chat; the whole is in the file. */
const SHOWN = 60;

/** The diary for a private chat: its first issues, three lines each. */
export function diaryText(diary: Diary, listed: number): string {
  const { rows } = diary;
  const [collected, handling, reply] = diaryColumns;
  const cell = (text: string): string => excerpt(text.replace(/\n/g, '；'), SHOWN);
  return [
    `【${diaryTitle(diary)}】`,
    diarySummary(diary),
    ...rows
      .slice(0, listed)
      .map((row, index) =>
        [
          `${index + 1}. ${collected}：${excerpt(row.collected.replace(/\n/g, ' '), SHOWN)}`,
          `　${handling}：${cell(row.handling)}`,
          `　${reply}：${cell(row.reply)}`,
        ].join('\n'),
      ),
    ...(rows.length > listed ? [`……另有 ${rows.length - listed} 件`] : []),
    rows.length === 0 ? nothingThere.collected() : '全文见附件。',
  ].join('\n');
}
