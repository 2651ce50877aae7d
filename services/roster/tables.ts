/** The sheets of a roster and the columns they must have. */

export const sheetNames = ['单位', '人员', '小组', '群', '类别'] as const;
export type SheetName = (typeof sheetNames)[number];

/** Columns that must be there; what else a sheet has is ignored. */
export const columnsOf: Record<SheetName, { needed: readonly string[]; optional: readonly string[] }> = {
  单位: { needed: ['名称', '类型'], optional: ['简称', '上级'] },
  人员: { needed: ['姓名', '单位', '角色'], optional: ['账号', '电话'] },
  小组: { needed: ['组团', '小组'], optional: ['负责村社', '成员', '组长'] },
  群: { needed: ['名称', '平台', '群号', '用途'], optional: ['单位'] },
  类别: { needed: ['名称'], optional: ['关键词', '单位'] },
};

/** A row by column name; `row` is its number in the sheet, the header being 1. */
export interface RosterRow {
  row: number;
  cells: Readonly<Record<string, string>>;
}

/** The sheets that are there; one that is missing changes nothing. */
export type RosterTables = Partial<Record<SheetName, readonly RosterRow[]>>;

/** What is wrong with a row, or with a sheet or file as a whole (row 0). */
export interface RosterProblem {
  sheet: string;
  row: number;
  reason: string;
}

/** Cells with several values: separated by ；, ;, 、 or line breaks. */
export const listOf = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(/[；;、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const cellOf = (row: RosterRow, column: string): string => row.cells[column] ?? '';
