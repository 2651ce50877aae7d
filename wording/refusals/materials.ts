/** Why something asked for in the console or on the command line is not made, and what can be asked instead. */
export const materialRefusals = {
  /** The log says why. */
  notMade: () => '文件没有做成，请稍后再试；仍不行请告诉管理员查看日志。',
  ahead: (period: string) => `${period}还没有开始。`,
  whichDocument: (kind: string) => `没有“${kind}”这种文件，请从月报、通报、督办单、交办单、季度研究、民情日记里选。`,
  whichChart: (kind: string) => `没有“${kind}”这种图，请从趋势、漏斗、曲线、单位、覆盖、苗头里选。`,
  noUnit: (words: string) => `没有找到单位“${words}”，请写全称或简称。`,
  whichSurge: () => '请用 --number 写苗头的序号，用 huiyin emerging 可看全部。',
  otherEnding: (endings: readonly string[]) => `文件名请以 ${endings.join('、')} 结尾。`,
  whichMonth: (words: string) => `看不懂月份“${words}”，请写成 2026-10`,
  unitGone: () => '名册里没有这个单位，可能已合并或改名，请重新打开资料再选。',
  nothingToVisit: (scope: string) => `${scope}没有要走访的村社。小组有变请双访办更新小组表。`,
  whoseDiary: () => '请写干部或小组，例如：城厢组团一组',
  noDiarist: (words: string) => `没有找到“${words}”，请写干部或小组，例如：城厢组团一组`,
  whichPeriod: () => '看不懂时段，例如：本月、上月、本季度、10月1日至10月15日',
  periodAhead: () => '这段时间还没有开始。',
  whichOrder: () => '请写督办单号或事项编号，例如：3号、#12',
  noOrder: (issue: number) => `#${issue} 没有督办单。督查联络员在聊天里发“督办 #${issue} 要求”签发。`,
  noOrderNumber: (number: number) => `没有 ${number} 号督办单，请核对编号；按事项查请写 #编号。`,
  whichForm: () => '请写交办单号或事项编号，例如：1号、#12',
  noForm: (issue: number) =>
    `#${issue} 没有问题交办单。双访办在聊天里发“交办 #${issue} 区领导 主办单位 协办单位”签发。`,
  noFormNumber: (year: number, number: number) => `没有交办〔${year}〕${number}号，请核对编号；按事项查请写 #编号。`,
};
