/** The monthly table in words: its title, three lines to send with it, and its rows where no picture can be seen. */
import {
  blamed,
  isBusy,
  percent,
  type Light,
  type MonthlyRow,
  type MonthlySupervision,
  type MonthlyTable,
  type MonthlyTotals,
} from '../domain/monthly-table.ts';
import { dayOf, yearOf, type Month } from '../domain/time.ts';
import { shareWords } from './coverage.ts';
import { momentWords } from './format.ts';

export const monthWords = (month: Month): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`;

export const tableTitle = (month: Month): string => `${monthWords(month)}民情问题办理督查表`;
export const tableKindNames = { departments: '区级单位', towns: '镇街' } as const;

/** Which edition it is, of when and by whom; how far a table reaches that is not issued. */
export function editionWords(table: MonthlyTable): string {
  const at = `${yearOf(table.issuedAt)}年${momentWords(table.issuedAt)}`;
  if (table.edition === 0) return `统计至 ${at}，尚未发布`;
  return `第 ${table.edition} 版　${at} ${table.issuedBy === null ? '' : `${table.issuedBy} `}发布`;
}

/** A name for a file of an edition, its ending left out, without signs a platform would refuse. */
export function tableFileName(table: MonthlyTable, part = ''): string {
  const edition =
    table.edition > 1 ? `-第${table.edition}版` : table.edition === 0 ? `-至${dayOf(table.issuedAt)}` : '';
  return `${monthWords(table.month)}督查表${edition}${part === '' ? '' : `-${part}`}`;
}

const lightMarks: Record<Light, string> = { red: '红', yellow: '黄', green: '绿' };

/** Rows a chat message carries of each table where the picture cannot be seen. */
const ROWS = 10;
/** Units named in one line of text. */
const NAMED = 6;

/** One unit on one line: what a reader compares. */
export const rowWords = (row: MonthlyRow): string =>
  [
    `${row.rank} ${row.name}〔${lightMarks[row.light]}〕`,
    `结转${row.carriedOver} 新增${row.added} 办结${row.closed} 移出${row.movedAway} 在办${row.open}`,
    `应办${row.due} 按时办结率${percent(row.onTimeRate)} 超期${row.overdue}`,
    ...(row.rated > 0 ? [`满意率${percent(row.satisfactionRate)}`] : []),
    ...(row.inspections > 0 ? [`督查${row.inspections}次`] : []),
    ...((row.waiting ?? 0) > 0 ? [`超期中 ${row.waiting} 件申请待双访办决定`] : []),
    ...(row.flags.length > 0 ? [row.flags.join('、')] : []),
  ].join('｜');

const totalsWords = (name: string, totals: MonthlyTotals): string =>
  `${name}：结转${totals.carriedOver} 新增${totals.added} 办结${totals.closed} 移出${totals.movedAway} 在办${totals.open}｜按时受理率${percent(totals.acceptRate)} 按时办结率${percent(totals.onTimeRate)} 超期${totals.overdue}`;

/** Units with nothing to show in the month are counted, not listed. */
function ranking(title: string, rows: readonly MonthlyRow[], limit: number): string[] {
  const busy = rows.filter(isBusy);
  if (busy.length === 0) return [`【${title}】本月没有事项`];
  const shown = busy.slice(0, limit).map(rowWords);
  const red = busy
    .slice(limit)
    .filter((row) => row.light === 'red')
    .map(rowWords);
  const left = busy.length - shown.length - red.length;
  return [`【${title}】`, ...shown, ...red, ...(left > 0 ? [`……另有 ${left} 个单位`] : [])];
}

/** A table's rows, the red ones all: what stands in for its picture. The notes come with the second of the two. */
export const tableRows = (table: MonthlyTable, kind: 'departments' | 'towns'): string =>
  [...ranking(tableKindNames[kind], table[kind], ROWS), ...(kind === 'towns' ? tableNotes(table) : [])].join('\n');

const cumulativeWords = ({ reported, closed }: MonthlyTable['cumulative']): string =>
  `累计收集 ${reported} 件，办结 ${closed} 件，办结率 ${percent(reported === 0 ? null : closed / reported)}`;

const remarks = (table: MonthlyTable): string[] => [
  ...(table.calendarAssumed ? ['（该年放假安排尚未公布，工作日按周一至周五计）'] : []),
  ...(table.changes === null ? [] : [`更正：${table.changes.join('；')}`]),
];

/** All rows: for the command line and transcripts. */
export const fullTable = (table: MonthlyTable): string =>
  [
    headline(table),
    ...remarks(table),
    totalsWords('全区', table.totals.all),
    ...ranking('区级单位', table.departments, Number.POSITIVE_INFINITY),
    ...ranking('镇街', table.towns, Number.POSITIVE_INFINITY),
    ...tableNotes(table),
  ].join('\n');

const headline = ({ month, edition, issuedAt }: MonthlyTable): string =>
  `【月度督查表】${monthWords(month)}${edition === 0 ? `（统计至${momentWords(issuedAt)}，尚未发布）` : ` 第${edition}版，${momentWords(issuedAt)}发布`}`;

/** Three lines that go with the pictures: what it is, how the district stands, who is red. */
export const tableSummary = (table: MonthlyTable): string => [headline(table), ...tableFigures(table)].join('\n');

/** What was corrected, how the district stands, who is red. */
export function tableFigures(table: MonthlyTable): string[] {
  const { due, onTimeRate, closed, open, overdue } = table.totals.all;
  const red = [...table.departments, ...table.towns].filter((row) => row.light === 'red');
  red.sort((a, b) => blamed(b) - blamed(a));
  const names = red
    .slice(0, NAMED)
    .map((row) => (blamed(row) > 0 ? `${row.name}（超期${blamed(row)}件）` : row.name))
    .join('、');
  return [
    ...remarks(table),
    `全区应办 ${due} 件，按时办结率 ${percent(onTimeRate)}；办结 ${closed} 件，在办 ${open} 件，其中超期 ${overdue} 件。${cumulativeWords(table.cumulative)}。`,
    red.length === 0 ? '没有红灯单位。' : `红灯 ${red.length} 个单位：${names}${red.length > NAMED ? '等' : ''}。`,
  ];
}

/** A unit's own line, so that it need not look for itself. */
export const ownRow = (table: MonthlyTable, unit: number): string | null => {
  const row = [...table.departments, ...table.towns].find((one) => one.unit === unit);
  return row === undefined ? null : `本单位：${rowWords(row)}`;
};

/** Beyond the rows: the month's inspections and follow-ups, the district since the beginning, visits. */
export const tableNotes = (table: MonthlyTable): string[] => [
  ...(table.supervision === undefined ? [] : supervisionLines(table.supervision)),
  `全区${cumulativeWords(table.cumulative)}`,
  ...coverageLine(table),
];

/** Who was not asked how satisfied they are counts neither way. */
export function supervisionLines({ inspections, inspectionsSoFar, followUps }: MonthlySupervision): string[] {
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
