/** Why what was typed after a command is not understood; the usage or a question follows. */
export const argumentFaults = {
  missing: (label: string) => `缺少${label}`,
  notA: (word: string, label: string) => `“${word}”不是${label}`,
  noIssue: () => '缺少编号：请写 #编号，或引用我发的那条消息',
  severalIssues: (listed: string) => `引用的消息说到几件事（${listed}），请写明是哪一件的编号`,
  severalUnits: (word: string) => `“${word}”有几个，是哪一个？`,
  severalUnitsHere: (word: string) => `“${word}”有几个，请写全称`,
  noUnit: (word: string) => `没有找到单位“${word}”，请写全称或简称`,
  noPerson: (label: string, name: string) => `缺少${label}：名册里没有“${name}”，请写全名`,
  namesakes: (name: string, choices: string) => `叫${name}的有几位，请写明单位：${choices}`,
  severalLeaders: (word: string, known: string) => `“${word}”有几位，请写全名。${known}`,
  unitForLeader: (word: string, known: string) =>
    `交办单须先写牵头的区领导，再写单位；只转给一个单位请发“转办 #编号 ${word}”。${known}`,
  noLeader: (known: string) => `缺少区领导（${known}）`,
  notLeader: (word: string, known: string) => `“${word}”不是区领导。${known}`,
  noPromisedDay: () => '按“需较长时间”反馈须告诉群众预计日期，如 12月20日',
  onlyNotOurs: () =>
    '还要一句话：归哪个单位，或者为什么不归您单位，例如“管线属供水公司”。说不清的，原话再说一遍，就按原话退回',
  withUsage: (reason: string, usage: string, example: string) => `${reason}。\n用法：${usage}\n例如：${example}`,
  noParts: () => '缺少拆分的单位和内容',
  partIncomplete: () => '每个部分都要写单位和内容',
  onePart: () => '至少拆成两个部分，用分号或换行隔开',
};
