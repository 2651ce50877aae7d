/** The five kinds of reply: what each has to say, and what follows from it. */
import { describe, expect, it } from 'vitest';
import type { IssueCommand } from '../../domain/issue/commands.ts';
import type { ReplyKind } from '../../domain/issue/state.ts';
import { endOfDay } from '../../domain/time.ts';
import { History } from './support.ts';

const says = (kind: ReplyKind, text: string, expectedDay: string | null = null): IssueCommand => ({
  type: 'reply',
  kind,
  text,
  expectedDay,
});
const NOW = '2026-10-14T10:00';
const done = (): History => new History().does('unit', { type: 'recordOutcome', text: '已施药' }, NOW);

describe('a reply', () => {
  it.each<[ReplyKind, string, string | null]>([
    [1, '已修好，群众表示感谢', null],
    [1, '已告知', null],
    [1, '好的', 'replyTooThin'],
    [1, '收到！', 'replyTooThin'],
    [1, '123', 'replyTooThin'],
    [2, '正在联系施工单位', null],
    [2, '嗯', 'replyTooThin'],
    [4, '管网改造要等明年立项，眼下没有资金', null],
    [4, '等省里批规划', null],
    [4, '无法解决', 'replyTooThin'],
    [4, '暂时无法解决，已告知群众', 'replyTooThin'],
    [4, '确实没办法，已向群众耐心解释，群众理解', 'replyTooThin'],
    [5, '依据《物业管理条例》公共绿地不能改车位', null],
    [5, '不符合低保政策的收入条件，已当面说明', null],
    [5, '不合理', 'replyTooThin'],
    [5, '按规定不行', 'replyTooThin'],
    [5, '他就是想多要钱', 'replyTooThin'],
  ])('of kind %i “%s” → %s', (kind, text, refused) => {
    expect(done().tries('reporter', says(kind, text), NOW)).toBe(refused);
  });

  it('that it takes long keeps the day until another reply, and is gone when it is reopened', () => {
    const issue = new History().does('reporter', says(3, '等药剂到货', '2026-10-30'), NOW);
    expect(issue.state.expectedDay).toBe('2026-10-30');
    expect(issue.does('reporter', says(3, '药剂又推迟', '2026-11-06'), NOW).state.expectedDay).toBe('2026-11-06');
    expect(issue.does('reporter', says(2, '正在施药'), NOW).state.expectedDay).toBeNull();
    const closed = done().does('reporter', says(3, '三个月后复查', '2027-01-15'), NOW);
    expect(closed.state).toMatchObject({ status: 'closed', expectedDay: '2027-01-15' });
    expect(closed.does('inspector', { type: 'reopen', reason: '未解决' }, NOW).state.expectedDay).toBeNull();
  });

  it('that it is not solved at once has every progress passed on, the oldest first to be due', () => {
    const note: IssueCommand = { type: 'progress', text: '已到现场' };
    const issue = new History().does('unit', note, '2026-10-13T10:00');
    expect(issue.state.passOnDue).toBeNull();
    issue.does('reporter', says(2, '正在联系施工单位'), NOW);
    expect(issue.does('unit', note, '2026-10-15T10:00').state.passOnDue).toBe(endOfDay('2026-10-19'));
    expect(issue.does('unit', note, '2026-10-16T10:00').state.passOnDue).toBe(endOfDay('2026-10-19'));
    expect(issue.does('reporter', says(2, '已告知今天进场'), '2026-10-16T11:00').state.passOnDue).toBeNull();
    issue.does('unit', note, '2026-10-19T10:00');
    expect(
      issue.does('unit', { type: 'recordOutcome', text: '已施药' }, '2026-10-19T11:00').state.passOnDue,
    ).toBeNull();
  });
});
