/** An issue's clocks as a unit's card shows them: who holds it, how long, what is due next. */
import { describe, expect, it } from 'vitest';
import { clockCard } from '../../domain/clock-card.ts';
import { at, calendar, History } from './support.ts';

const on = (history: History, moment: string) => clockCard(history.state, at(moment), calendar);

describe('the clocks of an issue', () => {
  // Reported on Monday 12 October; accepted by the 13th, done by the 19th.
  const reported = () => new History();
  const accepted = () => reported().does('unit', { type: 'accept' }, '2026-10-12T15:00');

  it('before it is accepted: the accepting is due next, and after that day the outcome', () => {
    expect(on(reported(), '2026-10-12T16:00')).toMatchObject({
      holder: { kind: 'unit', unit: 1 },
      used: 0,
      next: { step: 'accept', left: 1 },
      total: { used: 0, left: 5 },
    });
    expect(on(reported(), '2026-10-14T09:00').next).toMatchObject({ step: 'outcome', left: 3 });
  });

  it('while it is handled, and when it is over: by working days, the weekend out', () => {
    expect(on(accepted(), '2026-10-15T09:00')).toMatchObject({ used: 3, next: { step: 'outcome', left: 2 } });
    expect(on(accepted(), '2026-10-21T09:00')).toMatchObject({
      used: 7,
      next: { step: 'outcome', left: -2 },
      total: { used: 7, left: -2 },
    });
  });

  it('the subordinate has it: its clock begins with the handing down', () => {
    const handed = accepted().does('unit', { type: 'handDown', unit: 5, note: null }, '2026-10-14T09:00');
    expect(on(handed, '2026-10-16T09:00')).toMatchObject({
      holder: { kind: 'unit', unit: 5 },
      used: 2,
      total: { used: 4, left: 1 },
    });
  });

  it('returned it waits for the office, and the resident waits on', () => {
    const returned = reported().does('unit', { type: 'return', reason: '不归我们管' }, '2026-10-13T09:00');
    expect(on(returned, '2026-10-15T09:00')).toMatchObject({ holder: { kind: 'office' }, used: 2, total: { used: 3 } });
  });

  it('after the outcome the first receiver has it', () => {
    const done = accepted().does('unit', { type: 'recordOutcome', text: '已修好' }, '2026-10-14T09:00');
    expect(on(done, '2026-10-15T09:00')).toMatchObject({
      holder: { kind: 'receiver', person: 1 },
      used: 1,
      next: { step: 'reply', left: 1 },
      total: { used: 3, left: null },
    });
  });

  it('shelved nothing runs but the days until the review', () => {
    const shelve = { type: 'shelve', reason: '待资金', reviewDay: '2026-11-02', leader: '陆文渊' } as const;
    const shelved = accepted().does('office', shelve, '2026-10-14T09:00');
    expect(on(shelved, '2026-10-20T09:00')).toMatchObject({
      holder: { kind: 'shelved' },
      used: 4,
      next: { step: 'review', due: '2026-11-02', left: 9 },
      total: { used: 2, left: null },
    });
  });
});
