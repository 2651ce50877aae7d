/** Joint items: who may do what in which state, and what comes of it. */
import { describe, expect, it } from 'vitest';
import { answerSteps } from '../../domain/answering.ts';
import {
  decideJointItem,
  evolveJointItem,
  newJointItem,
  type JointItemCommand,
  type JointItemState,
} from '../../domain/joint-item.ts';
import { at, people, rules, type Who } from './support.ts';

const opened = newJointItem({
  number: 1,
  town: 11,
  category: 1,
  unit: 1,
  text: null,
  due: '2026-10-20',
  openedAt: at('2026-10-12T10:00'),
  openedBy: people.office.id,
  links: [{ emerging: 1, joined: false, issues: [1, 2, 3], source: 'm0' }],
});
const NOW = at('2026-10-19T10:00');
const answered: JointItemState = { ...opened, status: 'answered' };
const settled: JointItemState = { ...opened, status: 'settled' };
const withdrawn: JointItemState = { ...opened, status: 'withdrawn' };
const commands: JointItemCommand[] = [
  { type: 'progress', text: '在办' },
  { type: 'answer', text: '已办' },
  { type: 'sendBack', reason: '没有办好' },
  { type: 'reschedule', due: '2026-11-30' },
  { type: 'settle', note: null },
];
const codeOf = (who: Who, command: JointItemCommand, state: JointItemState): string => {
  const decision = decideJointItem(state, command, people[who], NOW, rules);
  return decision.ok ? 'ok' : decision.refusal.code;
};

describe('a joint item', () => {
  it.each(commands)('takes $type in the states of the table and in no other', (command) => {
    const who = command.type === 'progress' || command.type === 'answer' ? 'unit' : 'office';
    for (const state of [opened, answered, settled, withdrawn]) {
      const why = {
        open: 'notAnswered',
        answered: 'answeredBefore',
        settled: 'settledBefore',
        withdrawn: 'withdrawnBefore',
      }[state.status];
      const possible = state.status !== 'withdrawn' && answerSteps[command.type].includes(state.status);
      expect(codeOf(who, command, state)).toBe(possible ? 'ok' : why);
    }
  });

  it.each(['otherUnit', 'stranger', 'office', 'inspector'] as const)('is reported on by its unit, not by %s', (who) => {
    expect(codeOf(who, { type: 'progress', text: '在办' }, opened)).toBe('notYourUnit');
    expect(codeOf(who, { type: 'answer', text: '已办' }, opened)).toBe('notYourUnit');
  });

  it.each(['unit', 'otherUnit', 'stranger'] as const)('is not settled, sent back or put off by %s', (who) => {
    expect(codeOf(who, { type: 'settle', note: null }, answered)).toBe('notPermitted');
    expect(codeOf(who, { type: 'sendBack', reason: '没有' }, answered)).toBe('notPermitted');
    expect(codeOf(who, { type: 'reschedule', due: '2026-11-30' }, opened)).toBe('notPermitted');
  });

  it('is not put off to a day that is past', () => {
    expect(codeOf('office', { type: 'reschedule', due: '2026-10-18' }, opened)).toBe('dayPast');
    expect(codeOf('office', { type: 'reschedule', due: '2026-10-19' }, opened)).toBe('ok');
  });

  it('sent back gets five working days where its day is nearer, keeps a later day, and stays without one', () => {
    const dueAfter = (state: JointItemState) => {
      const decision = decideJointItem(state, { type: 'sendBack', reason: '没有' }, people.inspector, NOW, rules);
      return decision.ok ? evolveJointItem(state, decision.event) : null;
    };
    expect(dueAfter(answered)).toMatchObject({ status: 'open', due: '2026-10-26', version: 1 });
    expect(dueAfter({ ...answered, due: '2026-12-01' })?.due).toBe('2026-12-01');
    expect(dueAfter({ ...answered, due: null })?.due).toBeNull();
  });
});
