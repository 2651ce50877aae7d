/** First-receiver duty: who may hand it to whom, what goes with it, and how long the one who gets it has. */
import { describe, expect, it } from 'vitest';
import type { IssueCommand } from '../../domain/issue/commands.ts';
import { endOfDay } from '../../domain/time.ts';
import { at, History, people, type Who } from './support.ts';

const toTeammate: IssueCommand = { type: 'handOverDuty', to: people.teammate.id, reason: '外出学习' };
const toOutsider: IssueCommand = { type: 'handOverDuty', to: 9, reason: '调离' };
const backAgain: IssueCommand = { type: 'handOverDuty', to: people.reporter.id, reason: '已回来' };
const outcome: IssueCommand = { type: 'recordOutcome', text: '已施药' };
const replied: IssueCommand = { type: 'reply', kind: 1, text: '已当面告知', expectedDay: null };

describe('first-receiver duty', () => {
  it.each<[Who, IssueCommand, string | null]>([
    ['reporter', toTeammate, null],
    ['reporter', toOutsider, 'notTeammate'],
    ['reporter', { ...toTeammate, to: 8 }, 'notBound'],
    ['reporter', backAgain, 'hasDutyAlready'],
    ['office', toOutsider, null],
    ['office', { ...toTeammate, to: 8 }, 'notBound'],
    ['teammate', toTeammate, 'reporterOnly'],
    ['unit', toTeammate, 'reporterOnly'],
    ['inspector', toTeammate, 'reporterOnly'],
  ])('is handed over by %s: %o → %s', (who, command, refused) => {
    expect(new History().tries(who, command, '2026-10-13T10:00')).toBe(refused);
  });

  it('goes with every right and duty, and who reported it stays', () => {
    const issue = new History()
      .does('reporter', toTeammate, '2026-10-13T10:00')
      .does('unit', outcome, '2026-10-14T10:00');
    expect(issue.state).toMatchObject({ reporter: people.reporter.id, duty: people.teammate.id });
    expect(issue.tries('reporter', replied, '2026-10-14T11:00')).toBe('reporterOnly');
    expect(issue.tries('reporter', toTeammate, '2026-10-14T11:00')).toBe('reporterOnly');
    expect(issue.does('teammate', replied, '2026-10-14T11:00').state.status).toBe('closed');
    expect(issue.tries('office', toTeammate, '2026-10-14T12:00')).toBe('wrongState');
  });

  it('stays through transfer, return and assignment to another unit', () => {
    const issue = new History()
      .does('office', { type: 'assign', unit: 2, reason: '属市容' }, '2026-10-13T10:00')
      .does('otherUnit', { type: 'return', reason: '不属本单位' }, '2026-10-13T11:00')
      .does('office', { type: 'assign', unit: 1, reason: '属房屋' }, '2026-10-13T12:00');
    expect(issue.state.duty).toBe(people.reporter.id);
  });

  it('is handed over with the deadline it has where there is time left', () => {
    const issue = new History()
      .does('unit', outcome, '2026-10-14T10:00')
      .does('reporter', toTeammate, '2026-10-14T11:00');
    expect(issue.state.replyDue).toBe(endOfDay('2026-10-16'));
  });

  it('brings a working day where the deadline is near or past, once an answer; whose time ran out stays on the clock', () => {
    const issue = new History().does('unit', outcome, '2026-10-14T10:00');
    issue.does('reporter', toTeammate, '2026-10-19T10:00');
    expect(issue.state.replyDue).toBe(endOfDay('2026-10-20'));
    expect(issue.state.clocks.filter((clock) => clock.kind === 'reply')).toMatchObject([
      { due: endOfDay('2026-10-16'), to: at('2026-10-19T10:00'), endedBy: 'handedOver' },
      { due: endOfDay('2026-10-20'), to: null },
    ]);
    issue.does('teammate', backAgain, '2026-10-21T10:00');
    expect(issue.state.replyDue).toBe(endOfDay('2026-10-20'));
  });

  it('brings a new working day for the answer to another outcome', () => {
    const issue = new History()
      .does('unit', outcome, '2026-10-14T10:00')
      .does('reporter', toTeammate, '2026-10-19T10:00')
      .does('teammate', replied, '2026-10-19T11:00')
      .does('inspector', { type: 'reopen', reason: '未解决' }, '2026-10-20T10:00')
      .does('unit', outcome, '2026-10-21T10:00')
      .does('teammate', backAgain, '2026-10-26T10:00');
    expect(issue.state.replyDue).toBe(endOfDay('2026-10-27'));
  });
});
