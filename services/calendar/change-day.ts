/** 日历 in chat: what is kept differently, and changing a day. */
import { overrides, setDay } from '../../db/calendar.ts';
import type { Day } from '../../domain/time.ts';
import { calendarChanged, calendarList } from '../../wording/calendar.ts';
import { message } from '../../wording/format.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';

const kinds = { 休: 'off', 班: 'work', 恢复: null } as const;

/** Lists the days kept differently, or sets one. The deadlines follow with the next morning's job. */
export async function changeDay(
  ctx: MessageContext,
  day: Day | null,
  kind: keyof typeof kinds | null,
  name: string | null,
): Promise<void> {
  const { core, readers } = ctx;
  if (day === null || kind === null) {
    const years = readers.calendarBasis.years.map(({ year }) => year);
    await answer(ctx, message(calendarList(years, await overrides(core.db))));
    return;
  }
  const changed = await setDay(core.db, day, kinds[kind], name);
  await answer(ctx, message(calendarChanged(day, kind, changed)));
}
