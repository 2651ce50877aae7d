/** The reply to the resident: five kinds, and what each of them has to say. */
import { dueAt } from '../deadlines.ts';
import { isNoise, namesGround, substance } from '../text/substance.ts';
import { dayOf, type Instant } from '../time.ts';
import type { CommandPayloads, Refusal } from './commands.ts';
import { supportingUnit } from './permissions.ts';
import { byUnit, event, refuse, type Decision, type Situation } from './situation.ts';

export function reply(situation: Situation, { kind, text, expectedDay }: CommandPayloads['reply']): Decision {
  const { state, actor, at } = situation;
  const { number } = state;
  const closes = state.status === 'awaitingReply';
  if (!closes && kind !== 2 && kind !== 3) return refuse({ code: 'noOutcomeYet', number, kind });
  const lacking = lacks(situation, { kind, text, expectedDay });
  if (lacking !== null) return refuse(lacking);
  return { ok: true, events: [event('replied', at, actor.id, { kind, text, expectedDay, closes })] };
}

/**
 * 1 and 2 say what was or is being done, 3 the day residents may expect it, 4 why it cannot be solved now, 5 on what
 * ground it is refused. What was done stands in the outcome too, so that of 1 no more is asked than words.
 */
function lacks({ state, at, rules }: Situation, { kind, text, expectedDay }: CommandPayloads['reply']): Refusal | null {
  const { number } = state;
  if (kind === 3 && expectedDay === null) return { code: 'replyTooThin', number, kind };
  if (expectedDay !== null && expectedDay < dayOf(at)) return { code: 'dayPast', number, day: expectedDay };
  const enough =
    kind === 4
      ? substance(text) >= rules.settings['reply.reasonLetters']
      : kind === 5
        ? namesGround(text) && substance(text) >= rules.settings['reply.reasonLetters']
        : !isNoise(text);
  return enough ? null : { code: 'replyTooThin', number, kind };
}

/** A progress note. Where residents were told 不能立即解决, each is passed on to them by the first receiver in good time. */
export function progress(situation: Situation, { text }: CommandPayloads['progress']): Decision {
  const by = supportingUnit(situation);
  if (by !== null) {
    return {
      ok: true,
      events: [event('progressed', situation.at, situation.actor.id, { text, by, ...passOn(situation) })],
    };
  }
  return byUnit(
    situation,
    () => {
      const { actor, at } = situation;
      return [event('progressed', at, actor.id, { text, ...passOn(situation) })];
    },
    'accept',
  );
}

const passOn = ({ state, reaches, rules }: Situation): { passOnBy?: Instant } => {
  const limit = { workingDays: rules.settings['deadline.reply.workingDays'] };
  return state.replyKind === 2 ? { passOnBy: dueAt(limit, reaches, rules.calendar) } : {};
};
