/** The WeCom webhook adapter over a real wire, and what can go wrong on it. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatAdapter, ConnectionState, SendableSegment, SendOutcome } from '../../bot/port.ts';
import { createWecomWebhook, knowsKey } from '../../bot/wecom-webhook.ts';
import {
  startFakeWecomWebhook,
  type FakeWecomWebhook,
  type FakeWecomWebhookOptions,
} from '../../fakes/wecom-webhook.ts';

const KEY = '693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa';
const ROOM = { platform: 'wecom-webhook', kind: 'group', id: '督查联络群' } as const;
const keys = new Map([
  [ROOM.id, KEY],
  ['旧群', 'removed'],
]);

const fakes: FakeWecomWebhook[] = [];
/** For tests in which no answer comes. */
const IMPATIENT = 250;

async function connect(
  options: FakeWecomWebhookOptions = {},
  answerMs = 5000,
): Promise<{ fake: FakeWecomWebhook; bot: ChatAdapter }> {
  const fake = await startFakeWecomWebhook({ keys: [KEY], ...options });
  fakes.push(fake);
  const bot = createWecomWebhook({ keys, url: fake.url, clock: () => 7, answerMs, uploadMs: answerMs });
  return { fake, bot };
}

const text = (value: string): SendableSegment[] => [{ type: 'text', text: value }];
const file = (name: string, bytes: Buffer): SendableSegment[] => [
  { type: 'file', name, data: bytes.toString('base64') },
];
const picture = (bytes: Buffer): SendableSegment[] => [
  { type: 'image', name: '日报.png', data: bytes.toString('base64'), alt: '日报' },
];
const reasonOf = (outcome: SendOutcome): string => ('reason' in outcome ? outcome.reason : '');

afterEach(async () => {
  for (const fake of fakes.splice(0)) await fake.stop();
});

