/** Deadlines counted anew when a year's holidays become known or a day is kept differently. */
import { describe, expect, it } from 'vitest';
import { readAnnouncement } from '../../domain/announcement.ts';
import { createCalendar } from '../../domain/calendar.ts';
import { holidayYears } from '../../domain/holidays.ts';
import { recountDeadlines } from '../../domain/issue/recount.ts';
import { endOfDay } from '../../domain/time.ts';
import { at, calendar, History, REPORTED } from './support.ts';

const typhoon = createCalendar(holidayYears, [{ day: '2026-10-14', kind: 'off' }]);
const madeUp = createCalendar(holidayYears, [{ day: '2026-10-17', kind: 'work' }]);

describe('a day off in the middle of a deadline', () => {
  it('puts off acceptance, outcome and the resident’s deadline by one working day', () => {
    const { state } = new History({ urgency: 'urgent' });
    const early = createCalendar(holidayYears, [{ day: '2026-10-13', kind: 'off' }]);
    expect(recountDeadlines(state, calendar, early)).toEqual({
      moved: { acceptDue: endOfDay('2026-10-14'), due: endOfDay('2026-10-16'), totalDue: endOfDay('2026-10-16') },
      was: { acceptDue: endOfDay('2026-10-13'), due: endOfDay('2026-10-15'), totalDue: endOfDay('2026-10-15') },
    });
  });

  it('leaves what was accepted in time alone, and moves the clock of the unit with the issue', () => {
    const issue = new History();
    issue.does('unit', { type: 'accept' }, at('2026-10-12T11:00'));
    const counted = recountDeadlines(issue.state, calendar, typhoon);
    expect(counted?.moved).toEqual({ due: endOfDay('2026-10-20'), totalDue: endOfDay('2026-10-20') });
    issue.happens({
      type: 'deadlineChanged',
      at: at('2026-10-13T08:50'),
      actor: null,
      data: { moved: counted?.moved ?? {}, was: counted?.was ?? {}, reason: '台风' },
    });
    expect(issue.state.due).toBe(endOfDay('2026-10-20'));
    expect(issue.state.clocks.find((clock) => clock.kind === 'unit')).toMatchObject({
      due: endOfDay('2026-10-20'),
      acceptDue: endOfDay('2026-10-13'),
    });
    // Counted with the new calendar there is nothing left to move.
    expect(recountDeadlines(issue.state, typhoon, typhoon)).toBeNull();
  });

  it('moves an extension that waits for its decision', () => {
    const issue = new History();
    issue.does('unit', { type: 'requestExtension', workingDays: 3, reason: '等料' }, at('2026-10-13T09:00'));
    expect(recountDeadlines(issue.state, calendar, typhoon)?.moved.pendingExtension).toBe(endOfDay('2026-10-23'));
  });

  it('moves the reply to the resident once there is an outcome, and no more the unit’s deadline', () => {
    const issue = new History();
    issue.does('unit', { type: 'recordOutcome', text: '好了' }, at('2026-10-13T09:00'));
    expect(recountDeadlines(issue.state, calendar, typhoon)?.moved).toEqual({ replyDue: endOfDay('2026-10-16') });
  });

  it('moves the deadlines that are put away while an issue is shelved', () => {
    const issue = new History();
    issue.does('unit', { type: 'accept' }, at('2026-10-12T11:00'));
    issue.does(
      'office',
      { type: 'shelve', reason: '等规划', reviewDay: '2026-12-31', leader: '陆文渊' },
      at('2026-10-13T09:00'),
    );
    expect(recountDeadlines(issue.state, calendar, typhoon)?.moved).toEqual({
      shelvedDue: endOfDay('2026-10-20'),
      shelvedTotalDue: endOfDay('2026-10-20'),
    });
  });
});

it('a make-up day brings deadlines forward, and says so', () => {
  expect(recountDeadlines(new History().state, calendar, madeUp)?.moved.due).toBe(endOfDay('2026-10-17'));
});

it('deadlines by the hour, of the same day and of what is over do not move', () => {
  const wet = createCalendar(holidayYears, [
    { day: '2026-10-12', kind: 'off' },
    { day: '2026-10-13', kind: 'off' },
  ]);
  const byTheHour = recountDeadlines(new History({ category: 2, unit: 2 }).state, calendar, wet);
  expect(byTheHour?.moved.due).toBeUndefined();
  expect(recountDeadlines(new History({ urgency: 'critical' }).state, calendar, wet)?.moved.due).toBeUndefined();
  expect(recountDeadlines(new History({ settlement: '好了', route: 'spot' }).state, calendar, wet)).toBeNull();
  expect(REPORTED).toBe(at('2026-10-12T10:00'));
});

describe('an announced year', () => {
  it('is read with its December day', () => {
    const days = [
      { name: '元旦', date: '2026-12-31', isOffDay: true },
      { name: '春节', date: '2027-02-20', isOffDay: false },
    ];
    expect(readAnnouncement(JSON.stringify({ year: 2027, days }))).toEqual({
      ok: true,
      year: 2027,
      days: [
        { day: '2026-12-31', kind: 'off', name: '元旦' },
        { day: '2027-02-20', kind: 'work', name: '春节' },
      ],
    });
  });

  it.each([
    ['', { code: 'noJson' }],
    ['{}', { code: 'otherwise' }],
    ['{"year":2027,"days":[]}', { code: 'otherwise' }],
    ['{"year":2027,"days":[{"name":"x","date":"2027-02-30","isOffDay":true}]}', { code: 'otherwise' }],
    [
      '{"year":2027,"days":[{"name":"x","date":"2025-01-01","isOffDay":true}]}',
      { code: 'stray', day: '2025-01-01', year: 2027 },
    ],
  ])('is refused with the reason when it is none: %s', (text, fault) => {
    expect(readAnnouncement(text)).toEqual({ ok: false, fault });
  });
});
