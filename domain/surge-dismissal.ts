/** A surge whose cause is known is dismissed with it: the same town and category is not raised again for some weeks. */
import type { Settings } from './settings.ts';
import { standing, type Log } from './taken-back.ts';
import { addDays, dayOf, type Day, type Instant } from './time.ts';

export interface SurgeDismissal {
  at: Instant;
  /** The cause that is known. */
  reason: string;
  /** From this day on it may be raised again. */
  until: Day;
}

export interface SurgePayloads {
  dismissed: { reason: string; until: Day };
  restored: { reason: string | null };
  /** It became a joint item, or joined one. */
  opened: { item: number };
  joined: { item: number };
}
export type SurgeEvent = {
  [T in keyof SurgePayloads]: { type: T; at: Instant; actor: number; data: SurgePayloads[T] };
}[keyof SurgePayloads];

export type SurgeCommand = { type: 'dismiss'; reason: string } | { type: 'restore'; reason: string | null };

/** What became of a surge so far. */
export interface SurgeState {
  /** The last dismissal, where it was not taken back. */
  dismissal: SurgeDismissal | null;
  /** The joint item it is dealt with in. */
  item: number | null;
}

/** Why not; the words are in `wording/emerging.ts`. */
export type SurgeRefusal =
  { code: 'dismissed'; dismissal: SurgeDismissal } | { code: 'notDismissed' } | { code: 'inJointItem'; item: number };
export type SurgeDecision = { ok: true; event: SurgeEvent } | { ok: false; refusal: SurgeRefusal };

/** In force on a day. */
export const isDismissed = (dismissal: Pick<SurgeDismissal, 'until'> | null, on: Day): boolean =>
  dismissal !== null && on < dismissal.until;

export function decideSurge(
  { dismissal, item }: SurgeState,
  command: SurgeCommand,
  actor: number,
  at: Instant,
  settings: Settings,
): SurgeDecision {
  const refuse = (refusal: SurgeRefusal): SurgeDecision => ({ ok: false, refusal });
  const today = dayOf(at);
  if (command.type === 'restore')
    return isDismissed(dismissal, today)
      ? { ok: true, event: { type: 'restored', at, actor, data: { reason: command.reason } } }
      : refuse({ code: 'notDismissed' });
  if (item !== null) return refuse({ code: 'inJointItem', item });
  if (dismissal !== null && isDismissed(dismissal, today)) return refuse({ code: 'dismissed', dismissal });
  const until = addDays(today, 7 * settings['emerging.dismissedWeeks']);
  return { ok: true, event: { type: 'dismissed', at, actor, data: { reason: command.reason, until } } };
}

/** The last dismissal, where it was not taken back; it may be over. */
export const dismissalIn = (log: Log<SurgeEvent>): SurgeDismissal | null =>
  standing(log).reduce<SurgeDismissal | null>((last, event) => {
    if (event.type === 'dismissed') return { at: event.at, ...event.data };
    return event.type === 'restored' ? null : last;
  }, null);
