/** What units ask of the office in words: extensions, returns, shelving; what was asked, and what came of it. */
import type { Directory } from '../domain/directory.ts';
import type { RequestKind } from '../domain/issue/commands.ts';
import type { EventOf } from '../domain/issue/events.ts';
import type { IssueState, ReturnRecord } from '../domain/issue/state.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import { dateWords, dayWords, dueWords, routeNames } from './format.ts';

export const requestNames: Record<RequestKind, string> = {
  extension: '延期',
  return: '退回',
  shelving: '挂账',
  unit: '改派',
};

/** What a unit asked in time and waits for; nothing where it asked nothing. */
export const owedWords = (owed: RequestKind | null): string =>
  owed === null ? '' : `（${requestNames[owed]}申请待批）`;

const circled = '①②③④⑤⑥⑦⑧⑨';

/** Who gave it back when and why, side by side. */
export const returnLines = (records: readonly ReturnRecord[], directory: Directory): string[] =>
  records.map(
    ({ unit, reason, at }, index) =>
      `${circled[index] ?? '·'} ${directory.unitName(unit)}（${dateWords(dayOf(at))}）：${reason}`,
  );

/** How the office answers a request it can quote. */
const decide = '\n请引用本条回复：批准　或　驳回 理由';
const decideWithLeader = '\n请引用本条回复：批准 区领导姓名　或　驳回 理由';

/** To the office: it came back. From the second time on with the reasons of all who gave it back. */
export function returnedWords({ data }: EventOf<'returned'>, issue: IssueState, directory: Directory): string {
  const [, second] = issue.returnedBy;
  if (second === undefined) return ` 被退回，理由：${data.reason}\n请引用本条回复：转办 单位`;
  return [
    ` 第 ${issue.returns} 次被退回，请双访办确定责任单位：`,
    ...returnLines(issue.returnedBy, directory),
    '请引用本条回复：转办 单位 理由。这次交办后单位不能自行退回，再要退回须双访办同意。',
  ].join('\n');
}

/** To the office: a return the unit may not make by itself. */
export function returnAsked({ data }: EventOf<'returnRequested'>, issue: IssueState, directory: Directory): string {
  const why = data.late ? '已过退回期限' : `此前已退回 ${issue.returns} 次`;
  return [
    ` ${directory.unitName(issue.unit)}申请退回（${why}），理由：${data.reason}`,
    ...(issue.returnedBy.length === 0 ? [] : ['此前：', ...returnLines(issue.returnedBy, directory)]),
  ]
    .join('\n')
    .concat(decide);
}

export const extensionAsked = (
  { data }: EventOf<'extensionRequested'>,
  issue: IssueState,
  directory: Directory,
): string => {
  const again = data.needsLeader === true ? `（第 ${issue.extensions + 1} 次，须写明同意的区领导）` : '';
  return ` ${directory.unitName(issue.unit)}申请延期 ${data.workingDays} 个工作日，至${dueWords(data.due)}${again}，理由：${data.reason}${data.needsLeader === true ? decideWithLeader : decide}`;
};

export const shelvingAsked = (
  { data }: EventOf<'shelvingRequested'>,
  issue: IssueState,
  directory: Directory,
): string =>
  ` ${directory.unitName(issue.unit)}申请挂账，${dayWords(data.reviewDay)}复核，原因：${data.reason}${decideWithLeader}`;

/** To the office: since place or category were set right, another unit answers for it. */
export const otherUnitAsked = ({ data }: EventOf<'unitProposed'>, issue: IssueState, directory: Directory): string =>
  ` 更正后宜由${directory.unitName(data.unit)}办理（${data.reason}），现在${directory.unitName(issue.unit)}，尚未受理；途径不变（${routeNames[issue.route]}）${decide}`;

/** To who set it right. */
export const otherUnitLine = ({ data }: EventOf<'unitProposed'>, directory: Directory): string =>
  `更正后宜由${directory.unitName(data.unit)}办理（${data.reason}），待双访办决定`;

/** What waits for the office, in a line of a list. */
export function requestLine(
  issue: Pick<IssueState, 'number' | 'unit' | 'pendingExtension' | 'pendingRequest'>,
  directory: Directory,
): string {
  const { number, unit, pendingExtension, pendingRequest } = issue;
  const head = `#${number} ${directory.unitName(unit)} 申请`;
  if (pendingExtension !== null) return `${head}延期至${dueWords(pendingExtension.due)}：${pendingExtension.reason}`;
  if (pendingRequest === null) return head;
  switch (pendingRequest.what) {
    case 'return':
      return `${head}退回：${pendingRequest.reason}`;
    case 'shelving':
      return `${head}挂账，${dayWords(pendingRequest.reviewDay)}复核：${pendingRequest.reason}`;
    case 'unit':
      return `#${number} ${directory.unitName(unit)} 更正后建议改派${directory.unitName(pendingRequest.unit)}：${pendingRequest.reason}`;
  }
}

/** The same on the issue's card. */
export const pendingLines = ({ pendingExtension, pendingRequest }: IssueState, directory: Directory): string[] => [
  ...(pendingExtension === null ? [] : [`延期申请待批：至 ${dueWords(pendingExtension.due)}`]),
  ...(pendingRequest === null
    ? []
    : [
        pendingRequest.what === 'return'
          ? `退回申请待批：${pendingRequest.reason}`
          : pendingRequest.what === 'shelving'
            ? `挂账申请待批：${dayWords(pendingRequest.reviewDay)}复核，${pendingRequest.reason}`
            : `更正后建议改派${directory.unitName(pendingRequest.unit)}，待双访办决定：${pendingRequest.reason}`,
      ]),
];

/** From when the clocks of a shelved issue stand still. */
export const stillFrom = (since: Instant | undefined): string =>
  since === undefined ? '期限暂停' : `期限自${dayWords(dayOf(since))}申请时起暂停`;

/** How a shelved issue stands, on its card. */
export const shelvingLine = ({ shelving, reviewDay }: IssueState): string => {
  const review = reviewDay === null ? '' : `，${dayWords(reviewDay)}复核`;
  if (shelving === null) return `挂账${review}，期限暂停`;
  const again = shelving.continued === 0 ? '' : `，继续挂账 ${shelving.continued} 次`;
  return `挂账：${shelving.reason}（${dateWords(dayOf(shelving.since))}起，${shelving.leader}同意${again}${review}，期限暂停）`;
};
