/** The year's days off are announced, and the administrator takes them in: `huiyin calendar 2027.json`. */
import { importYear } from '../../db/calendar.ts';
import type { Day } from '../../domain/time.ts';
import type { Stage } from './stage.ts';

export async function announced(stage: Stage, year: number, name: string, off: readonly Day[]): Promise<void> {
  const days = off.map((day) => ({ day, kind: 'off' as const, name }));
  await importYear(stage.house.core.db, year, days, stage.at);
  await stage.house.roster.renew();
}
