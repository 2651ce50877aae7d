/** What the bot says about visits: their card, and what is taken back. */
import type { Directory } from '../domain/directory.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { visitNumber } from '../domain/text/quoted.ts';
import { dayOf } from '../domain/time.ts';
import { sessionNames, visitKindNames, type Visit } from '../domain/visits/visit.ts';
import { dayWords, message, placeWords } from './format.ts';

/** A village with its town. */
export const villageWords = (directory: Directory, place: number): string =>
  placeWords(directory, { place, placeText: null });

interface Card {
  visit: Visit & { issues: readonly number[]; named: number; again: number };
  directory: Directory;
  /** Numbered choices of the place, with the question before them. */
  question: string | null;
  /** No kind was named. */
  kindAssumed: boolean;
  /** The message tells households from one another, and nothing else said so. */
  namesHouseholds: boolean;
  group: boolean;
}

/** In groups no word of what was heard; households nowhere. */
export function visitCard({
  visit,
  directory,
  question,
  kindAssumed,
  namesHouseholds,
  group,
}: Card): OutgoingSegment[] {
  const { session, households, companions, issues } = visit;
  const lines = [
    `已记录${visitNumber(visit.id)}：${dayWords(visit.day)}${session === null ? '' : `，${sessionNames[session]}`}`,
    `方式：${visitKindNames[visit.kind]}${kindAssumed ? '（没有写明，按入户记）' : ''}`,
    `地点：${visit.place === null ? '待确认，确认前不计入覆盖' : villageWords(directory, visit.place)}`,
  ];
  if (households !== null) lines.push(`户数：${households} 户${namedWords(visit)}`);
  if (companions.length > 0) lines.push(`同行：${companions.join('、')}`);
  if (!group && visit.note !== '') lines.push(`情况：${visit.note}`);
  if (issues.length > 0) lines.push(`当天在此上报的已归入：${issues.map((number) => `#${number}`).join('、')}`);
  if (question !== null) lines.push(question);
  if (group && namesHouseholds) lines.push('原消息里有住户信息，记录里已隐去；请尽快撤回原消息。');
  lines.push(`${reportWords(visit)}有误请引用本条回复：走访 撤回`);
  return message(lines.join('\n'));
}

/** How what was heard comes to hang on the visit. */
const reportWords = ({ place, day, recordedAt }: Visit): string =>
  place === null
    ? ''
    : day === dayOf(recordedAt)
      ? '在这里听到的问题请“上报”，当天自动归入这次走访，也可引用本条上报。'
      : '听到的问题请引用本条“上报”，即归入这次走访。';

const namedWords = ({ named, again }: Card['visit']): string =>
  named === 0 ? '' : `（记了代号 ${named} 户，其中以前走访过 ${again} 户）`;

export const withdrawnWords = (visit: Visit, directory: Directory): string =>
  `已撤回${visitNumber(visit.id)}：${dayWords(visit.day)}${visit.place === null ? '' : `${villageWords(directory, visit.place)}`}，不再计入覆盖。要更正请重新记录。`;
