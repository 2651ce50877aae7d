/** What commands print at the terminal where all is well. */
export const fileWritten = (path: string, bytes: number): string => `已写入 ${path}（${Math.ceil(bytes / 1024)} KB）`;
export const ledgerWritten = (path: string, issues: number): string => `已写入 ${path}：${issues} 件`;
export const databaseReady = (where: string | null): string =>
  `数据库已是最新（${where === null ? 'PostgreSQL' : `内置，${where}`}）`;

export const settingShown = (key: string, value: string, reason: string): string => `${key} = ${value}　${reason}`;
export const settingNow = (key: string, value: string, standard: string, reason: string): string =>
  `${key} = ${value}（默认 ${standard}）　${reason}`;
export const settingSet = (key: string, value: string): string => `${key} = ${value}`;

export const demoLoaded = '空数据目录：已装入演示区（真实镇村名，虚构人员）。正式使用请用 huiyin import 导入名册。';
export const started = (url: string): string => `回音已启动：${url}`;
export const stopping = '正在停止……';

const places = { group: '群', private: '私聊', chat: '会话' };
export const fakeWhere = (kind: keyof typeof places, target: string | number): string => `${places[kind]} ${target}`;
export const fakeSentFile = (name: string): string => `[文件：${name}]`;
export const fakeSaid = (where: string, text: string): string => `回音 → ${where}：${text}`;
export const fakeRuns = (platform: string, url: string): string =>
  `假的 ${platform} 服务器开在 ${url}。在回音的 .env 里填：`;
export const fakeEnded = (howToSpeak: string): string => `${howToSpeak}。按 Ctrl-C 结束。`;
