/** Rotas of the visit programme in words. */
import type { OutgoingSegment } from '../domain/message.ts';
import type { Programme } from '../domain/visits/programme.ts';
import { sessionNames } from '../domain/visits/visit.ts';
import { message, weekdayNames } from './format.ts';

const lengthWords = (months: number): string =>
  months === 1 ? '每月一轮' : months === 12 ? '每年一轮' : `每 ${months} 个月一轮`;

/** 走访日 周二 08:30—17:30，访谈夜 周三 18:30—20:30，每月一轮 */
export const programmeWords = (programme: Programme): string =>
  [
    ...(['day', 'night'] as const).map((session) => {
      const { weekday, from, to } = programme[session];
      return `${sessionNames[session]} ${weekdayNames[weekday] ?? ''} ${from}—${to}`;
    }),
    lengthWords(programme.months),
  ].join('，');

const HOW = '改某一天请发：排班 小组 走访日 周四　或　排班 小组 访谈夜 周五；改回全区安排：排班 小组 恢复';

/** The district's programme, and those of some teams. */
export const rotaList = (
  district: Programme,
  teams: readonly { name: string; programme: Programme }[],
  listed: number,
): OutgoingSegment[] =>
  message(
    [
      `【走访排班】全区：${programmeWords(district)}`,
      ...teams.slice(0, listed).map(({ name, programme }) => `${name}：${programmeWords(programme)}`),
      ...(teams.length > listed ? [`……另有 ${teams.length - listed} 个小组`] : []),
      HOW,
    ].join('\n'),
  );

export const rotaChanged = (team: string, programme: Programme): OutgoingSegment[] =>
  message(`${team}的安排已改：${programmeWords(programme)}。已记录的走访不变。`);
