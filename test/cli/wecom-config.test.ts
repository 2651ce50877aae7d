/** The WeCom part of the configuration: what is missing is named, and no secret is ever repeated. */
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../config.ts';

const KEY = '693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa';
const webhooks = (list: string) => [...(readConfig({ WECOM_WEBHOOKS: list }).wecomWebhook?.keys ?? [])];
const complaint = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('the configuration for WeCom', () => {
  it('takes a robot', () => {
    expect(
      readConfig({ CHAT: 'wecom,console', WECOM_BOT_ID: 'aib-1', WECOM_SECRET: 's', WECOM_WS_URL: 'ws://127.0.0.1:9' }),
    ).toMatchObject({ chat: ['wecom', 'console'], wecom: { botId: 'aib-1', secret: 's', url: 'ws://127.0.0.1:9' } });
    expect(readConfig({})).toMatchObject({ wecom: null, wecomWebhook: null });
  });

  it.each([
    [`督查联络群=${KEY}`, [['督查联络群', KEY]]],
    [
      `督查联络群 = ${KEY}；住建局群=k2;`,
      [
        ['督查联络群', KEY],
        ['住建局群', 'k2'],
      ],
    ],
    [`督查联络群=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`, [['督查联络群', KEY]]],
    ['督查联络群（一）=k1', [['督查联络群(一)', 'k1']]],
  ])('reads %j as keys of groups', (list, keys) => {
    expect(webhooks(list)).toEqual(keys);
  });

  it.each([
    KEY,
    `=${KEY}`,
    '督查联络群=',
    '督查联络群=a b',
    `督查联络群=${KEY};督查联络群=k2`,
    '；',
    '群=https://x/send',
  ])('does not guess what %j means', (list) => {
    expect(complaint({ WECOM_WEBHOOKS: list })).toMatch(/^配置有误：\nWECOM_WEBHOOKS：应为 群号=密钥/);
    expect(complaint({ WECOM_WEBHOOKS: list })).not.toContain(KEY);
  });

  it('names everything a platform needs and does not have', () => {
    expect(complaint({ CHAT: 'wecom,wecom-webhook,onebot' }).match(/^\w+(?=：CHAT)/gm)).toEqual([
      'ONEBOT_URL',
      'WECOM_BOT_ID',
      'WECOM_SECRET',
      'WECOM_WEBHOOKS',
    ]);
  });

  it.each([
    ['WECOM_WS_URL', 'ws://bot.example', 'wss://bot.example', 'ws://[::1]:9'],
    ['WECOM_WEBHOOK_URL', 'http://bot.example', 'https://bot.example', 'http://localhost:9'],
  ])('%s sends no secret over a wire that others can read', (name, open, sealed, own) => {
    expect(complaint({ [name]: open })).toContain(name);
    expect(complaint({ [name]: sealed })).toBe('');
    expect(complaint({ [name]: own })).toBe('');
  });
});
