/** Why a form, a decision or a quarter's pack is not shown or written, and what can be done instead. */
export const handoverRefusals = {
  noForm: (number: number) =>
    `#${number} 还没有签发问题交办单。双访办签发请发：交办 #${number} 区领导 主办单位 协办单位`,
  spotByReporter: (number: number) => `现场解决由上报人在受理前记录：现场解决 #${number} 怎样解决的`,
};

export const decisionRefusals = {
  incomplete: (number: number) => `请写全，例如：议定 #${number} 决定内容 责任单位 11月30日`,
  notSaidHow: (number: number) => `请写全，例如：议定 完成 #${number} 怎样落实的`,
  noDay: (number: number) => `议定事项最后要写完成日期，例如：议定 #${number} 由住建局牵头制定加固方案 住建局 11月30日`,
};

export const packRefusals = {
  whichQuarter: () => '请写季度，例如：季度研究 2026年第3季度　季度研究 上季度',
  ahead: (quarter: string) => `${quarter}还没有开始。`,
  correctionIncomplete: () => '请写季度和更正说明，例如：季度研究 更正 2026年第3季度 #12 进展补记有误',
  notIssued: (quarter: string) =>
    `${quarter}材料还没有发布，不需要更正；每季度第一个工作日发布上季度的，发布前数据会自动更新。`,
  nothingChanged: (edition: number) =>
    `与第 ${edition} 版相比没有变化，没有发布新的一版：材料按季度末的情况编制，此后的办理、撤销、重办不改变它，议定和批示随“季度研究”列出。`,
};
