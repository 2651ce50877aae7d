/** Every number a rule uses: its default, its reason and what values make sense. */
import { z } from 'zod';
import { periodLengths } from './period.ts';

const days = z.number().int().min(0).max(365);
const share = z.number().min(0).max(1);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const routeWords: z.ZodType<readonly string[]> = z.array(z.string().trim().min(2).max(20)).max(200);
const weekly = z.object({ weekday: z.number().int().min(1).max(7), from: timeOfDay, to: timeOfDay });

interface Definition<T> {
  default: T;
  reason: string;
  schema: z.ZodType<T>;
}
const define = <T>(schema: z.ZodType<T>, value: T, reason: string): Definition<T> => ({
  default: value,
  reason,
  schema,
});

export const settingDefinitions = {
  'deadline.accept.workingDays': define(days, 1, '受理期限：交办后 1 个工作日'),
  'deadline.return.workingDays': define(days, 2, '退回期限：2 个工作日内说明理由，逾期退回须经双访办'),
  'return.times': define(
    z.number().int().min(1).max(9),
    2,
    '同一问题最多由单位自行退回两次，之后再退回须双访办同意：防止单位之间来回推',
  ),
  'deadline.platform.workingDays': define(days, 5, '平台流转一般件：5 个工作日'),
  'deadline.urgent.workingDays': define(days, 3, '急件：3 个工作日'),
  'deadline.critical.workingDays': define(days, 0, '特急件：当日'),
  'deadline.handover.workingDays': define(days, 15, '问题交办单：15 个工作日'),
  'deadline.reply.workingDays': define(days, 2, '首问责任人反馈：办理结果出来后 2 个工作日'),
  'reply.reasonLetters': define(
    z.number().int().min(1).max(100),
    4,
    '按“一时无法解决”“不合理要求”答复的，去掉“无法解决”“已告知”一类空话后至少 4 个字，才算说明了原因或依据',
  ),
  'deadline.dutyHandover.workingDays': define(
    days,
    1,
    '接手首问责任时答复期限已到或当日到的，至少再有 1 个工作日：不让刚接手的人一接手就逾期；同一次答复只给一次',
  ),
  'deadline.classHours': define(
    z.record(
      z.string(),
      z
        .number()
        .positive()
        .max(24 * 30),
    ),
    {},
    '按类别规定小时数的期限（自然小时），如 {"停水停电": 2}；默认没有',
  ),
  'extension.maximumWorkingDays': define(days, 10, '延期最多 10 个工作日'),
  'extension.times': define(z.number().int().min(0).max(9), 1, '单位自行申请延期一次；再次延期须报区领导同意'),
  'ladder.remind.workingDays': define(days, 1, '提醒联络员：逾期 1 个工作日'),
  'ladder.urge.workingDays': define(days, 3, '催办负责人：逾期 3 个工作日'),
  'ladder.supervise.workingDays': define(days, 5, '督办单（由督查联络员确认）：逾期 5 个工作日'),
  'ladder.circulate.workingDays': define(days, 10, '列入通报（由督查联络员确认）：逾期 10 个工作日'),
  'ladder.summon.workingDays': define(days, 15, '建议约谈（由督查联络员确认）：逾期 15 个工作日'),
  'supervise.answer.workingDays': define(days, 2, '收到督办单后 2 个工作日内办结或说明情况'),
  'followUp.share': define(share, 0.1, '回访：每月按单位抽取上月结案的一成'),
  'followUp.leastPerUnit': define(z.number().int().min(0).max(99), 1, '有结案的单位每月至少回访 1 件，小单位也不漏'),
  'followUp.remind.workingDays': define(days, 5, '当月最后 5 个工作日起提醒还没有打的回访'),
  'rectification.plan.workingDays': define(days, 5, '收到督查建议后 5 个工作日内报整改方案'),
  'rectification.redo.workingDays': define(days, 5, '整改节点或督查发现被退回后 5 个工作日内重做'),
  'inspection.finding.workingDays': define(days, 10, '督查发现的问题没有写明期限的，10 个工作日内整改'),
  'digest.soon.workingDays': define(days, 1, '每日提醒列出 1 个工作日内到期的事项'),
  'digest.listed': define(z.number().int().min(1).max(100), 15, '一条提醒逐条列出的事项数，其余计数：手机一屏'),
  'table.issuesListed': define(
    z.number().int().min(100).max(100_000),
    10_000,
    '督查表“事项明细”最多列出的条数：一个区县一月不过数千，再多的文件大而难用，写明没有列出多少，逐件另查台账',
  ),
  'shelving.listed': define(
    z.number().int().min(1).max(500),
    50,
    '月度复核清单逐条列出的挂账件数：双访办须逐件答复；再多的先清理再列',
  ),
  'digest.latest': define(z.string().regex(/^\d\d:\d\d$/), '18:00', '停机后补发提醒不晚于此时，夜间不打扰'),
  'undo.minutes': define(
    z.number().int().min(1).max(60),
    2,
    '撤销：按错、发错两分钟内会发现，再久别人可能已据此办理，须另作更正、留下经过',
  ),
  'standIn.longestDays': define(z.number().int().min(1).max(366), 60, '代班最长 60 天：更久是换人，应办调动'),
  'query.pageMinutes': define(
    z.number().int().min(1).max(1440),
    30,
    '“下一页”认得半小时内的单子，再久问的人已想不起来是哪一张',
  ),
  'prompt.minutes': define(z.number().int().min(1).max(1440), 10, '追问的等待时间'),
  'flag.slowTail': define(share, 0.001, '进度缓慢：Poisson 尾概率不超过 0.001，75 个单位每次误报约 0.02 个'),
  'flag.watchTail': define(share, 0.025, '关注名单：尾概率不超过 0.025'),
  'flag.minimumExpected': define(z.number().min(0), 3, '期望办结数不足 3 不作判断'),
  'flag.soleShare': define(
    share,
    0.8,
    '一类事项八成以上由一个单位办理时无从与同类比较，改与全区各类事项比较，且最多列入关注',
  ),
  'flag.months': define(z.number().int().min(1).max(24), 3, '滚动三个月'),
  'flag.untouchedWorkingDays': define(days, 10, '一件事 10 个工作日无人过问'),
  'flag.overdueTogether': define(z.number().int().min(1).max(99), 3, '同时逾期 3 件'),
  'flag.repeatDays': define(days, 28, '同一单位同类预警四周内不重复提出：已在督查联络员手里，或已说明理由排除'),
  'flag.overdispersion': define(z.boolean() as z.ZodType<boolean>, false, '单位间差异普遍偏大时再启用过度离散校正'),
  'emerging.baselineWeeks': define(
    z.number().int().min(2).max(104),
    12,
    '苗头：一周与前 12 周比，一个季度里季节变化还不大',
  ),
  'emerging.leastWeeks': define(
    z.number().int().min(2).max(104),
    4,
    '记录不满 12 周的与已有的周数比，满 4 周才开始判断：再短看不出平常是多少',
  ),
  'emerging.falseShare': define(share, 0.05, '苗头预警中误报不超过 5%（Benjamini–Hochberg，全部镇街与类别一并计算）'),
  'emerging.watchTail': define(share, 0.001, '苗头关注：可能性小于 0.001'),
  'emerging.minimumCount': define(z.number().int().min(1).max(999), 3, '一周不足 3 件不算苗头'),
  'emerging.repeatDays': define(days, 28, '同一苗头四周内不重复提出，由关注升为预警的除外'),
  'delivery.roomSeconds': define(z.number().min(0).max(3600), 3, '每群最快 3 秒一条，平台不公布限额，宁慢勿封'),
  'delivery.accountPerMinute': define(z.number().positive(), 20, '每个账号每分钟 20 条'),
  'delivery.attempts': define(z.number().int().min(1).max(50), 8, '发送失败重试次数，之后转人工'),
  'delivery.vanishedAttempts': define(
    z.number().int().min(1).max(50),
    5,
    '发出后没有回音、聊天记录里也没有的消息最多发 5 次：每次要等十几秒，再发只会挡住同一群后面的消息',
  ),
  'delivery.mergeAbove': define(
    z.number().int().min(1).max(100),
    5,
    '同一群积压超过 5 条文字消息时并作一条：按 3 秒一条，第 6 条已要等 15 秒以上，赶不上对话',
  ),
  'delivery.swallowedMinutes': define(
    z.number().min(0).max(1440),
    10,
    '被平台吞掉的消息 10 分钟后换个样子再发一次：风控多按几分钟计，马上重发只会加重',
  ),
  'channel.alarmSeconds': define(
    z.number().int().min(5).max(3600),
    45,
    '断线 45 秒仍未恢复即告知管理员：一般重连不到半分钟，连同发现和投递在一分钟之内',
  ),
  'catchUp.hours': define(
    z
      .number()
      .int()
      .min(0)
      .max(24 * 14),
    72,
    '恢复后补办最近 72 小时内漏收的消息：够一个周末；再早的多半已重发或过时，提醒各群重发',
  ),
  'catchUp.privateDays': define(
    z.number().int().min(0).max(90),
    14,
    '恢复后也补看最近 14 天内有来往的私聊：欠着答复的人都收到过提醒，每日、每周的提醒都在两周之内',
  ),
  'catchUp.privateChats': define(
    z.number().int().min(0).max(2000),
    200,
    '一次最多补看 200 个私聊，最近有来往的在先：每个要向平台问一次，几百次只需一分钟上下',
  ),
  'ledger.chatRows': define(
    z.number().int().min(1).max(100_000),
    20_000,
    '聊天里一次最多发送的台账件数，约 3 MB，手机打得开；更多的用 huiyin ledger 导出',
  ),
  'contact.keptDays': define(
    z.number().int().min(30).max(3650),
    180,
    '反映人的联系方式在结案或撤回 180 天后清除：回访和重办都在此之前，之后无须再找本人',
  ),
  'inbox.keptDays': define(days, 30, '收到的消息编号保留 30 天，平台不会更晚重发'),
  'outbox.bytesKeptDays': define(
    days,
    7,
    '发出的消息里图片、文件和私聊看过的联系方式（加密）保留 7 天，之后只留名称和文字；发布的督查表另存',
  ),
  'route.namedUnits': define(
    z.number().int().min(2).max(20),
    2,
    '内容写到 2 个以上区级单位的，建议走问题交办单：一个单位办不下来',
  ),
  'route.neededUnits': define(
    z.number().int().min(2).max(20),
    3,
    '内容涉及 3 个以上单位主管的类别的，建议走问题交办单；只涉及两类的多半一个单位就能办',
  ),
  'route.leaderWords': define(
    routeWords,
    ['区领导', '领导协调', '区里协调', '区级协调', '区政府协调', '提请协调'],
    '内容写到要区领导或区里协调的，建议走问题交办单',
  ),
  'route.complexWords': define(
    routeWords,
    ['历史遗留', '权属不清', '产权不清', '职责不清', '多年未解决', '久拖未决', '多次反映未果', '集体反映', '联名反映'],
    '内容写明情况复杂的，建议走问题交办单',
  ),
  'route.spotWords': define(
    routeWords,
    ['当场解决', '当场处理', '已经解决', '已解决', '已修好', '已换好', '已处理好', '已清理干净'],
    '内容写到已经办好的，提示上报人按现场解决一步结案',
  ),
  'report.longest': define(
    z.number().int().min(100).max(20000),
    2000,
    '群内一次上报存入的字数上限，超出部分截断并说明',
  ),
  'visit.day': define(weekly, { weekday: 2, from: '08:30', to: '17:30' }, '走访日：每周二，区级单位干部下到村社'),
  'visit.night': define(weekly, { weekday: 3, from: '18:30', to: '20:30' }, '访谈夜：每周三晚，群众白天上班、晚上在家'),
  'visit.periodMonths': define(
    z.literal(periodLengths),
    1,
    '每个村社每月至少走访一次，与月度督查表同一时段；取 12 的约数，一年正好排满',
  ),
  'visit.lateDays': define(days, 3, '走访可补记前 3 天的：访谈夜后跨一个周末仍记得清，更早的无从核对'),
  'visit.remindShare': define(share, 0.5, '一轮过半仍有村社未走访的，私聊提醒小组成员一次：剩下的走访日还来得及'),
  'visit.groupWorkingDays': define(days, 5, '私聊提醒满 5 个工作日（隔一个走访日）仍未走访的，轮末前在组团群提醒一次'),
  'visit.noticeSeconds': define(
    z.number().min(0).max(3600),
    6,
    '走访提醒每 6 秒发一条：占平台每分钟 20 条的一半，另一半留给即时答复',
  ),
  'visit.noticesPerDay': define(
    z.number().int().min(1).max(100_000),
    1500,
    '一天约提醒 1500 人：每 6 秒一条约两个半小时，上午发完；其余组团下一个工作日',
  ),
  'visit.oftenVisits': define(
    z.number().int().min(2).max(9999),
    30,
    '一户走访满 30 次计为多次走访户（半年里每周一次以上），只显示户数',
  ),
  'paper.signedBy': define(
    z.string().trim().min(1).max(60),
    '民情“双访”工作领导小组办公室',
    'Word 公文的落款单位，请改成本区的全称',
  ),
} as const;

