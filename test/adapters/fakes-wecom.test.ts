/** The fake WeCom server, proved by the official SDK: what works here works with it because it speaks the protocol. */
import { WSClient, type WsFrame } from '@wecom/aibot-node-sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeWecom, type FakeWecom, type FakeWecomOptions } from '../../fakes/wecom.ts';
import { until } from '../support/until.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const open: { fake: FakeWecom; clients: WSClient[] }[] = [];

async function serve(options: FakeWecomOptions = {}) {
  const fake = await startFakeWecom({ open: ['group-1'], ...options });
  const wire = { fake, clients: [] as WSClient[] };
  open.push(wire);
  /** An SDK client, and what happened to it. */
  const join = ({ secret = 'secret', pingMs = 30_000 } = {}) => {
    const client = new WSClient({
      botId: 'aib-huiyin',
      secret,
      wsUrl: fake.url,
      reconnectInterval: 10,
      heartbeatInterval: pingMs,
      logger: silent,
    });
    const frames: WsFrame[] = [];
    const happened: string[] = [];
    client.on('message', (frame) => void frames.push(frame));
    client.on('event', (frame) => void happened.push(frame.body?.event.eventtype ?? '?'));
    for (const event of ['authenticated', 'disconnected', 'reconnecting'] as const)
      client.on(event, () => void happened.push(event));
    client.on('error', (error) => void happened.push(error.message));
    wire.clients.push(client);
    client.connect();
    return { client, frames, happened, ready: () => until(() => happened.includes('authenticated')) };
  };
  return { fake, join };
}

const bodies = (frames: readonly WsFrame[]) => frames.map(({ body }) => body as Record<string, unknown>);
const refusalOf = (request: Promise<unknown>): Promise<unknown> =>
  request.then(
    () => 'accepted',
    (error: unknown) => error,
  );

afterEach(async () => {
  for (const { fake, clients } of open.splice(0)) {
    for (const client of clients) client.disconnect();
    await fake.stop();
  }
});

