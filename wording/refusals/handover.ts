/** Why a form, a decision or a quarter's pack is not shown or written, and what can be done instead. */
export const handoverRefusals = {
  noForm: (number: number) =>
    `#${number} 还没有签发问题交办单。双访办签发请发：交办 #${number} 区领导 主办单位 协办单位`,
  /** Said before what was done all the same. */
  leaderUnreached: (name: string) => `${name}没有绑定账号，收不到私聊，请另行送达。`,
  spotByReporter: (number: number) => `现场解决由上报人在受理前记录：现场解决 #${number} 怎样解决的`,
};

export const decisionRefusals = {
  incomplete: (number: number) => `请写全，例如：议定 #${number} 决定内容 责任单位 11月30日`,
  notSaidHow: (number: number) => `请写全，例如：议定 完成 #${number} 怎样落实的`,
  noDay: (number: number) => `议定事项最后要写完成日期，例如：议定 #${number} 由住建局牵头制定加固方案 住建局 11月30日`,
};
