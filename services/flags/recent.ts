/** The flags raised lately, in the order they are read in chat and on the command line. */
import { rectificationsBetween } from '../../db/rectifications.ts';
import { loadFlags, type Flag, type Runner } from '../../db/supervision.ts';
import { heaviestFirst } from '../../domain/flags.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { RectificationState } from '../../domain/rectification.ts';
import { startOfDay, type Instant } from '../../domain/time.ts';
import { flagWindowStart } from './weekly.ts';

/** The newest day first, of each day what weighs most; of some units when given. */
export async function recentFlags(db: Runner, now: Instant, units: readonly number[] | null): Promise<Flag[]> {
  const loaded = await loadFlags(db, flagWindowStart(now), units);
  return [...groupBy(loaded, ({ day }) => day).values()].flatMap(heaviestFirst);
}

export type Answering = (flag: Flag) => RectificationState | null;

/** The rectification each of them led to. */
export async function answeringFlags(db: Runner, now: Instant): Promise<Answering> {
  const all = await rectificationsBetween(db, startOfDay(flagWindowStart(now)), now + 1);
  return (flag) => all.find((state) => state.flags.some((one) => one.flag === flag.id)) ?? null;
}
