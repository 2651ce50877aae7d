/** The monthly table in words: a head, a row a unit, the sums. */
import {
  percent,
  type Light,
  type MonthlyRow,
  type MonthlySupervision,
  type MonthlyTable,
  type MonthlyTotals,
} from '../domain/monthly-table.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import type { Month } from '../domain/time.ts';
import { shareWords } from './coverage.ts';
import { message, momentWords } from './format.ts';

export const monthWords = (month: Month): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`;

const lightMarks: Record<Light, string> = { red: '红', yellow: '黄', green: '绿' };

/** Rows a chat message carries of each table; the whole is in the picture and the sheet. */
const ROWS = 10;

/** One unit on one line: what a reader compares. */
export const rowWords = (row: MonthlyRow): string =>
  [
    `${row.rank} ${row.name}〔${lightMarks[row.light]}〕`,
    `结转${row.carriedOver} 新增${row.added} 办结${row.closed} 移出${row.movedAway} 在办${row.open}`,
    `应办${row.due} 按时办结率${percent(row.onTimeRate)} 超期${row.overdue}`,
    ...(row.rated > 0 ? [`满意率${percent(row.satisfactionRate)}`] : []),
    ...(row.inspections > 0 ? [`督查${row.inspections}次`] : []),
    ...(row.flags.length > 0 ? [row.flags.join('、')] : []),
  ].join('｜');

export const totalsWords = (name: string, totals: MonthlyTotals): string =>
  `${name}：结转${totals.carriedOver} 新增${totals.added} 办结${totals.closed} 移出${totals.movedAway} 在办${totals.open}｜按时受理率${percent(totals.acceptRate)} 按时办结率${percent(totals.onTimeRate)} 超期${totals.overdue}`;

/** Units with nothing to show in the month are counted, not listed. */
function ranking(title: string, rows: readonly MonthlyRow[], limit: number): string[] {
  const busy = rows.filter(
    (row) => row.carriedOver + row.added + row.due + row.open + row.rated + row.inspections + row.flags.length > 0,
  );
  if (busy.length === 0) return [`【${title}】本月没有事项`];
  const shown = busy.slice(0, limit).map(rowWords);
  const red = busy
    .slice(limit)
    .filter((row) => row.light === 'red')
    .map(rowWords);
  const left = busy.length - shown.length - red.length;
  return [`【${title}】`, ...shown, ...red, ...(left > 0 ? [`……另有 ${left} 个单位`] : [])];
}

/** All rows: for the command line and transcripts. */
export const fullTable = (table: MonthlyTable): string => lines(table, Number.POSITIVE_INFINITY).join('\n');

function lines(table: MonthlyTable, limit: number): string[] {
  const { cumulative } = table;
  const share = percent(cumulative.reported === 0 ? null : cumulative.closed / cumulative.reported);
  const edition = table.edition === 0 ? '' : `第${table.edition}版，${momentWords(table.issuedAt)}发布`;
  return [
    `【月度督查表】${monthWords(table.month)} ${edition}`.trimEnd(),
    ...(table.calendarAssumed ? ['（该年放假安排尚未公布，工作日按周一至周五计）'] : []),
    ...(table.changes === null ? [] : [`更正：${table.changes.join('；')}`]),
    totalsWords('全区', table.totals.all),
    ...ranking('区级单位', table.departments, limit),
    ...ranking('镇街', table.towns, limit),
    ...(table.supervision === undefined ? [] : supervisionLines(table.supervision)),
    `累计收集 ${cumulative.reported} 件，办结 ${cumulative.closed} 件，办结率 ${share}`,
    ...coverageLine(table),
  ];
}

/** Who was not asked how satisfied they are counts neither way. */
function supervisionLines({ inspections, inspectionsSoFar, followUps }: MonthlySupervision): string[] {
  const { solved, unsolved, unreachable, rated, satisfied } = followUps;
  const made = solved + unsolved + unreachable;
  return [
    `本月督查 ${inspections} 次，累计 ${inspectionsSoFar} 次`,
    made === 0
      ? '本月没有回访，群众满意率 —'
      : `本月回访 ${made} 件：解决 ${solved}，未解决 ${unsolved}，无法联系 ${unreachable}；群众满意率 ${percent(rated === 0 ? null : satisfied / rated)}（${rated} 件有评价）`,
  ];
}
/** Tables that were frozen before visits were recorded have no coverage. */
const coverageLine = ({ coverage, month }: MonthlyTable): string[] =>
  coverage ? [`走访覆盖 ${shareWords(coverage)}，未走访的见“覆盖 ${month}”`] : [];

export const tableText = (table: MonthlyTable): OutgoingSegment[] => message(lines(table, ROWS).join('\n'));
