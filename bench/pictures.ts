/**
 * How long pictures, workbooks and documents take, first and warm, and how long the event loop of the bot is held up meanwhile:
 * `npm run build && npx tsx bench/pictures.ts` (the press runs compiled, from dist).
 */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Diary } from '../domain/diary.ts';
import type { MonthlyTable, UnitMonth } from '../domain/monthly-table.ts';
import type { InputOf, Kind } from '../reports/press.ts';

const built = (path: string): string => new URL(`../dist/${path}`, import.meta.url).href;
const { make } = (await import(built('reports/press.js'))) as typeof import('../reports/press.ts');
const { buildMonthlyTable } = (await import(
  built('domain/monthly-table.js')
)) as typeof import('../domain/monthly-table.ts');

const { Directory } = (await import(built('domain/directory.js'))) as typeof import('../domain/directory.ts');
const papersAt = (name: string): string => built(`wording/papers/${name}.js`);
const { superviseOrderPaper } = (await import(
  papersAt('supervise-order')
)) as typeof import('../wording/papers/supervise-order.ts');
const { circularPaper } = (await import(papersAt('circular'))) as typeof import('../wording/papers/circular.ts');
const { diaryPaper } = (await import(papersAt('diary'))) as typeof import('../wording/papers/diary.ts');
const { monthlyReportPaper } = (await import(
  papersAt('monthly-report')
)) as typeof import('../wording/papers/monthly-report.ts');

const SIGNED_BY = '民情“双访”工作领导小组办公室';
/** The programme's size: 75 district units and 21 towns. */
const DEPARTMENTS = 75;
const TOWNS = 21;
const WARM = 20;

const unit = (index: number): UnitMonth => ({
  unit: index,
  name: ['住房和城乡建设局', '教育局', '人力资源和社会保障局', '水务局', '市场监督管理局'][index % 5] + String(index),
  kind: index < DEPARTMENTS ? 'department' : 'town',
  carriedOver: 5,
  added: 20 + (index % 40),
  closed: 18 + (index % 40),
  movedAway: 1,
  open: 6,
  due: 20,
  closedOnTime: index % 20,
  acceptDue: 20,
  acceptedOnTime: 20,
  overdue: index % 4,
  nearLimit: 0,
  medianDays: 3,
  rated: 0,
  satisfied: 0,
  inspections: 0,
  flags: index % 3 === 0 ? ['久未办理（待核）', '多件同时逾期（待核）'] : [],
  flagged: index % 3 === 0,
  watched: false,
});
const table: MonthlyTable = buildMonthlyTable(
  Array.from({ length: DEPARTMENTS + TOWNS }, (_, index) => unit(index)),
  { departments: 3, towns: 3, all: 3 },
  {
    month: '2026-10',
    edition: 1,
    issuedAt: 0,
    issuedBy: null,
    calendarAssumed: false,
    cumulative: { reported: 5400, closed: 5000 },
    coverage: null,
    changes: null,
  },
);
const counted = {
  carriedOver: true,
  added: false,
  due: true,
  closedOnTime: true,
  acceptDue: false,
  acceptedOnTime: false,
  closed: true,
  movedAway: false,
  open: false,
  overdue: false,
};
const about = {
  title: '2026年10月民情问题办理督查表',
  subtitle: '第 1 版　2026年11月2日 09:30 发布',
  notes: ['全区累计收集 5400 件，办结 5000 件，办结率 92.59%'],
};
const months = Array.from({ length: 12 }, (_, index) => ({
  month: `2026-${String(index + 1).padStart(2, '0')}`,
  added: 400 + index,
  closed: 390,
  backlog: 100 + index,
}));

const diary: Diary = {
  of: '城厢组团一组',
  period: { from: '2026-10-01', to: '2026-10-31' },
  visits: 40,
  households: 120,
  madeAt: 0,
  rows: Array.from({ length: 100 }, (_, index) => ({
    number: `民情〔2026〕${index}号`,
    collected: '小区下水道堵塞，污水漫到路面',
    handling: '住房和城乡建设局办理，已修复',
    reply: '已当面告知，群众满意',
  })),
};

