/** Frames as OneBot implementations send them, odd ones included. */
import { describe, expect, it } from 'vitest';
import { readFrame, readMessage } from '../../bot/onebot/frames.ts';

const NOW = 1_700_000_000_000;
const group = (more: object = {}) => ({
  time: 1_699_999_999,
  self_id: 99,
  post_type: 'message',
  message_type: 'group',
  sub_type: 'normal',
  group_id: 7,
  user_id: 42,
  message_id: -1_234_567,
  message: [{ type: 'text', data: { text: '你好' } }],
  sender: { user_id: 42, nickname: '昵称', card: '名片' },
  ...more,
});

describe('a OneBot frame', () => {
  it("of a group is read with string ids, the card name and the server's time", () => {
    expect(readFrame(group(), NOW)).toEqual({
      self: '99',
      room: { platform: 'onebot', kind: 'group', id: '7' },
      sender: { account: '42', name: '名片' },
      messageId: '-1234567',
      at: 1_699_999_999_000,
      segments: [{ type: 'text', text: '你好' }],
    });
  });

  it('of a private chat has the person as its room', () => {
    const message = readFrame(group({ message_type: 'private', group_id: undefined, sender: {} }), NOW);
    expect(message?.room).toEqual({ platform: 'onebot', kind: 'private', id: '42' });
    expect(message?.sender.name).toBe('42');
  });

  it.each([
    [{ nickname: '昵称', card: '\u3000' }, '昵称'],
    [{ nickname: ' ', card: '' }, '42'],
  ])('has no name of blanks: %j', (sender, name) => {
    expect(readFrame(group({ sender }), NOW)?.sender.name).toBe(name);
  });

  it('may have ids as strings and no time', () => {
    const message = readFrame(
      group({ self_id: '99', user_id: '42', group_id: '7', message_id: 'abc', time: undefined }),
      NOW,
    );
    expect(message).toMatchObject({ self: '99', messageId: 'abc', at: NOW });
  });

  it.each([
    ['an own echo', group({ user_id: 99 })],
    ['an own message under another name', group({ post_type: 'message_sent' })],
    ['a heartbeat', { post_type: 'meta_event', meta_event_type: 'heartbeat', status: { online: true } }],
    ['a notice', { post_type: 'notice', notice_type: 'group_increase', group_id: 7, user_id: 42 }],
    ['a message without a sender', group({ user_id: undefined })],
    ['a message without an id', group({ message_id: null })],
    ['a guild message', group({ message_type: 'guild' })],
    ['nothing', null],
    ['a number', 3],
    ['a list', [1, 2]],
  ])('that is %s is no message', (_name, frame) => {
    expect(readFrame(frame, NOW)).toBeNull();
  });

  it('keeps mentions, quotes, pictures and files, and leaves out what says nothing', () => {
    expect(
      readMessage([
        { type: 'reply', data: { id: 55 } },
        { type: 'at', data: { qq: 99 } },
        { type: 'at', data: { qq: 'all' } },
        { type: 'text', data: { text: ' 受理' } },
        { type: 'face', data: { id: '178' } },
        { type: 'image', data: { file: 'a.png', url: 'https://x/a.png', subType: 0 } },
        { type: 'file', data: { file: '台账.xlsx', url: 'https://x/f' } },
        { type: 'json', data: { data: '{}' } },
        { type: 'forward', data: { id: 'x' } },
        { type: 'record', data: {} },
        null,
        'nonsense',
      ]),
    ).toEqual([
      { type: 'quote', messageId: '55', text: null },
      { type: 'at', account: '99' },
      { type: 'at', account: 'all' },
      { type: 'text', text: ' 受理' },
      { type: 'image', url: 'https://x/a.png' },
      { type: 'file', name: '台账.xlsx', url: 'https://x/f' },
    ]);
  });

  it('as a string is read for CQ codes and unescaped', () => {
    expect(
      readMessage(
        '[CQ:reply,id=-5][CQ:at,qq=99] 退回 &#91;非本单位&#93; A&amp;B[CQ:image,file=a,url=https://x/?a=1&amp;b=2]完',
      ),
    ).toEqual([
      { type: 'quote', messageId: '-5', text: null },
      { type: 'at', account: '99' },
      { type: 'text', text: ' 退回 [非本单位] A&B' },
      { type: 'image', url: 'https://x/?a=1&b=2' },
      { type: 'text', text: '完' },
    ]);
  });

  it('as an escaped code stays text: a cadre cannot @ everybody by typing it', () => {
    expect(readMessage('&#91;CQ:at,qq=all&#93;')).toEqual([{ type: 'text', text: '[CQ:at,qq=all]' }]);
  });
});
