/** Charts of the district and of a unit: read, drawn by the press, said in words. */
import { findIssues } from '../../db/issue-queries.ts';
import { monthFlows, type MonthFlow } from '../../db/trend.ts';
import { percent } from '../../domain/monthly-table.ts';
import { workingDaysOverdue } from '../../domain/deadlines.ts';
import { addMonths, dayOf, endOfDay, monthOf, monthRange, type Instant } from '../../domain/time.ts';
import type { UnitProgress } from '../../domain/statistics/slow-progress.ts';
import type { Figure } from '../../reports/picture/blocks.ts';
import type { FunnelUnit } from '../../reports/picture/funnel.ts';
import {
  cardWords,
  funnelNotes,
  funnelWords,
  lightReason,
  survivalNotes,
  survivalWords,
  trendNotes,
  trendWords,
  windowWords,
} from '../../wording/charts.ts';
import { dateWords, dueWords, untilWords } from '../../wording/format.ts';
import { monthWords } from '../../wording/tables.ts';
import type { Core } from '../core.ts';
import { judgeUnits } from '../flags/judged.ts';
import { made } from '../made.ts';
import { makeTable } from '../monthly/make.ts';

/** A chart that is made: its pages, and what they show in words. */
export interface Chart {
  name: string;
  pages: readonly Uint8Array[];
  words: string;
}

type Making = Pick<Core, 'db' | 'readers' | 'log'>;

/** Months a trend looks back, the running one included. */
const MONTHS = 12;
/** Fewer are no trend. */
const LEAST_MONTHS = 6;
/** Issues a unit's card lists. */
const LISTED = 10;

/** Of a unit, or of the district. */
export async function trendChart(core: Making, unit: number | null, at: Instant): Promise<Chart> {
  const { directory } = core.readers();
  const title = `${unit === null ? '全区' : directory.unitName(unit)}民情问题趋势`;
  const months = await flows(core, unit, at);
  const pages = await made(core, 'trend', { title, subtitle: untilWords(at), months, notes: trendNotes });
  return { name: title, pages, words: trendWords(title, months) };
}

/** Months before the first with anything are left out, but a few: a line through nothing says nothing. */
async function flows(core: Making, unit: number | null, at: Instant): Promise<MonthFlow[]> {
  const months = Array.from({ length: MONTHS }, (_, index) => addMonths(monthOf(at), index + 1 - MONTHS));
  const all = await monthFlows(core.db, unit, months, monthRange(months[0] ?? monthOf(at)).from, at);
  const first = all.findIndex(({ added, closed, backlog }) => added + closed + backlog > 0);
  return all.slice(Math.min(first < 0 ? MONTHS : first, MONTHS - LEAST_MONTHS));
}

/** All units: who is slower than chance explains. */
export async function funnelChart(core: Making, at: Instant): Promise<Chart> {
  const { directory, rules } = core.readers();
  const { settings } = rules;
  const { from, to, progress } = await judgeUnits(core, at);
  const title = '各单位办结进度漏斗图';
  const rule = {
    slow: settings['flag.slowTail'],
    watch: settings['flag.watchTail'],
    least: settings['flag.minimumExpected'],
  };
  const units = progress.flatMap((one) => pointsOf(one, directory.unitName(one.unit), rule));
  const pages = await made(core, 'funnel', {
    title,
    subtitle: windowWords(from, to),
    units,
    slowTail: settings['flag.slowTail'],
    watchTail: settings['flag.watchTail'],
    notes: funnelNotes(settings['flag.minimumExpected'], settings['flag.overdispersion']),
  });
  return { name: title, pages, words: funnelWords(title, units) };
}

