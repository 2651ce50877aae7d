/** The configuration: environment variables, read here and nowhere else. */
import { z } from 'zod';
import { isLoopback } from './bot/onebot/loopback.ts';
import { readWebhookKeys } from './bot/wecom/webhook-keys.ts';
import { configurationRefusals, variableFaults, variablesNeeded } from './wording/refusals/configuration.ts';

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
  if (!result.success) throw wrong([...new Set(result.error.issues.map(({ path: [name] }) => faultOf(String(name))))]);
  const read = result.data;
  const missing = needed.filter(
    ({ platform, key, or = key }) => read.CHAT.includes(platform) && read[key] === undefined && read[or] === undefined,
  );
  if (missing.length > 0)
    throw wrong(
      missing.map(({ platform, key }) => configurationRefusals.missing(key, platform, variablesNeeded[key]())),
    );
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

const wrong = (lines: readonly string[]): ConfigError => new ConfigError(configurationRefusals.wrong(lines));

/** Any text will do for the others. */
function faultOf(name: string): string {
  if (!Object.hasOwn(variableFaults, name)) throw new Error(`nothing is said of a wrong ${name}`);
  return variableFaults[name as keyof typeof variableFaults](platforms);
}

/** What a platform cannot do without. */
const needed: readonly Needed[] = [
  { platform: 'onebot', key: 'ONEBOT_URL', or: 'ONEBOT_REVERSE_PORT' },
  { platform: 'mirai', key: 'MIRAI_URL' },
  { platform: 'mirai', key: 'MIRAI_VERIFY_KEY' },
  { platform: 'mirai', key: 'MIRAI_QQ' },
  { platform: 'wecom', key: 'WECOM_BOT_ID' },
  { platform: 'wecom', key: 'WECOM_SECRET' },
  { platform: 'wecom-webhook', key: 'WECOM_WEBHOOKS' },
];

interface Needed {
  platform: PlatformName;
  key: keyof typeof variablesNeeded;
  /** Does as well. */
  or?: keyof typeof schema.shape;
}

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
    throw wrong([configurationRefusals.tokenNeeded(remote)]);
  return urls.length === 0 && reverse === null ? null : { urls, reverse, token };
}
