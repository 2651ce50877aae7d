/** Why a quarter's pack is not shown or corrected, and what can be done instead. */
export const packRefusals = {
  noQuarter: () => '请写季度，例如：季度研究 2026年第3季度　季度研究 上季度',
  notBegun: (quarter: string) => `${quarter}还没有开始。`,
  correctionIncomplete: () => '请写季度和更正说明，例如：季度研究 更正 2026年第3季度 #12 进展补记有误',
  notIssued: (quarter: string) =>
    `${quarter}材料还没有发布，不需要更正；每季度第一个工作日发布上季度的，发布前数据会自动更新。`,
  nothingChanged: (edition: number) =>
    `与第 ${edition} 版相比没有变化，没有发布新的一版：材料按季度末的情况编制，此后的办理、撤销、重办不改变它，议定和批示随“季度研究”列出。`,
};
