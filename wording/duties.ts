/** First-receiver duty in words: handed over, taken over, owed by nobody. */
import type { Directory } from '../domain/directory.ts';
import type { EventOf } from '../domain/issue/events.ts';
import type { IssueState } from '../domain/issue/state.ts';
import type { OutgoingSegment, RoomAddress } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import { dueWords, mention, message, placeWords, statusNames } from './format.ts';
import { nothingThere } from './refusals/nothing.ts';

export const nameOf = (directory: Directory, person: number): string =>
  directory.person(person)?.name ?? '原首问责任人';

export const answerBy = (replyDue: Instant | null): string =>
  replyDue === null ? '' : `，${dueWords(replyDue)}前答复群众`;

/** To who got the duty. */
export function handedOver(
  { data }: EventOf<'dutyHandedOver'>,
  issue: IssueState,
  directory: Directory,
  group: boolean,
): string {
  const about = group ? '' : `\n地点：${placeWords(directory, issue)}\n内容：${issue.content}`;
  const next =
    data.replyDue === null
      ? '\n单位的进展今后发给您，办结后由您答复群众。'
      : `\n已有办理结果，请于${dueWords(data.replyDue)}前答复群众，然后引用本条回复：反馈 1 答复内容`;
  return ` ${nameOf(directory, data.from)}把首问责任移交给您，原因：${data.reason}。${directory.categoryName(issue.category)} · ${directory.unitName(issue.unit)} · ${statusNames[issue.status]}${about}${next}`;
}

/** To who had it, where the office has handed it over. */
export const releasedWords = ({ data }: EventOf<'dutyHandedOver'>, directory: Directory): string =>
  `首问责任已由双访办移交${nameOf(directory, data.to)}，原因：${data.reason}。您不用再答复这件事。`;

type Handed = Pick<IssueState, 'number' | 'category' | 'status' | 'replyDue'>;

const numbersOf = (issues: readonly Pick<IssueState, 'number'>[], listed: number): string =>
  `${issues
    .slice(0, listed)
    .map(({ number }) => `#${number}`)
    .join('、')}${issues.length > listed ? ` 等 ${issues.length} 件` : ''}`;

export interface HandedOver<Issue extends Handed = Handed> {
  from: string;
  to: string;
  reason: string;
  issues: readonly Issue[];
  /** Issues listed one by one. */
  listed: number;
}

/** To who got all the duties of another: each with its state, those that wait for an answer first. */
export function allHandedOver({ from, reason, issues, listed }: HandedOver, directory: Directory): string {
  const lines = [...issues]
    .sort((a, b) => (a.replyDue ?? Infinity) - (b.replyDue ?? Infinity) || a.number - b.number)
    .map(
      ({ number, category, status, replyDue }) =>
        `#${number} ${directory.categoryName(category)} · ${statusNames[status]}${status === 'awaitingReply' ? answerBy(replyDue) : ''}`,
    );
  return [
    `${from}的首问责任移交给您，共 ${issues.length} 件，原因：${reason}`,
    ...lines.slice(0, listed),
    ...(lines.length > listed ? [`……另有 ${lines.length - listed} 件，发送“我的”查看`] : []),
    '单位的进展今后发给您，办结后由您答复群众。发送“查询 #编号”可看全文。',
  ].join('\n');
}

/** To who had them. */
export const allReleased = ({ to, reason, issues, listed }: HandedOver): string =>
  `您的首问责任已由双访办移交${to}，共 ${issues.length} 件（${numbersOf(issues, listed)}），原因：${reason}。您不用再答复这些事。`;

/** To a unit that has some of them. */
export const receiverChanged = ({ from, to, listed }: HandedOver, issues: readonly Handed[]): string =>
  `首问责任人由${from}改为${to}：${numbersOf(issues, listed)}，联系群众请找新的首问责任人。`;

/** To who did it. */
export const handedOverAll = ({ from, to, issues, listed }: HandedOver): string =>
  issues.length === 0
    ? nothingThere.duties(from)
    : `${from}的首问责任已全部移交${to}，共 ${issues.length} 件：${numbersOf(issues, listed)}`;

/** To the office: residents wait for an answer, and who owed it is gone. */
export function ownerlessWords(
  issues: readonly Pick<IssueState, 'number'>[],
  listed: number,
  directory: Directory,
  { platform, kind }: RoomAddress,
): OutgoingSegment[] {
  const office = kind === 'group' ? directory.holdersOf('office').slice(0, 3) : [];
  return message(
    office.map((person) => mention(person, platform)),
    ` 有 ${issues.length} 件等待答复群众，首问责任人已不在册：${numbersOf(issues, listed)}\n请发送：移交 #编号 接手人 原因　或　移交 全部 原首问人 接手人 原因`,
  );
}