describe('the WeCom webhook adapter', () => {
  it('is online at once, and neither lists members nor recalls', async () => {
    const { bot } = await connect();
    const states: ConnectionState[] = [];
    await bot.start({ onMessage: () => undefined, onState: (state) => void states.push(state) });
    expect(states).toEqual([{ kind: 'online', since: 7, account: 'wecom-webhook' }]);
    expect([bot.members, bot.recall, bot.wasSent, bot.missed]).toEqual([undefined, undefined, undefined, undefined]);
    await bot.stop();
  });

  it('says text and really calls those who are named, once each', async () => {
    const { fake, bot } = await connect();
    const at = (account: string): SendableSegment => ({ type: 'at', account, name: '沈立夏' });
    expect(
      await bot.send(ROOM, [at('ShenLiXia'), at('all'), at('@all'), at('ShenLiXia'), ...text('逾期 2 件')], 'k'),
    ).toEqual({ kind: 'delivered', messageId: null });
    expect(fake.sent).toEqual([
      {
        key: KEY,
        msgtype: 'text',
        text: '@沈立夏 @沈立夏 @沈立夏 @沈立夏 逾期 2 件',
        mentioned: ['ShenLiXia'],
        media: null,
      },
    ]);
  });

  it('lets nobody call everybody by typing it', async () => {
    const { fake, bot } = await connect();
    await bot.send(ROOM, text('<@all> <@ZhangSan> **加急**'), 'k');
    expect(fake.sent[0]).toMatchObject({ text: '[@all> [@ZhangSan> **加急**', mentioned: [] });
  });

  it('sends the longest text its limits allow, whatever is in it', async () => {
    const { fake, bot } = await connect();
    for (const filling of ['长', '<@', 'a'])
      expect(
        (await bot.send(ROOM, text(filling.repeat(Math.floor(bot.limits.text / Buffer.byteLength(filling)))), 'k'))
          .kind,
      ).toBe('delivered');
    expect(await bot.send(ROOM, text('a'.repeat(bot.limits.text + 1)), 'k')).toMatchObject({
      kind: 'rejected',
      retryable: false,
    });
    expect(fake.sent).toHaveLength(3);
  });

  it('sends pictures and files, with every byte and a Chinese name', async () => {
    const { fake, bot } = await connect();
    const sheet = Buffer.alloc(300_000, '台账');
    expect((await bot.send(ROOM, picture(Buffer.alloc(5000, 7)), 'k')).kind).toBe('delivered');
    expect((await bot.send(ROOM, file('十月"督查"台账\n（终）.xlsx', sheet), 'k')).kind).toBe('delivered');
    expect(fake.sent.map((message) => message.msgtype)).toEqual(['image', 'file']);
    expect(fake.sent[0]?.media?.bytes.equals(Buffer.alloc(5000, 7))).toBe(true);
    expect(fake.sent[1]?.media?.filename).toBe('十月督查台账（终）.xlsx');
    expect(fake.sent[1]?.media?.bytes.equals(sheet)).toBe(true);
  });

  it('tells what may be tried again from what is final', async () => {
    const { fake, bot } = await connect();
    fake.next('send', { errcode: 45009, errmsg: 'api freq out of limit' });
    expect(await bot.send(ROOM, text('x'), 'k')).toMatchObject({ kind: 'rejected', retryable: true });
    fake.next('send', { errcode: 40058, errmsg: 'too long' });
    expect(await bot.send(ROOM, text('x'), 'k')).toMatchObject({ kind: 'rejected', retryable: false });
    expect(await bot.send({ ...ROOM, id: '旧群' }, text('x'), 'k')).toMatchObject({
      kind: 'rejected',
      retryable: false,
      reason: expect.stringContaining('WECOM_WEBHOOKS'),
    });
  });

  it('is refused beyond its rate, and may try again', async () => {
    const { fake, bot } = await connect({ perMinute: 1 });
    expect((await bot.send(ROOM, text('一'), 'k')).kind).toBe('delivered');
    expect(await bot.send(ROOM, text('二'), 'k')).toMatchObject({ kind: 'rejected', retryable: true });
    expect(fake.sent).toHaveLength(1);
  });

  it.each(['drop', 'hang', 'close', 'gateway'] as const)('takes %s for unknown', async (fault) => {
    const { fake, bot } = await connect({}, IMPATIENT);
    fake.next('send', fault);
    expect((await bot.send(ROOM, text('x'), 'k')).kind).toBe('unknown');
  });

  it('keeps no connection on which a message could get lost', async () => {
    const { fake, bot } = await connect();
    for (const words of ['一', '二', '三', '四'])
      expect((await bot.send(ROOM, text(words), 'k')).kind).toBe('delivered');
    expect(fake.connections).toBe(4);
  });

  it('comes back after the server restarts', async () => {
    const { fake, bot } = await connect();
    expect((await bot.send(ROOM, text('前'), 'k')).kind).toBe('delivered');
    await fake.restart();
    expect((await bot.send(ROOM, text('后'), 'k')).kind).toBe('delivered');
  });

  it('knows that a refused connection delivered nothing', async () => {
    const { fake, bot } = await connect();
    await fake.stop();
    expect(await bot.send(ROOM, text('x'), 'k')).toEqual({
      kind: 'rejected',
      reason: '连不上企业微信（ECONNREFUSED）',
      retryable: true,
    });
  });

  it.each(['drop', 'close', 'gateway', { errcode: -1 }] as const)(
    'tells of an upload that failed by %j: nothing was said, so it may be repeated',
    async (fault) => {
      const { fake, bot } = await connect({}, IMPATIENT);
      fake.next('upload_media', fault);
      expect(await bot.send(ROOM, file('台账.xlsx', Buffer.alloc(100)), 'k')).toMatchObject({
        kind: 'rejected',
        retryable: true,
      });
      expect(fake.sent).toEqual([]);
    },
  );

  it('tells of a picture and a file that are too large, so that something smaller can take their place', async () => {
    const { bot } = await connect();
    expect(await bot.send(ROOM, picture(Buffer.alloc(bot.limits.imageBytes + 1)), 'k')).toMatchObject({
      kind: 'rejected',
      retryable: false,
    });
    expect(await bot.send(ROOM, file('大.xlsx', Buffer.alloc((bot.limits.fileBytes ?? 0) + 1)), 'k')).toMatchObject({
      kind: 'rejected',
      retryable: false,
    });
  });

  it('sends nothing of 0 bytes, nothing in private, nothing to a group without a key', async () => {
    const { fake, bot } = await connect();
    for (const [room, part, reason] of [
      [ROOM, [], /空消息/],
      [ROOM, text(' '), /空消息/],
      [ROOM, file('空.xlsx', Buffer.alloc(0)), /空的/],
      [ROOM, [...text('见图'), ...picture(Buffer.alloc(50))], /单独发送/],
      [{ ...ROOM, kind: 'private' as const }, text('x'), /不能私聊/],
      [{ ...ROOM, id: '没有的群' }, text('x'), /WECOM_WEBHOOKS 里没有“没有的群”/],
    ] as const)
      expect(await bot.send(room, part, 'k')).toEqual({
        kind: 'rejected',
        retryable: false,
        reason: expect.stringMatching(reason),
      });
    expect(fake.sent).toEqual([]);
  });

  it('never tells a key, whatever goes wrong', async () => {
    const { fake, bot } = await connect({}, IMPATIENT);
    const reasons: string[] = [];
    for (const fault of ['drop', 'close', 'gateway', { errcode: 93000, errmsg: 'invalid webhook url' }] as const) {
      fake.next('send', fault);
      reasons.push(reasonOf(await bot.send(ROOM, text('x'), 'k')));
      fake.next('upload_media', fault);
      reasons.push(reasonOf(await bot.send(ROOM, file('台账.xlsx', Buffer.alloc(100)), 'k')));
    }
    await fake.stop();
    reasons.push(reasonOf(await bot.send(ROOM, text('x'), 'k')));
    expect(reasons.every((reason) => reason !== '' && !reason.includes(KEY))).toBe(true);
  });

  it('tries a key without a word in the group', async () => {
    const { fake } = await connect();
    const options = { keys, url: fake.url, clock: () => 0 };
    expect(await knowsKey(options, ROOM.id)).toBe(true);
    expect(await knowsKey(options, '旧群')).toBe(false);
    fake.next('send', 'drop');
    expect(await knowsKey({ ...options, answerMs: IMPATIENT }, ROOM.id)).toBeNull();
    expect(fake.sent).toEqual([]);
  });
});