const orders: { [K in Kind]: InputOf<K> } = {
  monthlyPictures: { table, kind: 'departments', marked: null, ...about },
  dailySummary: {
    ...about,
    drafts: 3,
    units: Array.from({ length: 40 }, (_, index) => ({
      name: unit(index).name,
      overdue: 3,
      worstDays: 9,
      oldest: `#${index} 市容环境`,
      due: '3月6日',
    })),
  },
  unitCard: {
    ...about,
    light: 'red',
    reason: '超期 7 件；久未办理（待核）',
    figures: [[{ label: '本月应办', value: '20' }], [{ label: '在办', value: '16' }]],
    pressing: Array.from({ length: 10 }, (_, index) => ({
      number: `#${index}`,
      category: '道路交通',
      due: '3月6日',
      late: '逾期 9 天',
      over: true,
    })),
    more: 3,
    months,
  },
  trend: { ...about, months },
  weeklyCounts: {
    ...about,
    weeks: Array.from({ length: 13 }, (_, index) => ({ date: `${index + 1}月1日`, count: index })),
    average: 3,
  },
  funnel: {
    ...about,
    slowTail: 0.001,
    watchTail: 0.025,
    units: Array.from({ length: 96 }, (_, index) => ({
      name: unit(index).name,
      alone: false,
      observed: index,
      expected: index + 1,
      verdict: 'onTrack' as const,
    })),
  },
  survivalCurve: {
    ...about,
    unit: '教育局',
    own: Array.from({ length: 100 }, (_, index) => ({ time: index % 30, closed: index % 3 > 0 })),
    others: Array.from({ length: 5000 }, (_, index) => ({ time: index % 20, closed: index % 9 > 0 })),
  },
  diarySheet: {
    ...about,
    summary: '',
    diary,
  },
  monthlyWorkbook: {
    table,
    ...about,
    unlisted: 0,
    definitions: [['办结', '本月内登记了办理结果的事项。']],
    issues: Array.from({ length: 1500 }, (_, number) => ({
      number,
      category: '市容环境',
      unit: '教育局',
      assignedAt: 0,
      acceptDue: 0,
      acceptedAt: 0,
      due: 0,
      endedAt: 0,
      state: '按时办结',
      counted,
    })),
  },
  diaryPicture: { ...about, diary, listed: 15 },
  coverage: {
    ...about,
    figures: [{ label: '应走访村社', value: '420' }],
    groups: Array.from({ length: TOWNS }, (_, town) => ({
      name: `第${town + 1}街道`,
      places: Array.from({ length: 20 }, (_, place) => ({ name: `第${place + 1}社区`, visited: place > 4 })),
    })),
  },
  monthlyReport: {
    table,
    paper: monthlyReportPaper(
      table,
      { inTime: '2026-10-31', inspections: new Map(), findings: [], rectifications: [], surges: [] },
      new Directory({ units: [], people: [], rooms: [], categories: [], teams: [] }),
      SIGNED_BY,
    ),
  },
  wordDocument: diaryPaper(diary),
};
/** Papers beside the one above, each by the same maker. */
const papers = {
  督办单: superviseOrderPaper(
    {
      number: 3,
      unit: '教育局',
      requirement: '本周内现场办结',
      due: 0,
      daysOverdue: 6,
      answerDue: '2026-10-29',
      issuedBy: '顾清和',
      issuedAt: 0,
      issue: {
        number: 1024,
        reportedAt: 0,
        category: '市容环境',
        place: '城厢街道',
        content: '校门口乱停车',
        assignedAt: 0,
        acceptedAt: null,
      },
      before: [],
    },
    SIGNED_BY,
  ),
  '通报, 40 issues': circularPaper(
    '2026-10',
    Array.from({ length: 40 }, (_, issue) => ({
      issue,
      reportedAt: 0,
      unit: 1,
      unitThen: null,
      category: 1,
      due: 0,
      note: '三次督办仍未办结',
      settled: issue % 2 === 0,
    })),
    new Directory({ units: [], people: [], rooms: [], categories: [], teams: [] }),
    SIGNED_BY,
    0,
  ),
};
const measured: readonly (readonly [what: string, make: () => Promise<Uint8Array[]>])[] = [
  ...(Object.keys(orders) as Kind[]).map((kind) => [kind, () => make(kind, orders[kind])] as const),
  ...Object.entries(papers).map(([what, paper]) => [what, () => make('wordDocument', paper)] as const),
];

/** Milliseconds the main thread ran, and waited for a processor, since it began; the kernel of Linux says so. */
const mainThread = (): readonly [ran: number, waited: number] => {
  const [ran = '0', waited = '0'] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
  return [Number(ran) / 1e6, Number(waited) / 1e6];
};

interface Held {
  ms: number;
  blocked: number;
  /** Of the main thread: a block without running is the machine's, not the program's. */
  ran: number;
  waited: number;
}

const delay = monitorEventLoopDelay({ resolution: 1 });
const held = async (work: () => Promise<void>): Promise<Held> => {
  await sleep(50);
  delay.reset();
  delay.enable();
  const [ranBefore, waitedBefore] = mainThread();
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  await sleep(20);
  delay.disable();
  const [ran, waited] = mainThread();
  return { ms, blocked: delay.max / 1e6, ran: ran - ranBefore, waited: waited - waitedBefore };
};
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(
  '| what | pages | KB | first ms | warm median ms | longest block of the event loop ms | main thread ran ms | waited for a core ms |\n' +
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
);
// What the machine itself does to a loop that has nothing to do.
const idle = await held(() => sleep(2000));
print(`| (nothing) |  |  |  |  | ${idle.blocked.toFixed(1)} | ${idle.ran.toFixed(0)} | ${idle.waited.toFixed(0)} |`);
for (const [what, made] of measured) {
  let files: Uint8Array[] = [];
  const once = async (): Promise<void> => {
    files = await made();
  };
  const first = await held(once);
  const warm: Held[] = [];
  for (let run = 0; run < WARM; run += 1) warm.push(await held(once));
  const times = warm.map(({ ms }) => ms).sort((a, b) => a - b);
  const longest = warm.reduce((a, b) => (b.blocked > a.blocked ? b : a));
  const blocked = Math.max(first.blocked, ...warm.map((one) => one.blocked));
  const size = files.reduce((sum, file) => sum + file.length, 0);
  print(
    `| ${what} | ${files.length} | ${Math.ceil(size / 1024)} | ${first.ms.toFixed(0)} | ${times[WARM / 2]?.toFixed(0)} | ${blocked.toFixed(1)} | ` +
      `${longest.ran.toFixed(0)} | ${longest.waited.toFixed(0)} |`,
  );
}
