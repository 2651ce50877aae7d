/** An issue given to whoever answers for a unit. */
import type { Instant } from '../time.ts';
import type { EventPayloads } from './events.ts';
import { accountability, deadlinesFrom, type Rules } from './rules.ts';
import { event, refuse, type Decision, type Situation } from './situation.ts';
import type { IssueState } from './state.ts';

/** It went to and fro: who gets it next may give it back only with the office's consent. */
export const mayReturnOnlyWithOffice = ({ returns }: IssueState, { settings }: Rules): boolean =>
  returns >= settings['return.times'];

export function assignment(
  unit: number,
  handler: number | null,
  deadlines: { acceptDue: Instant; due: Instant; totalDue: Instant },
  reason: string,
): EventPayloads['assigned'] {
  return { unit, ...deadlines, reason, ...(handler === null ? {} : { handler }) };
}

/** Hands the issue to whoever answers for a unit, from the office or from another unit. */
export function give({ state, actor, reaches, rules }: Situation, target: number, reason: string): Decision {
  const { number } = state;
  const answers = accountability(rules.directory, target);
  if (answers === null) return refuse({ code: 'notAnswerable', number, unit: target });
  if (state.unit === answers.unit) return refuse({ code: 'sameUnit', number, unit: answers.unit });
  const firm = mayReturnOnlyWithOffice(state, rules) ? { firm: true } : {};
  const deadlines = deadlinesFrom(rules, state, reaches);
  const data = { ...assignment(answers.unit, answers.handler, deadlines, reason), ...firm };
  return { ok: true, events: [event(state.unit === null ? 'assigned' : 'transferred', reaches, actor.id, data)] };
}
