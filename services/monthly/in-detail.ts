/** What 月报 tells beside a month's table, as it stood at its end, or at the moment it has got to. */
import { emergingOfWeeks } from '../../db/emerging.ts';
import { findingsOf, inspectionsByUnit } from '../../db/inspections.ts';
import { jointItemsFor } from '../../db/joint-items.ts';
import { rectificationsBetween } from '../../db/rectifications.ts';
import { inTimeFrom } from '../../domain/given-day.ts';
import { addDays, dayOf } from '../../domain/time.ts';
import type { MonthInDetail } from '../../wording/papers/month-in-detail.ts';
import type { Core } from '../core.ts';
import { stretchOf, type TableRequest } from './make.ts';

/** A week that ends in the month is the month's: its Monday may lie in the one before. */
const TO_SUNDAY = 6;

export async function monthInDetail(
  core: Pick<Core, 'db' | 'readers'>,
  request: Pick<TableRequest, 'month' | 'until'>,
): Promise<MonthInDetail> {
  const { db } = core;
  const { rules } = core.readers();
  const { from, to, lastDay } = stretchOf(request, rules);
  const [inspections, findings, rectifications, surges] = await Promise.all([
    inspectionsByUnit(db, from, to),
    findingsOf(db, from, to),
    rectificationsBetween(db, from, to),
    emergingOfWeeks(db, addDays(dayOf(from), -TO_SUNDAY), addDays(lastDay, -TO_SUNDAY)),
  ]);
  const items = await jointItemsFor(
    db,
    surges.map(({ id }) => id),
  );
  return {
    inTime: inTimeFrom(lastDay, rules.calendar),
    inspections,
    findings,
    rectifications,
    surges: surges.map((surge) => ({ surge, item: items.get(surge.id) ?? null })),
  };
}
