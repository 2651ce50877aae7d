/** A day that stands first, or somewhere in the words that follow. */
import { readDay } from '../domain/text/numbers.ts';
import type { Day } from '../domain/time.ts';
import { day, optional } from './arguments.ts';
import type { Argument } from './define.ts';

const WRITTEN = /(?:\d{4}\s*[-年./]\s*)?\d{1,2}\s*[-月./]\s*\d{1,2}\s*[日号]?/g;

/** `taken` are the words that were taken for it, with the blank after them; a day that stands within the rest stays there. */
export const dayWithin: Argument<{ day: Day | null; taken: string }> = {
  label: '预计日期',
  optional: true,
  read(text, env) {
    const reading = optional(day).read(text, env);
    if (reading.ok && reading.value !== null) {
      const taken = text.slice(0, text.length - reading.rest.length);
      return { ok: true, value: { day: reading.value, taken: `${taken} ` }, rest: reading.rest };
    }
    const days = [...text.matchAll(WRITTEN)].flatMap(([written]) => readDay(written, env.today) ?? []);
    return { ok: true, value: { day: days.find((one) => one >= env.today) ?? null, taken: '' }, rest: text };
  },
};
