/** Days of plans, milestones, findings and joint items when the working calendar changes under them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../domain/calendar.ts';
import { becameOf, inTimeFrom, keptUntil, movedAmong } from '../../domain/given-day.ts';
import { dueStage } from '../../domain/due-stage.ts';
import { holidayYears } from '../../domain/holidays.ts';
import { decideJointItem, evolveJointItem, newJointItem, type JointItemEvent } from '../../domain/joint-item.ts';
import {
  decideRectification,
  evolveRectification,
  owed,
  suggest,
  type RectificationCommand,
  type RectificationState,
} from '../../domain/rectification.ts';
import { addDays } from '../../domain/time.ts';
import { at, calendar, people, rules } from './support.ts';

const typhoon = createCalendar(holidayYears, [{ day: '2026-10-20', kind: 'off' }]);
const madeUp = createCalendar(holidayYears, [{ day: '2026-10-17', kind: 'work' }]);
const given = at('2026-10-13T10:00');

describe('a day that was given', () => {
  it.each([
    ['counted, with a rest day more before it', '2026-10-21', given, typhoon, '2026-10-22'],
    ['counted, with a working day more before it', '2026-10-20', given, madeUp, '2026-10-19'],
    ['counted, before the day that changed', '2026-10-19', given, typhoon, '2026-10-19'],
    ['counted for the day it was given on', '2026-10-13', given, typhoon, '2026-10-13'],
    ['named, on what is a rest day now', '2026-10-20', null, typhoon, '2026-10-20'],
    ['named, after the day that changed', '2026-10-21', null, typhoon, '2026-10-21'],
    ['named, on a Saturday that is a working day now', '2026-10-17', null, madeUp, '2026-10-17'],
  ])('%s', (_, due, countedFrom, after, moved) => {
    const [move] = movedAmong([{ part: 0, due, countedFrom }], calendar, after);
    expect(move?.due ?? due).toBe(moved);
  });

  it.each([
    ['is a rest day now', '2026-10-20', '2026-10-19', calendar, typhoon, 'restDay'],
    ['was the day before, and is still kept today', '2026-10-20', '2026-10-21', calendar, typhoon, 'restDay'],
    ['is over by both', '2026-10-20', '2026-10-22', calendar, typhoon, null],
    ['is a working day again', '2026-10-20', '2026-10-19', typhoon, calendar, 'workingDay'],
    ['is what it was', '2026-10-24', '2026-10-19', calendar, typhoon, null],
  ])('named, it %s', (_, due, today, before, after, became) => {
    expect(becameOf(due, today, before, after)).toBe(became);
  });

  it('is kept on the next working day, and over after it, as lists and reminders say alike', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 30 }), (start, later) => {
        const due = addDays('2026-09-01', start);
        const today = addDays(due, later);
        const over = keptUntil(due, calendar) < today;
        expect(due < inTimeFrom(today, calendar)).toBe(over);
        expect(dueStage(due, keptUntil(due, calendar), today, calendar) === 'overdue').toBe(over);
      }),
    );
  });
});

it('of a plan was counted; of its milestones named; of one to be done again counted from then', () => {
  let state: RectificationState = evolveRectification(
    null,
    suggest({ unit: 1, flag: 3, kind: 'slow' }, people.inspector.id, given, rules),
  );
  const does = (who: keyof typeof people, command: RectificationCommand, when: string): void => {
    const decision = decideRectification(state, command, people[who], at(when), rules);
    if (!decision.ok) throw new Error(decision.refusal.code);
    state = evolveRectification(state, decision.event);
  };
  expect(owed(state)).toEqual([{ part: 0, due: '2026-10-20', countedFrom: given }]);
  const steps = [
    { day: '2026-10-16', person: '宋知秋', text: '排查' },
    { day: '2026-10-30', person: '宋知秋', text: '整改' },
  ];
  does('unit', { type: 'submitPlan', plan: { documentNumber: '区住建〔2026〕12号', steps } }, '2026-10-14T10:00');
  expect(owed(state).map(({ countedFrom }) => countedFrom)).toEqual([null, null]);
  does('unit', { type: 'complete', milestone: 1, note: '已排查' }, '2026-10-15T10:00');
  does('inspector', { type: 'sendBack', milestone: 1, reason: '有漏' }, '2026-10-15T15:00');
  expect(owed(state)[0]).toEqual({ part: 1, due: '2026-10-22', countedFrom: at('2026-10-15T15:00') });
  const moved = [{ part: 1, due: '2026-10-23', was: '2026-10-22' }];
  state = evolveRectification(state, { type: 'daysMoved', at: given, actor: null, data: { moved, reason: '台风' } });
  expect(owed(state).map(({ due }) => due)).toEqual(['2026-10-23', '2026-10-30']);
});

it('of a joint item is named, until it is sent back', () => {
  const opened = newJointItem({
    number: 1,
    town: null,
    category: 3,
    unit: 1,
    text: null,
    due: '2026-10-16',
    openedAt: given,
    openedBy: 6,
    links: [],
  });
  const answered = evolveJointItem(opened, { type: 'answered', at: given, actor: 2, data: { text: '好了' } });
  const back = decideJointItem(answered, { type: 'sendBack', reason: '没好' }, people.office, given, rules);
  if (!back.ok) throw new Error(back.refusal.code);
  const again = evolveJointItem(answered, back.event);
  expect([opened.countedFrom, again.countedFrom, again.due]).toEqual([null, given, '2026-10-20']);
  const moved: JointItemEvent = {
    type: 'daysMoved',
    at: given,
    actor: null,
    data: { moved: [{ part: 0, due: '2026-10-21', was: '2026-10-20' }], reason: '台风' },
  };
  expect(evolveJointItem(again, moved).due).toBe('2026-10-21');
});
