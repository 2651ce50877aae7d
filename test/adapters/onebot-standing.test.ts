/** An account that is offline in QQ although its connection lives: what tells of it, what lies, and what proves its return. */
import { afterEach, describe, expect, it } from 'vitest';
import { Standing } from '../../bot/onebot/standing.ts';
import { closeWires, connected, GROUP, offline, online, textsOf, words } from '../support/onebot-wire.ts';
import { until } from '../support/until.ts';

afterEach(closeWires);

const NOW = 1_700_000_000_000;

describe('what is known of an account in QQ', () => {
  it('is that it is offline once the server says so, and online when it says so again', () => {
    const standing = new Standing();
    standing.told(false, NOW);
    expect(standing.trouble).toMatch(/离线.*重新登录/);
    standing.told(null, NOW);
    expect(standing.trouble).not.toBeNull();
    standing.told(true, NOW);
    expect(standing.trouble).toBeNull();
  });

  it('is QQ’s own reason when it was thrown out, whatever the server says after that', () => {
    const standing = new Standing();
    standing.kicked('登录已失效', NOW);
    standing.told(true, NOW);
    standing.told(true, NOW);
    expect(standing.trouble).toMatch(/登录已失效/);
    standing.told(false, NOW);
    expect(standing.trouble).toMatch(/登录已失效/);
    // It has told the truth once: now it is believed.
    standing.told(true, NOW);
    expect(standing.trouble).toBeNull();
  });

  it('is that it is online when somebody is heard, unless that was said before', () => {
    const standing = new Standing();
    standing.kicked('', NOW);
    standing.heard(NOW - 1000);
    expect(standing.trouble).not.toBeNull();
    standing.heard(NOW + 1000);
    expect(standing.trouble).toBeNull();
  });
});

describe('an account that QQ has thrown out', () => {
  it('is offline at once with QQ’s words, is sent nothing, and online when it is back', async () => {
    const { fake, bot, states } = await connected();
    const asked = fake.requests.length;
    fake.kick('你的帐号当前登录已失效，请重新登录。');
    await offline(bot, /下线（你的帐号当前登录已失效，请重新登录。）/);
    await until(() => states.at(-1)?.kind === 'offline' && fake.requests.length > asked);
    fake.setOnline(true);
    fake.beat();
    await online(bot);
    expect((await bot.send(GROUP, words('回来了'))).kind).toBe('delivered');
  });

  it('is not believed online by a server that says so always', async () => {
    const { fake, bot, heard } = await connected({ heartbeatMs: 10, lies: true }, { checkMs: 15 });
    fake.kick('登录已失效');
    await offline(bot, /登录已失效/);
    const asked = fake.requests.length;
    await until(() => fake.requests.length > asked + 3);
    expect(bot.state().kind).toBe('offline');
    // A new start of the server, or a message, proves more than its words.
    fake.setOnline(true);
    fake.say(7, 10_001, '在吗', { secondsAgo: -2 });
    await online(bot);
    expect(textsOf(heard)).toEqual(['在吗']);
  });

  it('is asked after anew when the server was started again', async () => {
    const { fake, bot } = await connected({ lies: true });
    fake.kick('登录已失效');
    await offline(bot, /登录已失效/);
    fake.setOnline(true);
    await fake.restart();
    await online(bot);
  });
});

describe('an account that goes offline without a notice', () => {
  it('is known by its heartbeat', async () => {
    const { fake, bot } = await connected();
    fake.setOnline(false);
    fake.beat();
    await offline(bot, /账号在 QQ 里离线/);
    fake.setOnline(true);
    fake.beat();
    await online(bot);
  });

  it('is known by asking, where there are no heartbeats', async () => {
    const { fake, bot } = await connected({}, { checkMs: 20 });
    fake.setOnline(false);
    await offline(bot, /账号在 QQ 里离线/);
    fake.setOnline(true);
    await online(bot);
  });

  it('is known from the first question on', async () => {
    const { fake, bot } = await connected({}, { checkMs: 20 });
    fake.setOnline(false);
    fake.cut();
    await offline(bot, /账号在 QQ 里离线/);
  });

  it('was stopped in its server, and is back when that starts it', async () => {
    const { fake, bot } = await connected();
    const lifecycle = { post_type: 'meta_event', meta_event_type: 'lifecycle', self_id: 99_999 };
    fake.pushRaw({ ...lifecycle, sub_type: 'disable' });
    await offline(bot, /停用/);
    fake.pushRaw({ ...lifecycle, sub_type: 'enable' });
    await online(bot);
  });
});