describe('the official SDK against the fake WeCom', () => {
  it('logs in, keeps the connection alive, and hears every kind of message', async () => {
    const { fake, join } = await serve();
    const { frames, ready } = join({ pingMs: 100 });
    await ready();
    fake.say('group-1', 'ZhangSan', '受理', '已登记 #7 白蚁防治');
    fake.sayPrivately('LiSi', '我的');
    fake.deliver({
      msgtype: 'mixed',
      mixed: {
        msg_item: [
          { msgtype: 'text', text: { content: '上报 路灯不亮' } },
          { msgtype: 'image', image: { url: 'https://x/1', aeskey: 'k' } },
        ],
      },
    });
    fake.deliver({ msgtype: 'file', file: { url: 'https://x/2', aeskey: 'k' } });
    await until(() => frames.length === 4 && fake.pings > 1);
    expect(bodies(frames)).toMatchObject([
      {
        chatid: 'group-1',
        chattype: 'group',
        from: { userid: 'ZhangSan' },
        text: { content: '@回音 受理' },
        quote: { msgtype: 'text', text: { content: '已登记 #7 白蚁防治' } },
      },
      { chattype: 'single', from: { userid: 'LiSi' }, text: { content: '我的' } },
      { mixed: { msg_item: [{ msgtype: 'text' }, { msgtype: 'image' }] } },
      { msgtype: 'file' },
    ]);
  });

  it('replies to a message, and to none that was never sent', async () => {
    const { fake, join } = await serve();
    const { client, frames, ready } = join();
    await ready();
    fake.say('group-1', 'ZhangSan', '帮助');
    await until(() => frames.length === 1);
    await client.replyStream(frames[0] as WsFrame, 'stream-1', '用法', true);
    expect(fake.sent).toMatchObject([{ chatid: 'group-1', msgtype: 'stream', text: '用法' }]);
    expect(
      await refusalOf(client.replyStream({ headers: { req_id: 'req-x' } }, 'stream-2', '用法', true)),
    ).toMatchObject({ errcode: 846605 });
  });

  it('pushes markdown where somebody spoke before, and is refused with a plain object elsewhere', async () => {
    const { fake, join } = await serve();
    const { client, ready } = join();
    await ready();
    const markdown = (content: string) => ({ msgtype: 'markdown', markdown: { content } }) as const;
    expect(await client.sendMessage('group-1', markdown('**好**'))).toMatchObject({ errcode: 0 });
    const refused = await refusalOf(client.sendMessage('group-2', markdown('好')));
    expect(refused).toMatchObject({ errcode: 93006 });
    expect(refused).not.toBeInstanceOf(Error);
    fake.sayPrivately('LiSi', '你好');
    expect(await client.sendMessage('LiSi', markdown('您好'))).toMatchObject({ errcode: 0 });
    const text = { msgtype: 'text', text: { content: '好' } } as unknown as ReturnType<typeof markdown>;
    expect(await refusalOf(client.sendMessage('group-1', text))).toMatchObject({ errcode: 40008 });
    expect(await refusalOf(client.sendMessage('group-1', markdown('')))).toMatchObject({ errcode: 44004 });
    expect(await refusalOf(client.sendMessage('group-1', markdown('长'.repeat(6827))))).toMatchObject({
      errcode: 40058,
    });
  });

  it('uploads in pieces, keeps a Chinese name and every byte, and sends what it uploaded', async () => {
    const { fake, join } = await serve();
    const { client, ready } = join();
    await ready();
    const bytes = Buffer.alloc(1_300_000, '月度督查表');
    const uploaded = await client.uploadMedia(bytes, { type: 'file', filename: '月度督查表（十月）.xlsx' });
    await client.sendMediaMessage('group-1', 'file', uploaded.media_id);
    expect(fake.requests.filter((request) => request.cmd === 'aibot_upload_media_chunk')).toHaveLength(3);
    expect(fake.sent[0]).toMatchObject({ msgtype: 'file', media: { filename: '月度督查表（十月）.xlsx' } });
    expect(fake.sent[0]?.media?.bytes.equals(bytes)).toBe(true);
    expect(await refusalOf(client.sendMediaMessage('group-1', 'image', uploaded.media_id))).toMatchObject({
      errcode: 40007,
    });
    expect(
      await refusalOf(client.uploadMedia(Buffer.alloc(11 * 1024 * 1024), { type: 'image', filename: 'a.png' })),
    ).toMatchObject({ errcode: 40006 });
  });

  it('is told when its rate is too high', async () => {
    const { join } = await serve({ perMinute: 2 });
    const { client, ready } = join();
    await ready();
    const say = () => client.sendMessage('group-1', { msgtype: 'markdown', markdown: { content: '好' } });
    await say();
    await say();
    expect(await refusalOf(say())).toMatchObject({ errcode: 846607 });
  });

  it('is refused with a wrong secret, and before it has logged in', async () => {
    const { fake, join } = await serve();
    const { happened } = join({ secret: 'wrong' });
    await until(() => happened.some((one) => one.includes('853000')));
    const { client, ready } = join();
    await ready();
    fake.forgetLogin();
    expect(
      await refusalOf(client.sendMessage('group-1', { msgtype: 'markdown', markdown: { content: '好' } })),
    ).toMatchObject({ errcode: 846609 });
  });

  it('gives way to a second connection of the same robot and stays away', async () => {
    const { fake, join } = await serve();
    const first = join();
    await first.ready();
    const second = join();
    await second.ready();
    await until(() => first.happened.includes('disconnected'));
    expect(first.happened).toEqual(['authenticated', 'disconnected_event', 'disconnected']);
    fake.say('group-1', 'ZhangSan', '在吗');
    await until(() => second.frames.length === 1);
    expect(first.frames).toEqual([]);
  });

  it('comes back after a restart, and from a connection that went silent', async () => {
    const { fake, join } = await serve();
    const { happened, ready } = join({ pingMs: 100 });
    const logins = () => happened.filter((one) => one === 'authenticated').length;
    await ready();
    await fake.restart();
    await until(() => logins() === 2);
    fake.freeze();
    await until(() => logins() === 3);
  });

  it.each(['drop', 'hang'] as const)('meets %s and is not answered', async (fault) => {
    const { fake, join } = await serve();
    const { client, ready } = join();
    await ready();
    fake.next('aibot_send_msg', fault);
    void refusalOf(client.sendMessage('group-1', { msgtype: 'markdown', markdown: { content: '好' } }));
    await until(() => fake.requests.some((one) => one.cmd === 'aibot_send_msg'));
    expect(fake.sent).toHaveLength(fault === 'drop' ? 0 : 1);
  });

  it('loses its connection while a message is on the way, and gets an Error for it', async () => {
    const { fake, join } = await serve();
    const { client, ready } = join();
    await ready();
    fake.next('aibot_send_msg', 'close');
    const request = client.sendMessage('group-1', { msgtype: 'markdown', markdown: { content: '好' } });
    expect(await refusalOf(request)).toBeInstanceOf(Error);
    expect(fake.sent).toHaveLength(1);
  });
});
