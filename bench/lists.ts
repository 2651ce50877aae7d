/**
 * What people ask of the issues, on 100,000 of them in a real PostgreSQL: each question with its time and the scans of
 * its plan; one that reads a whole table, or looks at many rows in vain, is an error. `npx tsx bench/lists.ts [issues]`
 */
import { connect } from '../db/connect.ts';
import { findIssues, type IssueFilter } from '../db/issue-queries.ts';
import { totals } from '../db/totals.ts';
import { deskOf } from '../db/unit-desk.ts';
import { instantAt } from '../domain/time.ts';
import { importTables } from '../services/roster/import.ts';
import { readRoster } from '../services/roster-memory.ts';
import { openServer, prepare } from './support/databases.ts';
import { benchDistrict } from './support/district.ts';
import { figure, print, printTable } from './support/figures.ts';
import { fill } from './support/fill.ts';
import { noting } from './support/plans.ts';

const AT = instantAt('2026-10-12', '09:30');
const HOUR = 3_600_000;
const ALL = '（几乎全部）';
const issues = Number(process.argv[2] ?? 100_000);

const server = await openServer({ durable: false });
try {
  const url = await server.create('lists');
  await prepare({ url }, async (db) => {
    const imported = await importTables(db, benchDistrict().tables, (text) => text);
    if (!imported.ok) throw new Error(JSON.stringify(imported.problems.slice(0, 5)));
  });
  await fill({ url }, { issues, years: 3, at: AT });
  const plain = await connect({ url });
  const explainer = await connect({ url, maxConnections: 1 });
  // Triggers are off while the tables are filled. One in fifty speaks of something else.
  await plain.query(
    `update issues set content = '下水道堵塞，污水漫到路面，第' || number || '件' where number % 50 = 0`,
    [],
  );
  await plain.query(
    `insert into issue_pairs select number, text_pairs(concat_ws(E'\n', content, place_text)) from issues on conflict do nothing`,
    [],
  );
  for (const table of ['issues', 'issue_pairs']) await plain.query(`vacuum analyze ${table}`, []);
  const { directory } = await readRoster(plain);
  const byCount = await plain.query<{ unit: number; count: number }>(
    'select unit, count(*)::int as count from issues where unit is not null group by unit order by count(*)',
    [],
  );
  const { unit, count } = byCount[Math.floor(byCount.length / 2)] ?? { unit: 1, count: 0 };
  const most = byCount.at(-1) ?? { unit: 1, count: 0 };
  print(
    `\n  ${figure(issues)} issues; the unit in the middle had ${figure(count)}, the one with most ${figure(most.count)}\n`,
  );
  const town = directory.data.units.find(({ kind }) => kind === 'town')?.id ?? 1;
  const [village] = directory.children(town);
  const cadre = directory.data.teams[0]?.members[0] ?? 1;
  const asked =
    (filter: IssueFilter, offset = 0) =>
    (db: typeof plain) =>
      findIssues(db, filter, 10, offset);
  const of = {
    units: [unit],
    people: directory.data.people.filter((one) => one.unit === unit).map(({ id }) => id),
    places: [],
    as: 'accountable' as const,
  };
  const questions: readonly (readonly [string, (db: typeof plain) => Promise<unknown>])[] = [
    ['查询 单位', asked({ units: [unit] })],
    ['查询 单位 第 20 页', asked({ units: [unit] }, 190)],
    ['查询 件最多的单位', asked({ units: [most.unit] })],
    ['查询 单位 逾期', asked({ units: [unit], overdueAt: AT })],
    ['查询 单位 已结', asked({ units: [unit], statuses: ['closed'] })],
    ['查询 村', asked({ places: [village ?? town] })],
    ['查询 镇街（含村）', asked({ places: [town, ...directory.children(town)] })],
    ['查询 挂账', asked({ statuses: ['shelved'] })],
    ['查询 待反馈', asked({ statuses: ['awaitingReply'] })],
    [`查询 已结${ALL}`, asked({ statuses: ['closed'] })],
    ['查询 污水（五十分之一）', asked({ texts: ['污水'] })],
    [`查询 路灯${ALL}`, asked({ texts: ['路灯'] })],
    ['查询 没有这样的话', asked({ texts: ['没有这样的话'] })],
    ['查询 单位 污水 已结', asked({ units: [unit], texts: ['污水'], statuses: ['closed'] })],
    ['查询 污水，干部本人的', asked({ texts: ['污水'], heardBy: cadre })],
    ['查询 类别', asked({ categories: [directory.data.categories[0]?.id ?? 1] })],
    ['逾期', asked({ overdueAt: AT })],
    ['即将到期', asked({ dueFrom: AT, overdueAt: AT + 48 * HOUR })],
    ['待转办', asked({ unrouted: true })],
    ['延期待批', asked({ extensionPending: true })],
    ['我的：待我答复', asked({ duty: cadre, statuses: ['awaitingReply'], by: 'replyDue' })],
    ['单位', (db) => deskOf(db, [unit], AT, AT + 48 * HOUR, 6)],
    ['累计', (db) => totals(db, null, [null, '2026-01-01', '2026-07-01'], AT)],
    ['累计 单位', (db) => totals(db, of, [null, '2026-01-01', '2026-07-01'], AT)],
  ];
  const noted = await noting(plain, explainer);
  const rows: string[][] = [];
  const inVain: string[] = [];
  for (const [what, ask] of questions) {
    const times: number[] = [];
    for (let time = 0; time < 8; time += 1) {
      const began = performance.now();
      await ask(plain);
      times.push(performance.now() - began);
    }
    await ask(noted.db);
    const statements = noted.taken();
    const median = times.sort((a, b) => a - b)[4] ?? 0;
    const scans = [...new Set(statements.flatMap((one) => one.scans))].filter((scan) => !scan.includes('undefined'));
    rows.push([what, figure(median), figure(statements.reduce((all, one) => all + one.server, 0)), scans.join(', ')]);
    // A list of nearly all issues is made of nearly all issues.
    if (!what.includes(ALL)) inVain.push(...statements.flatMap((one) => one.inVain.map((scan) => `${what}: ${scan}`)));
  }
  printTable(['question', 'ms, with its rows', 'ms of the server, explained', 'scans'], rows);
  print(
    inVain.length === 0
      ? '\n  none reads a big table, or looks at many rows in vain'
      : `\n  in vain:\n${inVain.join('\n')}`,
  );
  if (inVain.length > 0) process.exitCode = 1;
  await explainer.close();
  await plain.close();
} finally {
  await server.stop();
}
