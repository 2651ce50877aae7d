/** What `huiyin doctor` finds in order, and what it reminds of. */
export const findingTitles = { good: '正常', bad: '有误', note: '提示' };

const readable = '；连接没有加密，只宜在内网';
export const noAnswer = '没有回应';
export const connecting = '正在连接';
export const notConnectedYet = '还没有连上';
export const returnCode = (code: number): string => `返回码 ${code}`;

export const doctorSays = {
  configuration: (platforms: readonly string[], port: number) => `配置：聊天平台 ${platforms.join('、')}，端口 ${port}`,
  timeZone: (zone: string, shown: string) => `时区：本机 ${zone}，规则一律按北京时间，现在是 ${shown}`,
  /** @param folder null of a server */
  database: (folder: string | null) =>
    `数据库：${folder === null ? 'PostgreSQL' : `内置，在 ${folder}（进程被杀不丢数据，断电不作保证，请定期备份）`}`,
  inUse: () => '数据库：回音正在运行，数据文件夹由它使用，未检查内容；要检查名册、发件箱和事件记录，请先停掉它',
  roster: (units: number, people: number, rooms: number) => `名册：单位 ${units}，人员 ${people}，群 ${rooms}`,
  holidays: (year: number) => `放假安排：${year} 年已有`,
  holidaysLater: (year: number) =>
    `放假安排：${year} 年还没有，到期日在该年的按周一至周五计；公布后请运行 huiyin calendar ${year}.json，已定的期限会更正`,
  log: (events: number) => `事件记录：${events} 条，逐条校验无改动`,
  issues: (issues: number) => `事项：${issues} 件，与事件记录逐件相符`,
  outbox: (waiting: number) => `发件箱：待发 ${waiting} 条`,
};

export const doctorSaysOfOneBot = {
  /** @param groups null where they are not known
   *  @param open others can read along */
  online: (name: string, groups: number | null, open: boolean) =>
    `OneBot：账号 ${name} 已连接${groups === null ? '' : `，在 ${groups} 个群里`}${open ? readable : ''}`,
  door: (url: string) => `OneBot：反向 WebSocket 开在 ${url}`,
  running: (account: string) => `OneBot：回音正在运行，账号 ${account} 已连接`,
  inRooms: (count: number) => `OneBot：名册里的群，机器人在 ${count} 个`,
};

export const doctorSaysOfMirai = {
  online: (version: string, qq: string, name: string, open: boolean) =>
    `mirai：mirai-api-http ${version}，账号 ${qq}${name === '' ? '' : `（${name}）`}已登录${open ? readable : ''}`,
  socket: () => 'mirai：WebSocket 已连接，收得到消息',
  inRooms: (count: number) => `mirai：名册里的群，机器人在 ${count} 个`,
  inOthers: (groups: readonly { name: string; id: string }[]) =>
    `mirai：机器人还在 ${groups.length} 个名册里没有的群：${groups.map(({ name, id }) => `${name}（${id}）`).join('、')}。要用就补进群表`,
};

export const doctorSaysOfWecom = {
  server: () => '企业微信：服务器连得上',
  online: (account: string) => `企业微信：机器人已登录（${account}）`,
  bound: (groups: number, people: number) => `企业微信：登记群 ${groups} 个，绑定 ${people} 人`,
  howToBind: () =>
    '企业微信绑定：① 把机器人拉进群，管理员在群里 @它 发“绑定”，它报出群号，登记到群表；② 每人在群里 @它 发“绑定”，它报出账号，再私聊它发一次，否则收不到私信；③ 双访办发送：绑定 wecom:账号 姓名 单位。详见 docs/platforms.md',
  key: (id: string) => `企业微信群机器人：“${id}”的密钥有效`,
};
