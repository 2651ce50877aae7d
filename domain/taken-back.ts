/** What is taken back of what inspectors follow (整改, 督查发现, 联合事项, 苗头, 预警): its list keeps it, and it counts nowhere. */
import { MINUTE, type Instant } from './time.ts';

/** An event and the message that caused it. One message causes one event of a list. */
export type Logged<E> = E & { source: string };

/** Says of an earlier event of the same list that it was taken back. */
export interface Undone {
  type: 'undone';
  at: Instant;
  actor: number | null;
  /** The message that caused what is taken back. */
  data: { source: string };
}

/** All that happened, in order: what was taken back and what says so included. Its length is the version. */
export type Log<E> = readonly Logged<E | Undone>[];

const isUndone = (event: { type: string }): event is Logged<Undone> => event.type === 'undone';

/** The messages of which the event was taken back. */
export const takenBackIn = (log: readonly Logged<{ type: string }>[]): ReadonlySet<string> =>
  new Set(log.filter(isUndone).map(({ data }) => data.source));

/** What counts of a log. */
export function standing<E extends { type: string }>(log: Log<E>): Logged<E>[] {
  const gone = takenBackIn(log);
  return log.filter((event): event is Logged<E> => !isUndone(event) && !gone.has(event.source));
}

/** What a message did, with the log as it left it; `takenBack` where it counts no more, null where it did nothing. */
export function doneBy<E extends { type: string }>(
  log: Log<E>,
  source: string,
): { event: Logged<E>; until: Log<E> } | 'takenBack' | null {
  const place = log.findIndex((event) => event.source === source);
  if (place < 0) return null;
  const event = standing(log).find((one) => one.source === source);
  return event === undefined ? 'takenBack' : { event, until: log.slice(0, place + 1) };
}

/** An event as far as taking it back looks at it. */
export interface AnyEvent {
  type: string;
  at: Instant;
  actor: number | null;
}

/** A list, and what it is of. */
export interface Followed<S extends string> {
  subject: S;
  number: number;
  log: Log<AnyEvent>;
}

export type TakingBackRefusal<S extends string> =
  | { code: 'tooLate'; minutes: number }
  /** By null: what follows from a change of the calendar. */
  | { code: 'actedSince'; subject: S; type: string; by: number | null };

/** For each list the place and the moment of the event that takes it back. */
export interface Undoing<S extends string> {
  subject: S;
  number: number;
  seq: number;
  at: Instant;
}
export type TakingBackDecision<S extends string> =
  { ok: true; undone: Undoing<S>[] } | { ok: false; refusal: TakingBackRefusal<S> };

/**
 * Takes back what one message did, of every list it did something to, unless it was too long ago or something has happened
 * to one of them since.
 *
 * @param lists those the message did something to
 * @param minutes within which it can be taken back
 */
export function decideTakingBack<S extends string>(
  lists: readonly Followed<S>[],
  source: string,
  at: Instant,
  minutes: number,
): TakingBackDecision<S> {
  const refuse = (refusal: TakingBackRefusal<S>): TakingBackDecision<S> => ({ ok: false, refusal });
  const mine = lists.flatMap(({ log }) => log.filter((event) => event.source === source));
  if (mine.some((event) => at - event.at > minutes * MINUTE)) return refuse({ code: 'tooLate', minutes });
  for (const { subject, log } of lists) {
    const last = standing(log).at(-1);
    if (last !== undefined && last.source !== source)
      return refuse({ code: 'actedSince', subject, type: last.type, by: last.actor });
  }
  const undone = lists.map(({ subject, number, log }) => ({
    subject,
    number,
    seq: log.length + 1,
    at: Math.max(at, log.at(-1)?.at ?? at),
  }));
  return { ok: true, undone };
}
