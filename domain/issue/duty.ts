/** First-receiver duty: who may hand it to whom, and the time the one who gets it has for the answer. */
import { dueAt } from '../deadlines.ts';
import type { Instant } from '../time.ts';
import { may, type Actor } from '../permitted.ts';
import type { CommandPayloads, Refusal } from './commands.ts';
import type { Rules } from './rules.ts';
import { event, refuse, type Decision, type Situation } from './situation.ts';
import type { IssueState } from './state.ts';

export function handOverDuty(situation: Situation, { to, reason }: CommandPayloads['handOverDuty']): Decision {
  const { state, actor, reaches, rules } = situation;
  const refusal = mayTakeOver(state.duty, to, actor, rules);
  if (refusal !== null) return refuse({ ...refusal, number: state.number });
  const replyDue = replyDueFor(state, reaches, rules);
  return { ok: true, events: [event('dutyHandedOver', reaches, actor.id, { from: state.duty, to, reason, replyDue })] };
}

/** A cadre hands the duty to somebody of a team of theirs, the office to anybody whom the bot can reach. */
function mayTakeOver(
  from: number,
  to: number,
  actor: Actor,
  { directory }: Rules,
): Extract<Refusal, { to: number }> | null {
  if (to === from) return { code: 'hasDutyAlready', number: 0, to };
  const accounts = directory.person(to)?.accounts ?? [];
  if (accounts.length === 0) return { code: 'notBound', number: 0, to };
  const together = directory.teamsOf(from).filter((team) => team.members.includes(to));
  return may(actor, 'handOverTo', { teams: together }) ? null : { code: 'notTeammate', number: 0, to };
}

/**
 * The resident's wait goes on, so the deadline stays. But nobody is put over a deadline by a duty just received: the one
 * who gets it has at least some working days from hearing of it. Once an answer, so that no time is gained by handing to
 * and fro.
 */
function replyDueFor(state: IssueState, reaches: Instant, { settings, calendar }: Rules): Instant | null {
  if (state.replyDue === null || state.status !== 'awaitingReply') return null;
  const outcomeAt = state.outcomeAt ?? 0;
  const before = state.clocks.some((clock) => clock.endedBy === 'handedOver' && clock.from >= outcomeAt);
  if (before) return state.replyDue;
  const own = dueAt({ workingDays: settings['deadline.dutyHandover.workingDays'] }, reaches, calendar);
  return Math.max(state.replyDue, own);
}
