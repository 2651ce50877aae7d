/** What an operator is told whose command cannot be done, and what would do: at the terminal, not in chat. */
export const commandLineRefusals = {
  notWritten: (path: string, why: string) => `写不了 ${path}：${why}。`,
  noFolder: () => '没有这个文件夹，请先建好或换一个路径',
  isFolder: () => '这是文件夹，请写文件名',
  noRight: () => '没有写入的权限，请换一个文件夹或用有权限的账号运行',
  noSpace: () => '磁盘已满，请清理后再试',

  whichDay: (words: string) => `看不懂日期“${words}”，请写成 2026-01-01`,

  noSetting: (key: string) => `没有设置项 ${key}。huiyin settings 列出全部`,
  notThisValue: (key: string, value: string, why: string, standard: string) =>
    `${key} 不能是 ${value}：${why}。设置没有改，默认是 ${standard}`,

  /** @param why the announced year is not taken */
  yearNotTaken: (path: string, why: string) => `放假安排没有装入：${path} ${why}`,
  calendarUsage: () =>
    '看不懂要改哪一天。用法：huiyin calendar 2027.json　或　huiyin calendar 2026-12-25 休 台风　（休、班、恢复）',

  noFake: (platform: string, known: readonly string[]) => `没有 ${platform} 可排练，请从 ${known.join('、')} 里选`,
  whichPort: () => '--port 应为 0 到 65535 的数字',
  portTaken: () => '端口已被占用，请用 --port 换一个',
  howToSpeak: () => '请打：群号 账号 消息，如 70001 10001 /帮助；私聊把群号写成“私聊”',

  howLong: () => '--months 应为 1 到 24 的整数，--seed 应为整数',
  vaultDamaged: (path: string) =>
    `密钥文件 ${path} 已损坏，应为 64 位十六进制。请从备份恢复它：换一个密钥，已登记的联系方式就打不开了。`,
  /** @param words why */
  notMade: (words: string, usage: string) => `没有做成：${words}\n${usage}`,
  chartUsage: () =>
    '用法：huiyin chart 趋势|漏斗|曲线|单位 图片.png [--unit 单位]，曲线、单位要写单位；覆盖 图片.png [--of 镇街、组团或小组] [--month 2026-10]；苗头 图片.png --number 序号',
  documentUsage: () =>
    '用法：huiyin document 月报|通报 文件.docx [--month 2026-10]；督办单|交办单 文件.docx --number 3；季度研究 文件.docx [--period 2026年第3季度]；民情日记 文件.docx|.xlsx|.png --of 干部或小组 [--period 上月]',
};

/** Why a file of real messages is not played. */
export const messagesFaults = {
  unreadable: (path: string) => `${path} 打不开，请核对文件名；压缩过的请用 gzip`,
  otherwise: (path: string) => `${path} 缺少列：第一行须有 留言主题、留言时间、留言详情`,
  empty: (path: string) => `${path} 里没有写明时间的留言，请核对“留言时间”一列，例如 2026-01-05 09:30`,
};
