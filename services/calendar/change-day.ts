/** 日历 in chat: what is kept differently, and changing a day. */
import { overrides } from '../../db/calendar.ts';
import type { ArrangementStates } from '../../domain/arrangement.ts';
import type { Day } from '../../domain/time.ts';
import { calendarChanged, calendarList } from '../../wording/calendar.ts';
import { message } from '../../wording/format.ts';
import { answer } from '../answer.ts';
import { arrangeFor } from '../arrangements/arrange.ts';
import type { MessageContext } from '../core.ts';

const kinds = { 休: 'off', 班: 'work', 恢复: null } as const;
export type DayKind = keyof typeof kinds;
export const isDayKind = (word: string): word is DayKind => Object.hasOwn(kinds, word);

/** A day given back to the calendar that nobody keeps differently is left alone. */
export const dayChanged =
  (word: DayKind, name: string | null) =>
  (before: ArrangementStates['calendar']): ArrangementStates['calendar'] | undefined => {
    const kind = kinds[word];
    if (kind === null) return before === null ? undefined : null;
    return { kind, name, announced: null };
  };

/** Lists the days kept differently, or sets one. The deadlines follow with the next morning's job. */
export async function changeDay(
  ctx: MessageContext,
  day: Day | null,
  kind: DayKind | null,
  name: string | null,
): Promise<void> {
  const { core, readers } = ctx;
  if (day === null || kind === null) {
    const years = readers.calendarBasis.years.map(({ year }) => year);
    await answer(ctx, message(calendarList(years, await overrides(core.db))));
    return;
  }
  const change = await arrangeFor(ctx, 'calendar', day, dayChanged(kind, name));
  await answer(ctx, message(calendarChanged(day, kind, change !== null)));
}
