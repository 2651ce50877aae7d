/** What mirai-api-http pushes, odd things included, as it is read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChain, readPushed } from '../../bot/mirai/frames.ts';

const NOW = 1_700_000_000_000;
const group = { id: 70_001, name: '督查联络群', permission: 'MEMBER' };
const message = (more: object = {}, chain: object[] = [{ type: 'Plain', text: '你好' }]) => ({
  type: 'GroupMessage',
  sender: { id: 10_001, memberName: '名片', specialTitle: '', permission: 'MEMBER', group },
  messageChain: [{ type: 'Source', id: -1_234_567, time: 1_699_999_999 }, ...chain],
  ...more,
});

describe('a push of mirai-api-http', () => {
  it("from a group is read with string ids, the card name and the server's time", () => {
    expect(readPushed(message(), '99999', NOW)).toEqual({
      kind: 'message',
      group: null,
      message: {
        self: '99999',
        room: { platform: 'mirai', kind: 'group', id: '70001' },
        sender: { account: '10001', name: '名片' },
        messageId: '-1234567',
        at: 1_699_999_999_000,
        segments: [{ type: 'text', text: '你好' }],
      },
    });
  });

  it.each([
    ['FriendMessage', { id: 10_002, nickname: '昵称', remark: '备注' }, '昵称', null],
    ['StrangerMessage', { id: 10_002, nickname: '', remark: '' }, '10002', null],
    ['TempMessage', { id: 10_002, memberName: '名片', group }, '名片', '70001'],
  ])('that is a %s has the person as its room', (type, sender, name, through) => {
    expect(readPushed(message({ type, sender }), '99999', NOW)).toMatchObject({
      group: through,
      message: { room: { kind: 'private', id: '10002' }, sender: { account: '10002', name } },
    });
  });

  it.each([
    ['what the bot said itself', message({ sender: { id: 99_999, group } })],
    ['what it said on another device', message({ type: 'GroupSyncMessage', subject: group })],
    ['a message from another device', message({ type: 'OtherClientMessage', sender: { id: 1, platform: 'MOBILE' } })],
    ['an anonymous message, which is nobody’s', message({ sender: { id: 80_000_000, memberName: '匿名', group } })],
    ['a message without a sender', message({ sender: undefined })],
    ['a message without an id', message({ messageChain: [{ type: 'Plain', text: '你好' }] })],
    ['a message of a group without an id', message({ sender: { id: 10_001, group: {} } })],
    ['a recall', { type: 'GroupRecallEvent', authorId: 10_001, messageId: 5, time: 1, group }],
    ['news about another account', { type: 'BotOfflineEventForce', qq: 12_345 }],
    ['nothing', null],
    ['a list', [1, 2]],
  ])('that is %s says nothing to us', (_name, data) => {
    expect(readPushed(data, '99999', NOW)).toBeNull();
  });

  it('tells when the account goes and comes back', () => {
    const read = (type: string) => readPushed({ type, qq: 99_999 }, '99999', NOW);
    expect(read('BotOfflineEventForce')).toMatchObject({ online: false, reason: expect.stringContaining('被顶下线') });
    expect(read('BotOfflineEventDropped')).toMatchObject({ online: false, reason: expect.stringContaining('掉线') });
    expect(read('BotOfflineEventActive')).toMatchObject({ online: false, reason: expect.stringContaining('退出') });
    expect(read('BotReloginEvent')).toMatchObject({ online: true });
    expect(read('BotOnlineEvent')).toMatchObject({ online: true });
  });

  it('tells whose member list changed', () => {
    for (const type of ['MemberJoinEvent', 'MemberLeaveEventKick', 'MemberLeaveEventQuit'])
      expect(readPushed({ type, member: { id: 10_001, group } }, '99999', NOW)).toEqual({
        kind: 'members',
        group: '70001',
      });
  });

  it('whatever it is, is read without an exception', () => {
    const types = fc.constantFrom('GroupMessage', 'TempMessage', 'BotOnlineEvent', 'MemberJoinEvent', 'Quote', 'Plain');
    const odd = fc.oneof(fc.jsonValue(), fc.record({ type: types, sender: fc.jsonValue(), member: fc.jsonValue() }));
    fc.assert(
      fc.property(odd, fc.jsonValue(), types, (data, chain, type) => {
        readPushed(data, '99999', NOW);
        readPushed(message({}, [{ type, target: chain, origin: chain, text: chain, id: chain }]), '99999', NOW);
        readChain(chain);
      }),
    );
  });
});

describe('a message chain', () => {
  it('keeps mentions, quotes with their words, pictures and files, and leaves out what says nothing', () => {
    const origin = [
      { type: 'Plain', text: '#12 已受理' },
      { type: 'Image', url: 'https://x/b' },
      { type: 'Plain', text: '请办理' },
    ];
    const quote = { type: 'Quote', id: 55, senderId: 99_999, targetId: 70_001, groupId: 70_001, origin };
    expect(
      readChain([
        { type: 'Source', id: 5, time: 1 },
        quote,
        { type: 'At', target: 99_999, display: '' },
        { type: 'AtAll', target: 0 },
        { type: 'Plain', text: ' 受理' },
        { type: 'Face', faceId: 178, name: 'doge' },
        { type: 'Image', imageId: '{X}.png', url: 'https://x/a', path: null, base64: null },
        { type: 'FlashImage', imageId: '{Y}.png', url: null },
        { type: 'File', id: '/1', name: '台账.xlsx', size: 3 },
        { type: 'MarketFace', id: 1, name: '[笑]' },
        { type: 'Xml', xml: '<a/>' },
        { type: 'MiraiCode', code: '[mirai:atall]' },
        { type: 'Forward', nodeList: [] },
        { type: 'Quote', id: 0, origin: [] },
        null,
        'nonsense',
      ]),
    ).toEqual([
      { type: 'quote', messageId: '55', text: '#12 已受理 请办理' },
      { type: 'at', account: '99999' },
      { type: 'at', account: 'all' },
      { type: 'text', text: ' 受理' },
      { type: 'image', url: 'https://x/a' },
      { type: 'image', url: null },
      { type: 'file', name: '台账.xlsx', url: null },
      { type: 'quote', messageId: '0', text: null },
    ]);
  });

  it('that spells a code is text: a cadre cannot @ everybody by typing it', () => {
    expect(readChain([{ type: 'Plain', text: '[mirai:atall]' }])).toEqual([{ type: 'text', text: '[mirai:atall]' }]);
  });
});
