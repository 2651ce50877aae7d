/** How a number a rule uses is declared: its default, its reason and what values make sense. */
import { z } from 'zod';

interface Definition<T> {
  default: T;
  reason: string;
  schema: z.ZodType<T>;
}
export const define = <T>(schema: z.ZodType<T>, value: T, reason: string): Definition<T> => ({
  default: value,
  reason,
  schema,
});

/** 0–365, of whatever kind the name says. */
export const days = z.number().int().min(0).max(365);
/** 0–1 */
export const share = z.number().min(0).max(1);
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
