/** What is wrong with the configuration, by variable, and what would be right: told at the terminal. */
export const configurationRefusals = {
  /** @param lines one a variable */
  wrong: (lines: readonly string[]) => `配置有误：\n${lines.join('\n')}`,
  missing: (key: string, platform: string, words: string) => `${key}：CHAT 里有 ${platform} 时必须填写，${words}`,
  tokenNeeded: (host: string) =>
    `ONEBOT_TOKEN：${host} 不限于本机，必须有令牌，否则谁都可以冒充机器人；请在 OneBot 程序和这里填同样的一串`,
};

const PORT = '应为 0 到 65535 的数字';

/** What each variable should be. */
export const variableFaults = {
  DATABASE_URL: () => 'DATABASE_URL：应为 postgres://用户:密码@主机:端口/库名；留空则用内置数据库',
  PORT: () => `PORT：${PORT}`,
  CHAT: (platforms: readonly string[]) => `CHAT：应为 ${platforms.join('、')} 中的一个或几个，用逗号隔开`,
  ONEBOT_URL: () => 'ONEBOT_URL：应为 ws:// 或 wss:// 开头的地址，几个账号的用逗号隔开',
  ONEBOT_REVERSE_PORT: () => `ONEBOT_REVERSE_PORT：${PORT}`,
  MIRAI_URL: () => 'MIRAI_URL：应为 http:// 或 https:// 开头、不带路径的地址，如 http://127.0.0.1:8080',
  MIRAI_QQ: () => 'MIRAI_QQ：应为机器人的 QQ 号，5 到 12 位数字',
  WECOM_WS_URL: () => 'WECOM_WS_URL：应为 wss:// 开头的地址；ws:// 只用于本机',
  WECOM_WEBHOOKS: () =>
    'WECOM_WEBHOOKS：应为 群号=密钥，几个群用分号隔开；密钥是群机器人地址里 key= 后面那一段，群号是群表里平台为 wecom-webhook 的群号，不能重复',
  WECOM_WEBHOOK_URL: () => 'WECOM_WEBHOOK_URL：应为 https:// 开头的地址；http:// 只用于本机',
  ADMIN_ACCOUNTS: () => 'ADMIN_ACCOUNTS：应为 平台:账号，用逗号隔开，如 onebot:10001',
  LOG_LEVEL: () => 'LOG_LEVEL：应为 trace、debug、info、warn、error、silent 之一',
};

/** What a platform cannot do without, by its variable. */
export const variablesNeeded = {
  ONEBOT_URL: () => '如 ws://127.0.0.1:3001；由 OneBot 程序来连回音的，改填 ONEBOT_REVERSE_PORT',
  MIRAI_URL: () => '如 http://127.0.0.1:8080',
  MIRAI_VERIFY_KEY: () => '与 mirai-api-http 的 setting.yml 里的 verifyKey 一致',
  MIRAI_QQ: () => '即机器人的 QQ 号',
  WECOM_BOT_ID: () => '在企业微信智能机器人的 API 配置页查看',
  WECOM_SECRET: () => '在企业微信智能机器人的 API 配置页查看，与 WECOM_BOT_ID 同一页',
  WECOM_WEBHOOKS: () => '如 督查联络群=群机器人地址里 key= 后面那一段',
};
