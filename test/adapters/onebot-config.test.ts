/** The configuration of OneBot: what may be left out, and what would let strangers speak as the bot. */
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';

const read = (env: Record<string, string>) => readConfig({ CHAT: 'onebot', ...env }).onebot;

describe('the configuration of OneBot', () => {
  it('has one address, several, a port of its own, or both', () => {
    const local = { host: '127.0.0.1', port: 6700 };
    expect(read({ ONEBOT_URL: 'ws://127.0.0.1:3001' })).toEqual({
      urls: ['ws://127.0.0.1:3001'],
      reverse: null,
      token: '',
    });
    expect(read({ ONEBOT_URL: 'ws://[::1]:3001, ws://localhost:3002,ws://localhost:3002,' })?.urls).toEqual([
      'ws://[::1]:3001',
      'ws://localhost:3002',
    ]);
    expect(read({ ONEBOT_REVERSE_PORT: '6700' })).toEqual({ urls: [], reverse: local, token: '' });
    expect(read({ ONEBOT_URL: 'wss://qq.example/', ONEBOT_REVERSE_PORT: '6700', ONEBOT_TOKEN: 'secret' })).toEqual({
      urls: ['wss://qq.example/'],
      reverse: local,
      token: 'secret',
    });
  });

  it.each([
    ['no way to connect at all', {}, /ONEBOT_URL：.*ONEBOT_REVERSE_PORT/],
    ['an address that is none', { ONEBOT_URL: 'ws://127.0.0.1:3001,http://x' }, /ONEBOT_URL：应为 ws:\/\//],
    ['a port that is none', { ONEBOT_REVERSE_PORT: '70000' }, /ONEBOT_REVERSE_PORT：应为 0 到 65535/],
    ['no token for a server elsewhere', { ONEBOT_URL: 'ws://10.0.0.8:3001' }, /ONEBOT_TOKEN：10\.0\.0\.8 不限于本机/],
    [
      'no token for a door open to others',
      { ONEBOT_REVERSE_PORT: '6700', ONEBOT_REVERSE_HOST: '0.0.0.0' },
      /ONEBOT_TOKEN：0\.0\.0\.0 不限于本机/,
    ],
  ])('is refused with %s', (_what, env, words) => {
    expect(() => read(env)).toThrow(words);
  });

  it('is not looked at while OneBot is not used', () => {
    expect(() => readConfig({ CHAT: 'console', ONEBOT_URL: 'ws://10.0.0.8:3001' })).not.toThrow();
  });
});