/** A unit's two points: what others handle too, and what it alone does, which can bring it on the watch-list. */
function pointsOf(
  { observed, expected, tail, verdict, across }: UnitProgress,
  name: string,
  rule: { slow: number; watch: number; least: number },
): FunnelUnit[] {
  const hinted = across !== null && across.expected >= rule.least && across.tail <= rule.slow;
  const own = hinted && verdict === 'watch' && (expected < rule.least || tail > rule.watch) ? 'onTrack' : verdict;
  return [
    ...(expected > 0 ? [{ name, alone: false, observed, expected, verdict: own }] : []),
    ...(across === null || across.expected <= 0
      ? []
      : [
          {
            name,
            alone: true,
            observed: across.observed,
            expected: across.expected,
            verdict: hinted ? ('watch' as const) : ('onTrack' as const),
          },
        ]),
  ];
}

/** How long issues stay open with a unit, against all others. */
export async function survivalChart(core: Making, unit: number, at: Instant): Promise<Chart> {
  const name = core.readers().directory.unitName(unit);
  const { from, to, spells } = await judgeUnits(core, at);
  const own = spells.filter((spell) => spell.unit === unit);
  const others = spells.filter((spell) => spell.unit !== unit);
  const title = `${name}办结进度曲线`;
  const pages = await made(core, 'survivalCurve', {
    title,
    subtitle: windowWords(from, to),
    unit: name,
    own,
    others,
    notes: survivalNotes,
  });
  return { name: title, pages, words: survivalWords(title, name, own, others) };
}

/** A unit as it stands: light, figures, what presses, how the months went. Null for one that has no row in the table. */
export async function unitCardChart(core: Making, unit: number, at: Instant): Promise<Chart | null> {
  const { directory, rules } = core.readers();
  const { calendar, settings } = rules;
  const month = monthOf(at);
  const soon = endOfDay(calendar.addWorkingDays(dayOf(at), settings['digest.soon.workingDays']));
  const [table, pressing, months] = await Promise.all([
    makeTable(core, { month, until: at, issuedAt: at, edition: 0, issuedBy: null }),
    findIssues(core.db, { units: [unit], overdueAt: soon + 1 }, LISTED),
    flows(core, unit, at),
  ]);
  const row = [...table.departments, ...table.towns].find((one) => one.unit === unit);
  if (row === undefined) return null;
  const items = pressing.issues.flatMap(({ number, category, due }) => {
    if (due === null) return [];
    const days = due < at ? workingDaysOverdue(due, at, calendar) : null;
    const late = days === null ? '即将到期' : days === 0 ? '已过期限' : `逾期 ${days} 天`;
    return [{ number: `#${number}`, category: directory.categoryName(category), due, late, over: days !== null }];
  });
  const title = `${row.name}　${monthWords(month)}`;
  const pages = await made(core, 'unitCard', {
    title,
    subtitle: untilWords(at),
    light: row.light,
    reason: lightReason(row),
    figures: [
      [
        { label: '本月应办', value: String(row.due) },
        { label: '按时办结率', value: percent(row.onTimeRate) },
        { label: '在办', value: String(row.open) },
        { label: '超期未办', value: String(row.overdue), tone: row.overdue > 0 ? 'red' : 'green' },
      ],
      [
        { label: '本月新增', value: String(row.added) },
        { label: '本月办结', value: String(row.closed) },
        { label: '按时受理率', value: percent(row.acceptRate) },
        { label: '办理天数中位', value: row.medianDays === null ? '未达' : String(row.medianDays) },
      ],
    ] satisfies Figure[][],
    pressing: items.map((item) => ({ ...item, due: dateWords(dayOf(item.due)) })),
    more: pressing.total - pressing.issues.length,
    months,
    notes: [`按时办结率排名：${row.kind === 'town' ? '镇街' : '区级单位'}第 ${row.rank} 位。`],
  });
  return {
    name: `${row.name}-${month}`,
    pages,
    words: cardWords(
      title,
      row,
      items.map((item) => `${item.number} ${item.category}，${dueWords(item.due)}到期，${item.late}`),
    ),
  };
}
