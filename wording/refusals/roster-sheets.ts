/** Why sheets of a roster are not imported: what is wrong with a file, a sheet or a row, and how it is mended. */
export const sheetFileFaults = {
  noFile: () => '没有这个文件或文件夹，请核对路径',
  oldWorkbook: () => '是旧版 xls，请在 WPS 或 Excel 里另存为 xlsx',
  encoding: () => '既不是 UTF-8 也不是 GBK 编码，请另存为 UTF-8 的 CSV',
  noSheetFile: (sheets: string) => `文件夹里没有 ${sheets} 中任何一个 CSV，请按表名命名，如 单位.csv`,
  emptyFile: () => '文件是空的，请填好再导入',
  locked: () => '文件有密码或是旧版 xls，请去掉密码后另存为 xlsx',
  damaged: () => '不是有效的 xlsx，文件可能损坏，请在 WPS 或 Excel 里打开后重新保存',
  noSheet: (sheets: string) => `没有 ${sheets} 中任何一个工作表，请按表名命名工作表`,
  emptySheet: () => '是空的，请填好，或删去这张表（不在的表不改动）',
  noColumns: (columns: readonly string[]) => `缺少列：${columns.join('、')}`,
};

export const sheetRowFaults = {
  missing: (column: string) => `缺少${column}`,
  noUnit: (name: string) => `没有单位“${name}”，请先写进单位表，或改成全称`,
  severalUnits: (name: string, found: readonly string[]) => `“${name}”有几个，请写成 ${found.join(' 或 ')}`,
  slash: () => '名称里不能有 /，请去掉',
  otherKind: (word: string, kinds: readonly string[]) => `类型“${word}”应为 ${kinds.join('、')}`,
  noParent: (parent: string) => `上级“${parent}”不在单位表里，请补上这个单位或改正上级`,
  parentNeeded: (kind: string) => `${kind}须写上级`,
  circle: () => '上级关系成环，请改正上级',
  twice: (row: number) => `与第 ${row} 行重复，请删去一行`,
  otherRole: (word: string, roles: readonly string[]) => `角色“${word}”应为 ${roles.join('、')}`,
  unitNeeded: (role: string) => `${role}须写单位`,
  samePerson: (row: number) => `与第 ${row} 行是同一人，多个角色请写在一行用；隔开`,
  otherAccount: (word: string) => `账号“${word}”应写成 平台:账号，如 onebot:10001`,
  roomsOnly: (word: string, platform: string, written: string) =>
    `账号“${word}”应写成 ${platform}:账号，${written} 只是群的平台`,
  accountTwice: (account: string, row: number) => `账号 ${account} 与第 ${row} 行重复，一个账号只能是一个人的`,
  accountBound: (account: string, name: string) => `账号 ${account} 已绑定${name}，请核对；要换人请先在群里解绑`,
  noPerson: (word: string) => `人员表里没有“${word}”，请先写进人员表`,
  severalPeople: (name: string) => `有几个“${name}”，请写成 ${name}（单位）`,
  leaderOutside: (name: string) => `组长“${name}”不在成员里，请写进成员`,
  otherPurpose: (word: string, purposes: readonly string[]) => `用途“${word}”应为 ${purposes.join('、')}`,
  roomUnitNeeded: () => '单位群须写单位',
  sameRoom: (row: number) => `与第 ${row} 行是同一个群，请删去一行`,
};

/** Said last. */
export const importRefusals = {
  nothingImported: (faults: number) => `共 ${faults} 处有误，一条也没有导入。改好后再导入一次。`,
  chatStands: (differences: number) =>
    `共 ${differences} 处表和群里改的不一样，都按群里的。请更正表；要按表的，在群里用“名册变动”查到那一条撤回。`,
};
