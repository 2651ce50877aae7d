/** The configuration: environment variables, read here and nowhere else. */
import { z } from 'zod';

/** Platforms that can be named in CHAT. */
export const platforms = ['console', 'onebot', 'mirai'] as const;
export type PlatformName = (typeof platforms)[number];

const empty = (value: unknown): unknown => (value === '' ? undefined : value);
const optionalText = z.preprocess(empty, z.string().trim().optional());

const schema = z.object({
  DATABASE_URL: z.preprocess(empty, z.url({ protocol: /^postgres(ql)?$/ }).optional()),
  DATA_DIR: z.preprocess(empty, z.string().default('./data')),
  PORT: z.preprocess(empty, z.coerce.number().int().min(0).max(65_535).default(8787)),
  CHAT: z.preprocess(
    empty,
    z
      .string()
      .default('console')
      .transform((list) => [
        ...new Set(
          list
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== ''),
        ),
      ])
      .pipe(z.array(z.enum(platforms)).min(1)),
  ),
  ONEBOT_URL: z.preprocess(empty, z.url({ protocol: /^wss?$/ }).optional()),
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
  ADMIN_ACCOUNTS: z.preprocess(
    empty,
    z
      .string()
      .default('')
      .transform((list) =>
        list
          .split(',')
          .map((account) => account.trim())
          .filter((account) => account !== ''),
      )
      .pipe(z.array(z.string().regex(/^[a-z-]+:\S+$/))),
  ),
  LOG_LEVEL: z.preprocess(empty, z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info')),
});

export interface Config {
  databaseUrl: string | undefined;
  dataDir: string;
  port: number;
  chat: readonly PlatformName[];
  onebot: { url: string; token: string } | null;
  mirai: { url: string; verifyKey: string; qq: string } | null;
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
  if (read.CHAT.includes('onebot') && read.ONEBOT_URL === undefined) {
    throw new ConfigError('配置有误：\nONEBOT_URL：CHAT 里有 onebot 时必须填写，如 ws://127.0.0.1:3001');
  }
  const mirai = miraiFrom(read);
  if (read.CHAT.includes('mirai') && mirai === null) {
    const missing = (['MIRAI_URL', 'MIRAI_VERIFY_KEY', 'MIRAI_QQ'] as const).filter((key) => read[key] === undefined);
    throw new ConfigError(
      `配置有误：\n${missing.map((key) => `${key}：CHAT 里有 mirai 时必须填写，${hintFor(key)}`).join('\n')}`,
    );
  }
  return {
    databaseUrl: read.DATABASE_URL,
    dataDir: read.DATA_DIR,
    port: read.PORT,
    chat: read.CHAT,
    onebot: read.ONEBOT_URL === undefined ? null : { url: read.ONEBOT_URL, token: read.ONEBOT_TOKEN ?? '' },
    mirai,
    adminAccounts: read.ADMIN_ACCOUNTS,
    logLevel: read.LOG_LEVEL,
  };
}

function miraiFrom(read: z.output<typeof schema>): Config['mirai'] {
  const { MIRAI_URL: url, MIRAI_VERIFY_KEY: verifyKey, MIRAI_QQ: qq } = read;
  return url === undefined || verifyKey === undefined || qq === undefined ? null : { url, verifyKey, qq };
}

const hints: Record<string, string> = {
  DATABASE_URL: '应为 postgres://用户:密码@主机:端口/库名；留空则用内置数据库',
  PORT: '应为 0 到 65535 的数字',
  CHAT: `应为 ${platforms.join('、')} 中的一个或几个，用逗号隔开`,
  ONEBOT_URL: '应为 ws:// 或 wss:// 开头的地址',
  MIRAI_URL: '应为 http:// 或 https:// 开头、不带路径的地址，如 http://127.0.0.1:8080',
  MIRAI_VERIFY_KEY: '应与 mirai-api-http 的 setting.yml 里的 verifyKey 一致',
  MIRAI_QQ: '应为机器人的 QQ 号',
  ADMIN_ACCOUNTS: '应为 平台:账号，用逗号隔开，如 onebot:10001',
  LOG_LEVEL: '应为 trace、debug、info、warn、error、silent 之一',
};
const hintFor = (name: string): string => hints[name] ?? '值无效';
