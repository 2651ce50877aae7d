/** The OneBot fake, proved by a client of NapCat that nobody here wrote. */
import { NCWebsocket, Structs } from 'node-napcat-ts';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeOneBot, type FakeOptions } from '../../fakes/onebot.ts';
import { until } from '../support/until.ts';

const groups = [
  {
    id: 7,
    members: [
      { id: 10_001, name: '沈立夏' },
      { id: 10_002, name: '宋知秋' },
    ],
  },
];

const ends: (() => Promise<unknown>)[] = [];

async function connect(options: FakeOptions = {}, accessToken = options.token ?? '') {
  const fake = await FakeOneBot.start({ groups, ...options });
  const client = new NCWebsocket({
    baseUrl: fake.url,
    accessToken,
    apiTimeout: 2000,
    reconnection: { enable: true, attempts: 10, delay: 20 },
  });
  ends.push(
    () => client.disconnect(),
    () => fake.stop(),
  );
  return { fake, client };
}

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

describe('the OneBot fake, for node-napcat-ts', () => {
  it('says who it is and how it fares', async () => {
    const { client } = await connect({ token: 'secret' });
    await client.connect();
    expect(await client.get_login_info()).toEqual({ user_id: 99_999, nickname: '回音' });
    expect(await client.get_status()).toMatchObject({ online: true, good: true });
  });

  it.each([{}, { cqStrings: true }])(
    'lets it hear groups and private chats, in both formats: %j',
    async (deviation) => {
      const { fake, client } = await connect(deviation);
      const heard: unknown[] = [];
      client.on('message.group', (event) => heard.push([event.group_id, event.sender.nickname, event.message]));
      client.on('message.private', (event) => heard.push([event.user_id, event.message]));
      await client.connect();
      fake.say(7, 10_001, '你好');
      fake.sayPrivately(10_002, [{ type: 'at', data: { qq: '99999' } }]);
      await until(() => heard.length === 2);
      expect(heard).toEqual([
        [7, '沈立夏', [{ type: 'text', data: { text: '你好' } }]],
        [10_002, [{ type: 'at', data: { qq: '99999' } }]],
      ]);
    },
  );

  it('hears lifecycle, heartbeats, the notice of being thrown out, and its own words', async () => {
    const { fake, client } = await connect({ heartbeatMs: 20, reportsSelf: true });
    const seen = new Set<string>();
    client.on('meta_event.lifecycle.connect', () => seen.add('lifecycle'));
    client.on('meta_event.heartbeat', (event) => seen.add(`online ${String(event.status.online)}`));
    client.on('notice.bot_offline', (event) => seen.add(event.message));
    client.on('message_sent.group', (event) => seen.add(`sent ${event.raw_message}`));
    await client.connect();
    await client.send_group_msg({ group_id: 7, message: [Structs.text('自言自语')] });
    fake.kick('登录已失效');
    await until(() => seen.has('online false'));
    expect([...seen]).toEqual(expect.arrayContaining(['lifecycle', 'sent 自言自语', '登录已失效']));
  });

  it('takes text, an @, a quote and a picture, and gives them back from its history', async () => {
    const { fake, client } = await connect();
    await client.connect();
    const question = fake.say(7, 10_001, '受理了吗');
    const { message_id } = await client.send_group_msg({
      group_id: 7,
      message: [
        Structs.reply(question),
        Structs.at(10_001),
        Structs.text(' 已受理'),
        Structs.image(Buffer.from('picture')),
      ],
    });
    expect(fake.sent[0]).toMatchObject({
      kind: 'group',
      target: 7,
      text: '@10001 已受理[image]',
      messageId: message_id,
    });
    const { messages } = await client.get_group_msg_history({ group_id: 7, count: 5 });
    expect(messages.map((message) => message.user_id)).toEqual([10_001, 99_999]);
    expect(messages[1]?.message).toMatchObject([
      { type: 'reply', data: { id: String(question) } },
      { type: 'at', data: { qq: '10001' } },
      { type: 'text', data: { text: ' 已受理' } },
      { type: 'image', data: { url: expect.stringContaining('http') } },
    ]);
    expect(await client.get_msg({ message_id })).toMatchObject({ message_id, group_id: 7 });
  });

  it('reads CQ codes out of strings, which is why nobody should send them', async () => {
    const { fake, client } = await connect();
    await client.connect();
    await client.send('send_group_msg', { group_id: 7, message: '[CQ:at,qq=all] 快来看' as never });
    expect(fake.sent[0]?.segments[0]).toEqual({ type: 'at', data: { qq: 'all' } });
  });

  it('has members, groups and friends', async () => {
    const { client } = await connect({ friends: [10_001] });
    await client.connect();
    const members = await client.get_group_member_list({ group_id: 7 });
    expect(members.map(({ user_id, nickname }) => [user_id, nickname])).toEqual([
      [10_001, '沈立夏'],
      [10_002, '宋知秋'],
      [99_999, '回音'],
    ]);
    expect((await client.get_group_list()).map(({ group_id }) => group_id)).toEqual([7]);
    expect((await client.get_friend_list()).map(({ user_id }) => user_id)).toEqual([10_001]);
  });

  it('goes back in its history page by page', async () => {
    const { fake, client } = await connect();
    await client.connect();
    for (const words of ['一', '二', '三', '四']) fake.say(7, 10_001, words);
    const last = await client.get_group_msg_history({ group_id: 7, count: 2 });
    const from = last.messages[0]?.message_seq ?? 0;
    const older = await client.get_group_msg_history({ group_id: 7, count: 2, message_seq: from, reverseOrder: true });
    const newer = await client.get_group_msg_history({ group_id: 7, count: 2, message_seq: from });
    const words = (page: typeof last) => page.messages.map((message) => message.raw_message);
    expect([words(last), words(older), words(newer)]).toEqual([
      ['三', '四'],
      ['二', '三'],
      ['三', '四'],
    ]);
  });

  it('takes files, lists them and shows them in the history', async () => {
    const { fake, client } = await connect();
    await client.connect();
    const file = `base64://${Buffer.from('表').toString('base64')}`;
    await client.upload_group_file({ group_id: 7, file, name: '督查表.xlsx' });
    await client.upload_private_file({ user_id: 10_001, file, name: '台账.xlsx' });
    expect(fake.sent.map(({ kind, file: sent }) => [kind, sent?.name, sent?.bytes.toString()])).toEqual([
      ['group', '督查表.xlsx', '表'],
      ['private', '台账.xlsx', '表'],
    ]);
    const { files } = await client.get_group_root_files({ group_id: 7 });
    expect(files).toMatchObject([{ file_name: '督查表.xlsx', file_size: 3, uploader: 99_999 }]);
    const { messages } = await client.get_friend_msg_history({ user_id: 10_001, count: 5 } as never);
    expect(messages[0]?.message).toMatchObject([{ type: 'file', data: { file: '台账.xlsx' } }]);
  });

  it('takes back its own words, and others’ only where the account is an administrator', async () => {
    const { fake, client } = await connect({
      groups: [
        { id: 7, members: [] },
        { id: 8, members: [], admins: [99_999] },
      ],
    });
    await client.connect();
    const own = await client.send_group_msg({ group_id: 7, message: [Structs.text('说错了')] });
    await client.delete_msg(own);
    expect(fake.qq.history({ group: 7 })).toEqual([]);
    await expect(client.delete_msg({ message_id: fake.say(7, 10_001, '别人的话') })).rejects.toMatchObject({
      retcode: 1200,
    });
    await client.delete_msg({ message_id: fake.say(8, 10_001, '别人的话') });
    expect(fake.qq.history({ group: 8 })).toEqual([]);
  });

  it('lets it meet faults: refused, failed, sent all the same, swallowed, late', async () => {
    const { fake, client } = await connect();
    await client.connect();
    const send = () => client.send_group_msg({ group_id: 7, message: [Structs.text('词')] });
    fake.next('send_group_msg', 'refuse', '1200', '1200-but-sent', 'swallow', { delay: 30 });
    await expect(send()).rejects.toMatchObject({ retcode: 1404 });
    await expect(send()).rejects.toMatchObject({ retcode: 1200 });
    expect(fake.sent).toEqual([]);
    await expect(send()).rejects.toMatchObject({ retcode: 1200 });
    expect(fake.sent.length).toBe(1);
    expect(await send()).toEqual({ message_id: 0 });
    expect(await send()).toMatchObject({ message_id: expect.any(Number) });
    await expect(client.send('get_group_honor_info', { group_id: 7 })).rejects.toMatchObject({ retcode: 1404 });
    expect(fake.sent.length).toBe(2);
  });

  it('tells a wrong token with NapCat’s frame before it closes', async () => {
    const { client } = await connect({ token: 'secret' }, 'wrong');
    const errors: unknown[] = [];
    client.on('socket.error', (event) => errors.push(event));
    await client.connect();
    await until(() => errors.length > 0);
    expect(errors[0]).toMatchObject({ error_type: 'response_error', info: { errno: 1403 } });
  });

  it('refuses an upgrade, and is back on the same port after a restart', async () => {
    const { fake, client } = await connect();
    let opened = 0;
    let failed = 0;
    client.on('socket.open', () => (opened += 1));
    client.on('socket.error', () => (failed += 1));
    await client.connect();
    await fake.restart();
    await until(() => opened === 2);
    fake.refuseConnections(503);
    fake.cut();
    await until(() => failed > 0);
    fake.refuseConnections(null);
    await until(() => opened === 3);
    expect(await client.get_login_info()).toMatchObject({ user_id: 99_999 });
  });
});
