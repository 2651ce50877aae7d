/** What `huiyin doctor` finds wrong, and how it is mended. */
export const doctorFaults = {
  clock: () => '本机时钟早于 2025 年，请校时，否则所有期限都会错',
  database: (words: string) => `数据库：${words}`,
  noTables: () => '数据库还没有建表：请运行 huiyin migrate（start 会自动建）',
  noRoster: () => '名册是空的：请用 huiyin import 导入',
  unbound: (people: number) => `${people} 人没有绑定聊天账号，收不到提醒：请在人员表填账号，或由双访办“绑定”`,
  noLiaisonRoom: () => '没有督查联络群：日报、督查表无处发送，请在群表里加用途为“督查联络群”的群',
  noOffice: () => '没有双访办人员：退回和延期无人决定，请在人员表里写上',
  noInspector: () => '没有督查联络员：督办和预警无人确认，请在人员表里写上',
  noHolidays: (year: number) =>
    `放假安排：${year} 年没有，工作日暂按周一至周五计，请升级，或运行 huiyin calendar ${year}.json 装入`,
  setting: (key: string) => `设置 ${key} 的值无效，正在用默认值：请运行 huiyin settings ${key} 新值 改正`,
  brokenLog: (numbers: readonly number[]) =>
    `事件记录：${numbers.map((number) => `#${number}`).join('、')} 的记录被改动或缺失，请停用并从备份核对，同时报告纪检监察机关`,
  dead: (dead: number, waiting: number) =>
    `发件箱：${dead} 条消息没有送达，待发 ${waiting} 条。没有送达的已另行告知管理员，请人工转告`,
};

export const doctorOnOneBotFaults = {
  offline: (name: string, reason: string, remedy: string) => `OneBot：${name} 连不上（${reason}）。${remedy}`,
  portTaken: (trouble: string) => `OneBot：${trouble}，账号连不进来。请关掉占用它的程序，或改 ONEBOT_REVERSE_PORT`,
  runningOffline: (reason: string) => `OneBot：回音正在运行，但${reason}`,
  nobodyCame: (trouble: string, url: string) =>
    `OneBot：${trouble}。请在 NapCat 等的“网络配置”里新建 WebSocket 客户端，地址填 ${url}（在别的机器或容器里的，填这台机器的地址，并设 ONEBOT_REVERSE_HOST=0.0.0.0），token 与 ONEBOT_TOKEN 一字不差`,
  noRooms: () => 'OneBot：名册里没有 onebot 的群，请在群表的“平台”一列填 onebot，“群号”一列填 QQ 群号',
  notInRoom: (name: string, id: string) =>
    `OneBot：机器人不在“${name}”（${id}）里，请把机器人的 QQ 拉进群，或在群表里更正群号`,
};

/** What to do about a reason, as the operator finds it in NapCat and LLBot. */
export const oneBotRemedies = {
  token: () => 'ONEBOT_TOKEN 要与 NapCat 等“网络配置”里的 token 一字不差，含 # 时加引号',
  logIn: () => '在 OneBot 程序里重新登录这个 QQ 后会自动恢复',
  notOneBot: () => '请确认 QQ 已登录，地址上是 OneBot 11，且地址不带 /event',
  notWebSocket: () => '这个地址上的不是 OneBot 的 WebSocket，请核对端口和路径',
  bothWays: () => '请在 OneBot 程序里改用 Universal，或把 API 和 Event 两条都填上',
  start: () =>
    '请确认 NapCat 等在运行，“网络配置”里启用了 WebSocket 服务器，主机、端口与 ONEBOT_URL 一致；在别的机器或容器里的，它的主机要填 0.0.0.0',
};

export const doctorOnMiraiFaults = {
  noServer: (url: string, reason: string) =>
    `mirai：连不上 ${url}（${reason}）。请检查 MIRAI_URL，以及 mirai-api-http 是否在运行、adapters 里有没有 http`,
  key: (reason: string) =>
    `mirai：密钥不对（${reason}）。MIRAI_VERIFY_KEY 应与 setting.yml 的 verifyKey 一致，含 # 时加引号`,
  singleMode: () => 'mirai：mirai-api-http 开着 singleMode，请在 setting.yml 里改为 false',
  noAccount: (qq: string, reason: string, present: readonly string[]) =>
    `mirai：账号 ${qq} 没有登录（${reason}）。已登录的账号：${present.join('、') || '没有'}；请先在 mirai 上登录，或改 MIRAI_QQ`,
  noSocket: (reason: string) =>
    `mirai：收不到消息，WebSocket 连不上（${reason}）。请检查 mirai-api-http 的 adapters 里有没有 ws`,
  noGroupList: (reason: string) => `mirai：读不到群列表（${reason}），没能核对群，请稍后再查`,
  noRooms: () => 'mirai：名册里没有 mirai 的群，请在群表的“平台”一列填 mirai，“群号”一列填 QQ 群号',
  notInRoom: (name: string, id: string, qq: string) =>
    `mirai：机器人不在“${name}”（${id}）里，请把 QQ ${qq} 拉进群，或在群表里更正群号`,
};

export const doctorOnWecomFaults = {
  noServer: (trouble: string) =>
    `企业微信：服务器连不上（${trouble}）。请检查本机能否访问外网，私有部署请填 WECOM_WS_URL`,
  offline: (reason: string) => `企业微信：机器人没有登录，${reason}`,
  notLoggedIn: () =>
    '企业微信：没有登录机器人，因为登录会把正在运行的回音顶下线。要核对 WECOM_BOT_ID 和 WECOM_SECRET，请先停掉所有回音，再运行 huiyin doctor --connect',
  noKey: (id: string, name: string) =>
    `企业微信群机器人：WECOM_WEBHOOKS 里没有“${id}”（${name}），这个群收不到消息，请补上它的密钥`,
  notInRoster: (id: string, platform: string) =>
    `企业微信群机器人：“${id}”不在名册里，请在群表里加一行：平台 ${platform}，群号 ${id}`,
  keyUnchecked: (id: string) => `企业微信群机器人：连不上企业微信，没能核对“${id}”的密钥，请检查本机能否访问外网`,
  keyRefused: (id: string) => `企业微信群机器人：“${id}”的密钥无效或机器人已被移出群，请在群设置里重新复制地址`,
};
