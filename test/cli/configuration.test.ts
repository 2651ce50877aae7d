/** What an operator is told whose configuration is not right: every variable at fault, and what would be right. */
import { describe, expect, it } from 'vitest';
import { runCli } from './run.ts';

/** What `doctor` says of it; with a wrong configuration it looks at nothing else. */
const complaint = async (env: NodeJS.ProcessEnv): Promise<string[]> => {
  const { said, code } = await runCli('doctor', env);
  expect(code).toBe(1);
  expect(said).toMatch(/^有误　配置有误：\n/);
  return said.trimEnd().split('\n').slice(1);
};

describe('a wrong configuration', () => {
  it('is named variable by variable, all at once', async () => {
    const wrong = {
      DATABASE_URL: 'mysql://x',
      PORT: '70000',
      CHAT: 'qq',
      ONEBOT_URL: 'http://x',
      ONEBOT_REVERSE_PORT: 'x',
      MIRAI_URL: 'http://x/path',
      MIRAI_QQ: '12a',
      WECOM_WS_URL: 'ws://elsewhere.example',
      WECOM_WEBHOOKS: '没有密钥',
      WECOM_WEBHOOK_URL: 'http://elsewhere.example',
      ADMIN_ACCOUNTS: '张三',
      LOG_LEVEL: 'loud',
    };
    const lines = await complaint(wrong);
    expect(lines.map((line) => line.split('：')[0])).toEqual(Object.keys(wrong));
    for (const line of lines) expect(line).toMatch(/^[A-Z_]+：应为/);
  });

  it.each([
    ['onebot', ['ONEBOT_URL']],
    ['mirai', ['MIRAI_URL', 'MIRAI_VERIFY_KEY', 'MIRAI_QQ']],
    ['wecom', ['WECOM_BOT_ID', 'WECOM_SECRET']],
    ['wecom-webhook', ['WECOM_WEBHOOKS']],
  ])('names what %s cannot do without', async (platform, variables) => {
    const lines = await complaint({ CHAT: platform });
    expect(lines.map((line) => line.split('：CHAT 里有')[0])).toEqual(variables);
  });

  it('is one in which anybody could speak as the bot', async () => {
    expect(await complaint({ CHAT: 'onebot', ONEBOT_URL: 'ws://10.0.0.8:3001' })).toEqual([
      expect.stringMatching(/^ONEBOT_TOKEN：10\.0\.0\.8 不限于本机，必须有令牌/),
    ]);
  });

  it('keeps every command from running', async () => {
    expect(await runCli('migrate', { CHAT: 'qq' })).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^配置有误：\nCHAT：应为 console、/),
    });
  });
});
