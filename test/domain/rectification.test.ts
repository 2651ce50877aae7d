/** A rectification in every state: each command possible exactly where the table says, and only to whom it belongs. */
import { describe, expect, it } from 'vitest';
import {
  decideRectification,
  evolveRectification,
  owed,
  rectificationStatuses,
  rectificationTransitions,
  suggest,
  type RectificationCommand,
  type RectificationCommandType,
  type RectificationState,
  type RectificationStatus,
} from '../../domain/rectification.ts';
import { at, people, rules, type Who } from './support.ts';

const SUGGESTED = at('2026-10-12T10:00');
const plan = {
  documentNumber: '区住建〔2026〕12号',
  steps: [
    { day: '2026-10-20', person: '沈立夏', text: '完成排查' },
    { day: '2026-10-30', person: '宋知秋', text: '全部办结' },
  ],
};
const commands: { [T in RectificationCommandType]: Extract<RectificationCommand, { type: T }> } = {
  join: { type: 'join', flag: 8, kind: 'untouched' },
  submitPlan: { type: 'submitPlan', plan },
  complete: { type: 'complete', milestone: 1, note: '已排查' },
  sendBack: { type: 'sendBack', milestone: 1, reason: '有遗漏' },
  verify: { type: 'verify', note: null },
};

class Case {
  state: RectificationState = {
    ...evolveRectification(null, suggest({ unit: 1, flag: 7, kind: 'slow' }, people.inspector.id, SUGGESTED, rules)),
    number: 3,
  };
  /** The refusal code, or null when it was done. */
  tries(who: Who, command: RectificationCommand, when = '2026-10-19T10:00'): string | null {
    const decision = decideRectification(this.state, command, people[who], at(when), rules);
    if (!decision.ok) return decision.refusal.code;
    this.state = evolveRectification(this.state, decision.event);
    return null;
  }
  does(who: Who, command: RectificationCommand, when?: string): this {
    expect(this.tries(who, command, when)).toBeNull();
    return this;
  }
}

function inStatus(status: RectificationStatus): Case {
  const one = new Case();
  if (status === 'suggested') return one;
  if (status === 'withdrawn') {
    one.state = { ...one.state, status };
    return one;
  }
  one.does('unit', commands.submitPlan).does('unit', commands.complete);
  if (status === 'rectifying') return one;
  one.does('unit', { ...commands.complete, milestone: 2 });
  return status === 'completed' ? one : one.does('inspector', commands.verify);
}

const belongsTo: Record<RectificationCommandType, { who: Who; otherwise: string }> = {
  join: { who: 'inspector', otherwise: 'notPermitted' },
  submitPlan: { who: 'unit', otherwise: 'notYourUnit' },
  complete: { who: 'unit', otherwise: 'notYourUnit' },
  sendBack: { who: 'inspector', otherwise: 'notPermitted' },
  verify: { who: 'inspector', otherwise: 'notPermitted' },
};
const types = Object.keys(commands) as RectificationCommandType[];
const cells = types.flatMap((type) => rectificationStatuses.map((status) => [type, status] as const));

describe('a rectification', () => {
  it.each(cells)('%s when %s is possible exactly where the table says', (type, status) => {
    // The first milestone of one that is under way is done: the second is still to be completed.
    const command = type === 'complete' ? { ...commands.complete, milestone: 2 } : commands[type];
    const refused = inStatus(status).tries(belongsTo[type].who, command);
    const why = {
      suggested: 'planAwaited',
      rectifying: type === 'verify' ? 'stillOpen' : 'planKept',
      completed: type === 'complete' ? 'allDone' : 'planKept',
      verified: 'verifiedBefore',
      withdrawn: 'withdrawnBefore',
    }[status];
    expect(refused).toBe(rectificationTransitions[type].includes(status) ? null : why);
  });

  it.each(types)('%s is refused to everybody it does not belong to', (type) => {
    for (const who of Object.keys(people) as Who[]) {
      if (who === belongsTo[type].who) continue;
      for (const status of rectificationStatuses) {
        expect(inStatus(status).tries(who, commands[type]), `${who} ${status}`).toBe(belongsTo[type].otherwise);
      }
    }
  });

  it('gives the unit five working days for its plan, holidays out', () => {
    expect(new Case().state.planDue).toBe('2026-10-19');
    const beforeHoliday = suggest({ unit: 1, flag: 7, kind: 'slow' }, 6, at('2026-09-29T10:00'), rules);
    expect(beforeHoliday.data.planDue).toBe('2026-10-12');
  });

  it('refuses milestones that do not exist, are done, or are not done yet', () => {
    const one = inStatus('rectifying');
    expect(one.tries('unit', { ...commands.complete, milestone: 3 })).toBe('noSuchMilestone');
    expect(one.tries('unit', commands.complete)).toBe('milestoneDone');
    expect(one.tries('inspector', { ...commands.sendBack, milestone: 2 })).toBe('milestoneOpen');
    expect(one.tries('inspector', { ...commands.sendBack, milestone: 0 })).toBe('noSuchMilestone');
  });

  it('sent back in part opens that milestone with days of its own, never fewer than it was planned for', () => {
    const late = inStatus('completed').does('inspector', commands.sendBack, '2026-10-22T10:00').state;
    expect(late).toMatchObject({ status: 'rectifying', milestones: [{ doneAt: null, day: '2026-10-29' }, {}] });
    const early = inStatus('completed').does('inspector', { ...commands.sendBack, milestone: 2 }).state;
    expect(early.milestones[1]).toMatchObject({ doneAt: null, day: '2026-10-30' });
  });

  it('sent back whole asks for a new plan within five working days, which replaces the old one', () => {
    const one = inStatus('completed').does('inspector', { ...commands.sendBack, milestone: null }, '2026-11-02T10:00');
    expect(one.state).toMatchObject({ status: 'suggested', planDue: '2026-11-09' });
    const again = {
      documentNumber: '区住建〔2026〕15号',
      steps: [{ day: '2026-11-20', person: '宋知秋', text: '补办' }],
    };
    one.does('unit', { type: 'submitPlan', plan: again }, '2026-11-05T10:00');
    expect(one.state).toMatchObject({ status: 'rectifying', documentNumber: '区住建〔2026〕15号' });
    expect(one.state.milestones).toHaveLength(1);
  });

  it('answers several flags with one plan as long as it is awaited', () => {
    const one = new Case().does('inspector', commands.join);
    expect(one.state.flags).toEqual([
      { flag: 7, kind: 'slow' },
      { flag: 8, kind: 'untouched' },
    ]);
    one.does('unit', commands.submitPlan);
    expect(one.tries('inspector', { type: 'join', flag: 9, kind: 'slow' })).toBe('planKept');
  });

  it('owes the plan first, then what is not done of it, then nothing', () => {
    expect(owed(inStatus('suggested').state)).toMatchObject([{ part: 0, due: '2026-10-19' }]);
    expect(owed(inStatus('rectifying').state)).toMatchObject([{ part: 2, due: '2026-10-30' }]);
    expect(owed(inStatus('completed').state)).toEqual([]);
    expect(owed(inStatus('verified').state)).toEqual([]);
  });
});
