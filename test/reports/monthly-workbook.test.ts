/** The monthly workbook, read back by a library that is not the one that wrote it. */
import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { endOfDay, instantAt } from '../../domain/time.ts';
import { make, type InputOf } from '../../reports/press.ts';
import { monthlyDefinitions } from '../../wording/definitions.ts';
import { defaultSettings } from '../../domain/settings.ts';
import { monthlyTable, unitMonth } from '../support/monthly.ts';

const none = {
  carriedOver: false,
  added: false,
  due: false,
  closedOnTime: false,
  acceptDue: false,
  acceptedOnTime: false,
  closed: false,
  movedAway: false,
  open: false,
  overdue: false,
};
const big = { carriedOver: 100, added: 972, closed: 1000, movedAway: 0, due: 972, closedOnTime: 911 };
const input: InputOf<'monthlyWorkbook'> = {
  table: monthlyTable(
    [
      unitMonth(1, '住房和城乡建设局', { ...big, flags: ['久未办理（待核）'], flagged: true }),
      unitMonth(2, '=1+1', { due: 0, closedOnTime: 0, medianDays: null, movedAway: 3, closed: 4 }),
      unitMonth(3, '城厢街道', { kind: 'town', overdue: 2 }),
    ],
    { edition: 2, issuedBy: '方既白', changes: ['登记有误', '住房和城乡建设局：办结 999→1000'] },
  ),
  title: '2026年10月民情问题办理督查表',
  subtitle: '第 2 版　2026年11月2日 09:30 方既白 发布',
  notes: ['全区累计收集 40 件，办结 30 件，办结率 75.00%'],
  issues: [
    {
      number: 12,
      category: '@SUM(A1)',
      unit: '住房和城乡建设局',
      assignedAt: instantAt('2026-10-09', '10:15'),
      acceptDue: instantAt('2026-10-10', '23:59'),
      acceptedAt: null,
      due: endOfDay('2026-10-16'),
      endedAt: instantAt('2026-10-12', '16:00'),
      state: '退回',
      counted: { ...none, added: true, movedAway: true },
    },
  ],
  unlisted: 0,
  definitions: monthlyDefinitions(defaultSettings),
};

