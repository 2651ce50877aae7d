/** What a decision looks at, and the ways it may end that several commands share. */
import type { Instant } from '../time.ts';
import type { Actor } from '../permitted.ts';
import type { CommandPayloads, CommandType, Refusal } from './commands.ts';
import type { EventPayloads, EventType, IssueEvent } from './events.ts';
import type { Rules } from './rules.ts';
import type { IssueState, Study } from './state.ts';

export type Decision = { ok: true; events: IssueEvent[] } | { ok: false; refusal: Refusal };

export interface Situation {
  state: IssueState;
  actor: Actor;
  at: Instant;
  /** When others hear of it. */
  reaches: Instant;
  rules: Rules;
}

export type Decider<T extends CommandType> = (situation: Situation, command: CommandPayloads[T]) => Decision;

export const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal });

export function event<T extends EventType>(
  type: T,
  at: Instant,
  actor: number | null,
  data: EventPayloads[T],
): IssueEvent {
  return { type, at, actor, data } as IssueEvent;
}

/** The pack of the leading group an event belongs to; nothing where the issue has been in none. */
export const studied = (study: Study | null | undefined): { study?: Study } => (study ? { study } : {});

/** What the unit that has the issue does; `accept` also accepts it when that is still open. */
export function byUnit(situation: Situation, make: () => IssueEvent[] | Refusal, implied?: 'accept'): Decision {
  const { state, actor, at } = situation;
  const made = make();
  if (!Array.isArray(made)) return refuse(made);
  const unaccepted = state.status === 'reported' || state.status === 'reopened';
  return { ok: true, events: implied && unaccepted ? [event('accepted', at, actor.id, {}), ...made] : made };
}

export const notYourUnit = ({ state }: Situation): Decision =>
  refuse({ code: 'notYourUnit', number: state.number, unit: state.unit });
export const reporterOnly = ({ state }: Situation, command: CommandType): Decision =>
  refuse({ code: 'reporterOnly', number: state.number, owner: state.duty, command });
export const partsOpen = ({ state }: Situation, command: CommandType, parts: readonly number[]): Decision =>
  refuse({ code: 'openParts', number: state.number, command, parts });
/** What is asked of a part though it belongs to the whole. */
export const ofWhole = ({ state }: Situation, parent: number, command: CommandType): Decision =>
  refuse({ code: 'isPart', number: state.number, parent, command });
