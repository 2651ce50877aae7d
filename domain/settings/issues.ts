/** Numbers of an issue's life: deadlines, requests, replies, routes, questions and papers. */
import { z } from 'zod';
import { days, define } from './define.ts';

const routeWords: z.ZodType<readonly string[]> = z.array(z.string().trim().min(2).max(20)).max(200);

export const issuesSettings = {
  'deadline.accept.workingDays': define(days, 1, '受理期限：交办后 1 个工作日'),
  'deadline.return.workingDays': define(days, 2, '退回期限：2 个工作日内说明理由，逾期退回须经双访办'),
  'return.times': define(
    z.number().int().min(1).max(9),
    2,
    '同一问题最多由单位自行退回两次，之后再退回须双访办同意：防止单位之间来回推',
  ),
  'return.reasonLetters': define(
    z.number().int().min(1).max(100),
    2,
    '退回理由去掉“不归我们”“不属本单位职责”一类的话后至少 2 个字，才算说了归谁或为什么；不够的只追问一次，再说就按原话退回',
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
  'shelving.listed': define(
    z.number().int().min(1).max(500),
    50,
    '月度复核清单逐条列出的挂账件数：双访办须逐件答复；再多的先清理再列',
  ),
  'undo.minutes': define(
    z.number().int().min(1).max(60),
    2,
    '撤销：按错、发错两分钟内会发现，再久别人可能已据此办理，须另作更正、留下经过',
  ),
  'standIn.longestDays': define(z.number().int().min(1).max(366), 60, '代班最长 60 天：更久是换人，应办调动'),
  'query.listed': define(
    z.number().int().min(1).max(50),
    10,
    '查询、我的、逾期、名册变动、苗头等单子每页 10 条：一条一两行，手机一屏看完，其余发“下一页”',
  ),
  'unit.listed': define(
    z.number().int().min(1).max(50),
    6,
    '单位卡片每页 6 件：每件写明各段时钟，占两长行，6 件约手机一屏',
  ),
  'standIn.toldLateDays': define(days, 14, '代班结束时停机没有提醒的，14 天内补提醒一次：再晚两人早已各就各位'),
  'query.pageMinutes': define(
    z.number().int().min(1).max(1440),
    30,
    '“下一页”认得半小时内的单子，再久问的人已想不起来是哪一张',
  ),
  'prompt.minutes': define(z.number().int().min(1).max(1440), 10, '追问的等待时间'),
  'ledger.chatRows': define(
    z.number().int().min(1).max(100_000),
    20_000,
    '聊天里一次最多发送的台账件数，约 3 MB，手机打得开；更多的用 huiyin ledger 导出',
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
  'paper.signedBy': define(
    z.string().trim().min(1).max(60),
    '民情“双访”工作领导小组办公室',
    'Word 公文的落款单位，请改成本区的全称',
  ),
} as const;