const read = async (): Promise<ExcelJS.Workbook> => {
  const [bytes] = await make('monthlyWorkbook', input);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(new Uint8Array(bytes ?? []).buffer as ArrayBuffer);
  return workbook;
};
function sheetOf(workbook: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** The cell of a row under a heading. */
function under(sheet: ExcelJS.Worksheet, row: number, heading: string): ExcelJS.Cell {
  const head = sheet.views[0]?.state === 'frozen' ? (sheet.views[0].ySplit ?? 1) : 1;
  let column = 0;
  sheet.getRow(head).eachCell((cell, number) => {
    if (cell.text === heading) column = number;
  });
  return sheet.getRow(head + row).getCell(column);
}

describe('the monthly workbook', () => {
  it('has departments and towns apart, the issues behind them, what figures mean, and what changed', async () => {
    expect((await read()).worksheets.map((sheet) => sheet.name)).toEqual([
      '区级单位',
      '镇街',
      '事项明细',
      '指标口径',
      '更正说明',
    ]);
  });

  it('has all columns of the table, in its order, header frozen and filtered, ready to be printed on A4 landscape', async () => {
    const sheet = sheetOf(await read(), '区级单位');
    expect(sheet.getRow(1).getCell(1).text).toBe('2026年10月民情问题办理督查表（区级单位）');
    expect((sheet.getRow(3).values as string[]).slice(1)).toEqual([
      '序号',
      '单位',
      '上月结转',
      '本月新增',
      '本月应办',
      '按时受理率',
      '办结',
      '按时办结率',
      '在办',
      '超期未办',
      '办理天数中位数',
      '群众满意率',
      '督查次数',
      '亮灯',
      '备注',
    ]);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 3 });
    expect(sheet.autoFilter).toBe('A3:O5');
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    });
    expect(sheet.pageSetup.printTitlesRow).toBe('1:3');
    expect(sheet.getColumn(2).width).toBe(22);
    expect(sheet.model.merges).toContain('A1:O1');
  });

  it('keeps numbers as numbers with their formats: 911 of 972 is shown as 93.72%', async () => {
    const sheet = sheetOf(await read(), '区级单位');
    const rate = under(sheet, 1, '按时办结率');
    expect(rate.value).toBe(911 / 972);
    expect(rate.numFmt).toBe('0.00%');
    expect(under(sheet, 1, '办结').value).toBe(1000);
    expect(under(sheet, 1, '亮灯').value).toBe('红');
    expect(under(sheet, 1, '亮灯').fill).toMatchObject({ fgColor: { argb: 'FFC8201B' } });
    expect(under(sheet, 1, '备注').value).toBe('久未办理（待核）');
    expect(under(sheet, 3, '单位').value).toBe('合计');
    expect(under(sheet, 3, '办结').value).toBe(1004);
  });

  it('shows — without a denominator, 未达 without a median, and what a row gave away', async () => {
    const sheet = sheetOf(await read(), '区级单位');
    expect(under(sheet, 2, '按时办结率').value).toBe('—');
    expect(under(sheet, 2, '群众满意率').value).toBe('—');
    expect(under(sheet, 2, '办理天数中位数').value).toBe('未达');
    expect(under(sheet, 2, '备注').value).toBe('移出 3 件');
  });

  it('takes what people typed as text, never as a formula', async () => {
    const workbook = await read();
    const unit = under(sheetOf(workbook, '区级单位'), 2, '单位');
    expect([unit.value, unit.type, unit.formula]).toEqual(['=1+1', ExcelJS.ValueType.String, undefined]);
    const category = under(sheetOf(workbook, '事项明细'), 1, '类别');
    expect([category.value, category.type]).toEqual(['@SUM(A1)', ExcelJS.ValueType.String]);
  });

  it('lists the issues with Shanghai times and the figures each is counted in', async () => {
    const sheet = sheetOf(await read(), '事项明细');
    expect(under(sheet, 1, '编号').value).toBe(12);
    expect(under(sheet, 1, '交办').value).toEqual(new Date('2026-10-09T10:15:00.000Z'));
    expect(under(sheet, 1, '交办').numFmt).toBe('yyyy-mm-dd hh:mm');
    // The end of a day is not to be read as the next.
    expect(under(sheet, 1, '期限').value).toEqual(new Date('2026-10-16T23:59:00.000Z'));
    expect([under(sheet, 1, '本月新增').value, under(sheet, 1, '移出').value, under(sheet, 1, '办结').value]).toEqual([
      1,
      1,
      null,
    ]);
    expect(under(sheet, 2, '移出').value).toBe(1);
  });

  it('says at the top of a sheet of issues that was cut how many it lists, how many not, and where they are', async () => {
    const [bytes] = await make('monthlyWorkbook', { ...input, unlisted: 31_244 });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(new Uint8Array(bytes ?? []).buffer as ArrayBuffer);
    const sheet = sheetOf(workbook, '事项明细');
    expect(sheet.getRow(2).getCell(1).text).toMatch(
      /^明细未列全：本月共 31245 条，只列 1 条，另有 31244 条未列；.*相加不等于表中的数字；.*“台账 单位 月份”导出$/,
    );
    expect(under(sheet, 2, '单位').value).toBe('所列合计');
    expect(
      sheetOf(await read(), '事项明细')
        .getRow(2)
        .getCell(1).text,
    ).toMatch(/各列的 1 相加即为该单位在表中的数字$/);
  });

  it('explains every figure of the table', async () => {
    const workbook = await read();
    const explained = sheetOf(workbook, '指标口径').getColumn(1).values.map(String);
    for (const figure of (sheetOf(workbook, '区级单位').getRow(3).values as string[]).slice(3, -1))
      expect(explained).toContain(figure);
  });

  it('is the same to the byte every time', async () => {
    const hash = async (): Promise<string> =>
      createHash('sha256')
        .update((await make('monthlyWorkbook', input))[0] ?? '')
        .digest('hex');
    expect(await hash()).toBe(await hash());
  });
});
