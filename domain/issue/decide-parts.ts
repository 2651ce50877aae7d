/** An issue split into parts for several units, and what the leading group decided about it. */
import { dueAt } from '../deadlines.ts';
import { dayOf } from '../time.ts';
import { may } from '../permitted.ts';
import type { CommandType, NewPart } from './commands.ts';
import { assignment } from './give.ts';
import { event, notYourUnit, ofWhole, refuse, studied, type Decider, type Situation } from './situation.ts';
import type { IssueEvent } from './events.ts';
import { accountability, type Rules } from './rules.ts';
import type { IssueState } from './state.ts';

type PartCommand = Extract<CommandType, 'split' | 'recordDecision' | 'completeDecision'>;

export const partDeciders: { [T in PartCommand]: Decider<T> } = {
  split(situation, { parts }) {
    const { state, actor, at, rules } = situation;
    const { number, due } = state;
    if (state.parent !== null) return ofWhole(situation, state.parent, 'split');
    if (state.unit === null) return refuse({ code: 'noUnitYet', number });
    // The parts inherit the deadline: one that has passed would be over for units that only hear of it now.
    if (due !== null && at > due) return refuse({ code: 'splitTooLate', number, due });
    const units: number[] = [];
    for (const { unit } of parts) {
      const answers = accountability(rules.directory, unit);
      if (answers === null) return refuse({ code: 'notAnswerable', number, unit });
      if (units.includes(unit)) return refuse({ code: 'unitTwice', number, unit });
      units.push(unit);
    }
    const named = parts.map((part) => ({ number: part.number, unit: part.unit }));
    return { ok: true, events: [event('split', at, actor.id, { parts: named })] };
  },

  recordDecision(situation, { text, unit, day, study }) {
    const { state, actor, at, rules } = situation;
    const { number } = state;
    const named = unit ?? state.unit;
    if (named === null) return refuse({ code: 'noUnitYet', number });
    const answers = accountability(rules.directory, named);
    if (answers === null) return refuse({ code: 'notAnswerable', number, unit: named });
    if (day < dayOf(at)) return refuse({ code: 'dayPast', number, day });
    const data = { seq: state.decisions.length + 1, text, unit: answers.unit, due: day, ...studied(study) };
    return { ok: true, events: [event('decisionRecorded', at, actor.id, data)] };
  },

  completeDecision(situation, { seq, text }) {
    const { state, actor, at, rules } = situation;
    const { number } = state;
    const open = state.decisions.filter(({ doneAt }) => doneAt === null);
    const [first, second] = seq === null ? open : open.filter((one) => one.seq === seq);
    if (first === undefined) return refuse({ code: 'noOpenDecision', number });
    if (second !== undefined) return refuse({ code: 'whichDecision', number, open: open.map((one) => one.seq) });
    if (!may(actor, 'completeDecision', { decided: rules.directory.lineOf(first.unit) }))
      return notYourUnit({ ...situation, state: { ...state, unit: first.unit } });
    return { ok: true, events: [event('decisionCarriedOut', at, actor.id, { seq: first.seq, text })] };
  },
};

/** A part as an issue of its own: the same matter, first receiver and deadline, another unit. */
export function decidePart(
  whole: IssueState,
  { unit, content }: NewPart,
  actor: number,
  reaches: Situation['reaches'],
  rules: Rules,
): IssueEvent[] {
  const { reporter, duty, source, place, placeText, resident, category, urgency, route } = whole;
  const answers = accountability(rules.directory, unit);
  if (answers === null || whole.due === null) throw new Error(`issue ${whole.number} cannot be split for unit ${unit}`);
  const accept = dueAt({ workingDays: rules.settings['deadline.accept.workingDays'] }, reaches, rules.calendar);
  const deadlines = {
    due: whole.due,
    totalDue: whole.totalDue ?? whole.due,
    acceptDue: Math.min(accept, whole.due),
  };
  const told = { reporter, duty, source, place, placeText, resident, category, urgency, route };
  return [
    event('reported', reaches, actor, { ...told, content, photos: [], parent: whole.number }),
    event('assigned', reaches, actor, assignment(answers.unit, answers.handler, deadlines, `拆分自 #${whole.number}`)),
  ];
}
