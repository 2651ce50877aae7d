/** What is not shown to who asks for it, or not there to be shown, and what can be asked instead. */
export const lookingRefusals = {
  whichUnit: () => '请写单位，例如：单位 住建局',
  whichChart: (kind: string) => `请写单位，例如：图表 ${kind} 住建局`,
  noRow: (unit: string) => `${unit}不单独列入督查表，请查上级单位。`,
  ledgerEmpty: () => '没有符合条件的事项。可写单位、地点、文字和时间，例如：台账 住建局 2026-10',
  ledgerTooLong: (found: number, most: number) =>
    `共 ${found} 件，超过一次能发送的 ${most} 件。请加单位、地点或时间缩小范围；全部请由管理员用 huiyin ledger 导出。`,
  noNextPage: () => '没有下一页了。要看别的请重新查询，例如：查询 教育局 逾期　查询 教育局 第2页',
  oneLetter: (word: string) => `“${word}”只有一个字，请至少写两个字。`,
  nothingAsked: (states: readonly string[]) =>
    `请写编号、地点、单位、类别、文字或状态，可以连着写，例如：查询 #12　查询 紫霞村　查询 住建局 逾期\n状态：${states.join('、')}`,
  contactPurged: (number: number, owner: string) =>
    `#${number} 结案已久，登记过的联系方式也已按期清除，请问首问责任人${owner}。`,
  noContact: (number: number, owner: string) => `#${number} 没有登记联系方式，请问首问责任人${owner}。`,
  contactLost: (number: number, owner: string) =>
    `#${number} 的联系方式无法解密（密钥已更换），请问首问责任人${owner}。`,
};
