/** Reads a change of a team's rota: 城厢组团一组 走访日 周四, 周期 3个月, 恢复. */
import { periodLengths, type PeriodLength } from '../period.ts';
import { sessionNames, type VisitSession } from '../visits/visit.ts';
import { toHalfWidth } from './normalize.ts';
import { readCount } from './numbers.ts';

export type RotaChange =
  | { kind: 'session'; session: VisitSession; weekday: number }
  | { kind: 'period'; months: PeriodLength }
  /** As the district has it. */
  | { kind: 'default' };

export interface RotaRequest {
  /** The words that name the team; empty where none do. */
  team: string;
  /** Null where nothing is to be changed. */
  change: RotaChange | null;
}

const SESSION = new RegExp(
  `(${sessionNames.day}|${sessionNames.night})\\s*(?:改为|改到|改|为|到)?\\s*(?:每)?(?:周|星期|礼拜)([一二三四五六日天1-7])`,
);
const PERIOD = /(?:周期|每)\s*(?:改为|为)?\s*([\d一二三四六十]+|季度|半年|年)\s*(?:个?月)?(?:一轮|一次)?/;
const namedPeriods: Record<string, number> = { 季度: 3, 半年: 6, 年: 12 };

/** A length that divides no year, or no weekday, changes nothing: `change` is null and the words stay with the team's. */
export function readRota(typed: string): RotaRequest {
  const text = toHalfWidth(typed).trim();
  const session = SESSION.exec(text);
  if (session !== null) {
    const day = session[2] === '天' ? '日' : (session[2] ?? '');
    const weekday = /\d/.test(day) ? Number(day) : '一二三四五六日'.indexOf(day) + 1;
    const which: VisitSession = session[1] === sessionNames.day ? 'day' : 'night';
    return { team: without(text, session[0]), change: { kind: 'session', session: which, weekday } };
  }
  const period = PERIOD.exec(text);
  const months = period === null ? null : (namedPeriods[period[1] ?? ''] ?? readCount(period[1] ?? ''));
  const length = periodLengths.find((one) => one === months);
  if (period !== null && length !== undefined) {
    return { team: without(text, period[0]), change: { kind: 'period', months: length } };
  }
  if (/恢复|统一|默认/.test(text)) {
    return { team: text.replace(/(?:恢复|统一|默认)(?:安排)?/g, '').trim(), change: { kind: 'default' } };
  }
  return { team: text, change: null };
}

const without = (text: string, part: string): string => text.replace(part, ' ').trim();
