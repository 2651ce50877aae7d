/** The configuration: environment variables, read here and nowhere else. */
import { z } from 'zod';
import { isLoopback } from './bot/onebot/loopback.ts';
import { readWebhookKeys } from './bot/wecom/webhook-keys.ts';

/** Platforms that can be named in CHAT. */
export const platforms = ['console', 'onebot', 'mirai', 'wecom', 'wecom-webhook'] as const;
export type PlatformName = (typeof platforms)[number];

const empty = (value: unknown): unknown => (value === '' ? undefined : value);
const optionalText = z.preprocess(empty, z.string().trim().optional());
const port = z.coerce.number().int().min(0).max(65_535);
/** Separated by commas, each once. */
const list = z
  .string()
  .transform((text) => [...new Set(text.split(',').map((one) => one.trim()))].filter((one) => one !== ''));

/** Who can read along on the way can take the robot over: only a server on this machine may be spoken to in clear. */
const isSafe = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return /^(?:wss|https):$/.test(protocol) || isLoopback(hostname);
};

const schema = z.object({
  DATABASE_URL: z.preprocess(empty, z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  DATA_DIR: z.preprocess(empty, z.string().default('./data')),
  PORT: z.preprocess(empty, port.default(8787)),
  CHAT: z.preprocess(empty, list.pipe(z.array(z.enum(platforms)).min(1)).default(['console'])),
  ONEBOT_URL: z.preprocess(empty, list.pipe(z.array(z.url({ protocol: /^wss?$/ })).min(1)).optional()),
  ONEBOT_REVERSE_PORT: z.preprocess(empty, port.optional()),
  ONEBOT_REVERSE_HOST: z.preprocess(empty, z.string().trim().default('127.0.0.1')),
  ONEBOT_TOKEN: optionalText,
  // Without a path: mirai-js drops it.
  MIRAI_URL: z.preprocess(
    empty,
    z
      .url({ protocol: /^https?$/ })
      .refine((url) => /^https?:\/\/[^/?#]+\/?$/.test(url))
      .optional(),
  ),
  MIRAI_VERIFY_KEY: optionalText,
  MIRAI_QQ: z.preprocess(
    empty,
    z
      .string()
      .trim()
      .regex(/^[1-9]\d{4,11}$/)
      .optional(),
  ),
  WECOM_BOT_ID: optionalText,
  WECOM_SECRET: optionalText,
  WECOM_WS_URL: z.preprocess(
    empty,
    z
      .url({ protocol: /^wss?$/ })
      .refine(isSafe)
      .optional(),
  ),
  WECOM_WEBHOOKS: z.preprocess(
    empty,
    z
      .string()
      .transform(readWebhookKeys)
      .refine((keys) => keys !== null)
      .optional(),
  ),
  WECOM_WEBHOOK_URL: z.preprocess(
    empty,
    z
      .url({ protocol: /^https?$/ })
      .refine(isSafe)
      .optional(),
  ),
  ADMIN_ACCOUNTS: z.preprocess(empty, list.pipe(z.array(z.string().regex(/^[a-z-]+:\S+$/))).default([])),
  LOG_LEVEL: z.preprocess(empty, z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')),
});

export interface Config {
  databaseUrl: string | undefined;
  dataDir: string;
  port: number;
  chat: readonly PlatformName[];
  onebot: { urls: readonly string[]; reverse: { host: string; port: number } | null; token: string } | null;
  mirai: { url: string; verifyKey: string; qq: string } | null;
  wecom: { botId: string; secret: string; url: string | undefined } | null;
  /** Keys of groups' webhooks by room id: never to be stored or logged. */
  wecomWebhook: { keys: ReadonlyMap<string, string>; url: string | undefined } | null;
  adminAccounts: readonly string[];
  logLevel: string;
}

/** The configuration cannot be used; the message names every variable at fault. */
export class ConfigError extends Error {}

/** @throws ConfigError in Chinese, one line a variable */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = schema.safeParse(env);
  if (!result.success) {
    const lines = result.error.issues.map(
      (issue) => `${String(issue.path[0] ?? '')}：${hintFor(String(issue.path[0] ?? ''))}`,
    );
    throw new ConfigError(`配置有误：\n${[...new Set(lines)].join('\n')}`);
  }
  const read = result.data;
  const missing = needed.filter(
    ({ platform, key, or = key }) => read.CHAT.includes(platform) && read[key] === undefined && read[or] === undefined,
  );
  if (missing.length > 0) {
    const lines = missing.map(({ platform, key, words }) => `${key}：CHAT 里有 ${platform} 时必须填写，${words}`);
    throw new ConfigError(`配置有误：\n${lines.join('\n')}`);
  }
  return {
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR,
    port: read.PORT,
    chat: read.CHAT,
    onebot: oneBotIn(read),
    mirai:
      read.MIRAI_URL === undefined || read.MIRAI_VERIFY_KEY === undefined || read.MIRAI_QQ === undefined
        ? null
        : { url: read.MIRAI_URL, verifyKey: read.MIRAI_VERIFY_KEY, qq: read.MIRAI_QQ },
    wecom:
      read.WECOM_BOT_ID === undefined || read.WECOM_SECRET === undefined
        ? null
        : { botId: read.WECOM_BOT_ID, secret: read.WECOM_SECRET, url: read.WECOM_WS_URL },
    wecomWebhook:
      read.WECOM_WEBHOOKS === undefined || read.WECOM_WEBHOOKS === null
        ? null
        : { keys: read.WECOM_WEBHOOKS, url: read.WECOM_WEBHOOK_URL },
    adminAccounts: read.ADMIN_ACCOUNTS,
    logLevel: read.LOG_LEVEL,
  };
}

/** What a platform cannot do without. */
const needed: readonly Needed[] = [
  {
    platform: 'onebot',
    key: 'ONEBOT_URL',
    or: 'ONEBOT_REVERSE_PORT',
    words: '如 ws://127.0.0.1:3001；由 OneBot 程序来连回音的，改填 ONEBOT_REVERSE_PORT',
  },
  { platform: 'mirai', key: 'MIRAI_URL', words: '如 http://127.0.0.1:8080' },
  { platform: 'mirai', key: 'MIRAI_VERIFY_KEY', words: '与 mirai-api-http 的 setting.yml 里的 verifyKey 一致' },
  { platform: 'mirai', key: 'MIRAI_QQ', words: '机器人的 QQ 号' },
  { platform: 'wecom', key: 'WECOM_BOT_ID', words: '在企业微信智能机器人的 API 配置页' },
  { platform: 'wecom', key: 'WECOM_SECRET', words: '在企业微信智能机器人的 API 配置页' },
  { platform: 'wecom-webhook', key: 'WECOM_WEBHOOKS', words: '如 督查联络群=群机器人地址里 key= 后面那一段' },
];

interface Needed {
  platform: PlatformName;
  key: Key;
  /** Does as well. */
  or?: Key;
  words: string;
}
type Key = keyof typeof schema.shape;

/** @throws ConfigError where a token is needed: whoever can connect without one can speak as the bot */
function oneBotIn(read: z.output<typeof schema>): Config['onebot'] {
  const {
    ONEBOT_URL: urls = [],
    ONEBOT_REVERSE_PORT: port,
    ONEBOT_REVERSE_HOST: host,
    ONEBOT_TOKEN: token = '',
  } = read;
  const reverse = port === undefined ? null : { host, port };
  const hosts = [...urls.map((url) => new URL(url).hostname), ...(reverse === null ? [] : [host])];
  const remote = hosts.find((one) => !isLoopback(one));
  if (read.CHAT.includes('onebot') && token === '' && remote !== undefined)
    throw new ConfigError(
      `配置有误：\nONEBOT_TOKEN：${remote} 不限于本机，必须有令牌，否则谁都可以冒充机器人；在 OneBot 程序和这里填同样的一串`,
    );
  return urls.length === 0 && reverse === null ? null : { urls, reverse, token };
}

const hints: Record<string, string> = {
  DATABASE_URL: '应为 postgres://用户:密码@主机:端口/库名；留空则用内置数据库',
  PORT: '应为 0 到 65535 的数字',
  CHAT: `应为 ${platforms.join('、')} 中的一个或几个，用逗号隔开`,
  ONEBOT_URL: '应为 ws:// 或 wss:// 开头的地址，几个账号的用逗号隔开',
  ONEBOT_REVERSE_PORT: '应为 0 到 65535 的数字',
  MIRAI_URL: '应为 http:// 或 https:// 开头、不带路径的地址，如 http://127.0.0.1:8080',
  MIRAI_VERIFY_KEY: '应与 mirai-api-http 的 setting.yml 里的 verifyKey 一致',
  MIRAI_QQ: '应为机器人的 QQ 号',
  WECOM_WS_URL: '应为 wss:// 开头的地址；ws:// 只用于本机',
  WECOM_WEBHOOKS:
    '应为 群号=密钥，几个群用分号隔开；密钥是群机器人地址里 key= 后面那一段，群号是群表里平台为 wecom-webhook 的群号，不能重复',
  WECOM_WEBHOOK_URL: '应为 https:// 开头的地址；http:// 只用于本机',
  ADMIN_ACCOUNTS: '应为 平台:账号，用逗号隔开，如 onebot:10001',
  LOG_LEVEL: '应为 trace、debug、info、warn、error、silent 之一',
};
const hintFor = (name: string): string => hints[name] ?? '值无效';
