/** The monthly list of shelved issues. */
import type { Directory } from '../domain/directory.ts';
import type { IssueState } from '../domain/issue/state.ts';
import type { OutgoingSegment, RoomAddress } from '../domain/message.ts';
import { dayOf, type Month } from '../domain/time.ts';
import { dateWords, dayWords, excerpt, mention, message } from './format.ts';

export type ShelvedItem = Pick<IssueState, 'number' | 'category' | 'unit' | 'shelving' | 'reviewDay'> & {
  /** Working days it has stood. */
  days: number;
  /** Its review has come, or comes within the month. */
  thisMonth: boolean;
};

function line({ number, category, unit, shelving, reviewDay, days }: ShelvedItem, directory: Directory): string {
  const head = `#${number} ${directory.unitName(unit)} ${directory.categoryName(category)}`;
  const review = reviewDay === null ? '' : `，${dayWords(reviewDay)}复核`;
  if (shelving === null) return `${head}${review}`;
  const since = `${dateWords(dayOf(shelving.since))}挂账（${days} 个工作日），${shelving.leader}同意`;
  const again = shelving.continued === 0 ? '' : `，已继续 ${shelving.continued} 次`;
  return `${head}：${excerpt(shelving.reason, 40)}。${since}${again}${review}`;
}

/** To the office: those to be reviewed this month first, each to be answered. */
export function shelvedList(
  items: readonly ShelvedItem[],
  { month, listed }: { month: Month; listed: number },
  directory: Directory,
  { platform, kind }: RoomAddress,
): OutgoingSegment[] {
  const due = items.filter(({ thisMonth }) => thisMonth);
  const later = items.filter(({ thisMonth }) => !thisMonth);
  const shown = (some: readonly ShelvedItem[], room: number): string[] => [
    ...some.slice(0, room).map((item) => line(item, directory)),
    ...(some.length > room ? [`……另有 ${some.length - room} 件`] : []),
  ];
  const text = [
    ` 【挂账月度复核】${Number(month.slice(5))}月，共挂账 ${items.length} 件`,
    ...(due.length === 0 ? [] : [`本月须复核 ${due.length} 件：`, ...shown(due, listed)]),
    ...(later.length === 0
      ? []
      : [`${due.length === 0 ? '' : '其余 '}${later.length} 件：`, ...shown(later, Math.max(listed - due.length, 0))]),
    '请逐件引用本条回复：继续挂账 #编号 新复核日期 原因　或　恢复 #编号 原因',
  ].join('\n');
  const office = kind === 'group' ? directory.holdersOf('office').slice(0, 3) : [];
  return message(
    office.map((person) => mention(person, platform)),
    text,
  );
}
