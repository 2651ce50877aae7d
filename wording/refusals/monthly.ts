/** Why a table of the month is not corrected or not shown, and what can be done instead. */
export const monthlyRefusals = {
  ahead: (month: string) => `${month}还没有开始。`,
  correctionIncomplete: () => '请写月份和更正说明，例如：督查表 更正 2026-10 #12 办结时间登记有误',
  notIssued: (month: string) => `${month}督查表还没有发布，不需要更正；发布前数据会自动更新。`,
  nothingChanged: (edition: number) =>
    `与第 ${edition} 版相比没有变化，没有发布新的一版。请先改正有误的事项，再更正督查表。`,
};