export type SettingKey = keyof typeof settingDefinitions;
export type Settings = { readonly [K in SettingKey]: (typeof settingDefinitions)[K]['default'] };

export const settingKeys = Object.keys(settingDefinitions) as SettingKey[];
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingDefinitions, key);

export const defaultSettings: Settings = Object.fromEntries(
  settingKeys.map((key) => [key, settingDefinitions[key].default]),
) as Settings;

/** Reads a stored or typed value; the reason it is refused otherwise. */
export function readSetting(
  key: SettingKey,
  value: unknown,
): { ok: true; value: unknown } | { ok: false; reason: string } {
  const result = settingDefinitions[key].schema.safeParse(value);
  return result.success ? { ok: true, value: result.data } : { ok: false, reason: z.prettifyError(result.error) };
}

/** Defaults with the stored values over them; stored values that no longer fit are named in `refused`. */
export function settingsFrom(stored: Iterable<readonly [string, unknown]>): { settings: Settings; refused: string[] } {
  const settings: Record<string, unknown> = { ...defaultSettings };
  const refused: string[] = [];
  for (const [key, value] of stored) {
    if (!isSettingKey(key)) refused.push(key);
    else {
      const read = readSetting(key, value);
      if (read.ok) settings[key] = read.value;
      else refused.push(key);
    }
  }
  return { settings: settings as Settings, refused };
}
