/** Numbers of supervision: the ladder, follow-ups, rectifications, tables, flags and emerging issues. */
import { z } from 'zod';
import { growthModes, type GrowthMode } from '../emerging.ts';
import { days, define, share } from './define.ts';

export const supervisionSettings = {
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
  'digest.unaccepted.workingDays': define(
    days,
    1,
    '超过受理期限 1 个工作日仍未受理的，督查日报按单位报数：按时受理率已受影响，早说早改',
  ),
  'digest.undecided.workingDays': define(
    days,
    1,
    '单位的延期、退回、挂账申请满 1 个工作日未决定的，在督查日报里提示双访办：单位在等答复，不能让它因此逾期',
  ),
  'digest.listed': define(z.number().int().min(1).max(100), 15, '一条提醒逐条列出的事项数，其余计数：手机一屏'),
  'table.issuesListed': define(
    z.number().int().min(100).max(100_000),
    10_000,
    '督查表“事项明细”最多列出的条数：一个区县一月不过数千，再多的文件大而难用，写明没有列出多少，逐件另查台账',
  ),
  'digest.earliest': define(
    z.string().regex(/^\d\d:\d\d$/),
    '08:00',
    '停机、断线期间没有发出的提醒，下一个工作日不早于此时补发',
  ),
  'digest.latest': define(z.string().regex(/^\d\d:\d\d$/), '18:00', '停机后补发提醒不晚于此时，夜间不打扰'),
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
  'flag.listed': define(
    z.number().int().min(1).max(100),
    10,
    '每周预警逐条列出的条数，最突出的在先，其余计数，发“预警”看：手机一屏',
  ),
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
  'emerging.growth': define<GrowthMode>(
    z.enum(growthModes),
    '另列',
    '全区来件一起上升时，各类各处都会显得异常：按规则仍提出，但把随总量上升的并作一行另列，突出的不被淹没；可改“不提”或“不区分”',
  ),
  'emerging.growthShrink': define(
    z.number().min(0).max(1000),
    10,
    '算全区总量升了几倍时，这一周和平常各加 10 件：一周只有几件的，多一两件不算上升',
  ),
  'emerging.listed': define(
    z.number().int().min(1).max(100),
    10,
    '每周苗头逐条列出的条数，最突出的在先，其余计数，发“苗头”看：手机一屏',
  ),
  'emerging.dismissedWeeks': define(
    z.number().int().min(1).max(104),
    12,
    '原因已知而排除的苗头，同一镇街同类事项 12 周内不再提出：满 12 周，升高后的件数自己成了比较的基准',
  ),
  'emerging.repeatDays': define(days, 28, '同一苗头四周内不重复提出，由关注升为预警、或由随总量上升变为突出的除外'),
} as const;
