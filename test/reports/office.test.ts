/** Documents as LibreOffice lays them out: pages, lines, words. One run for all of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Directory } from '../../domain/directory.ts';
import type { Paper, PaperBlock } from '../../domain/paper.ts';
import { instantAt } from '../../domain/time.ts';
import { make } from '../../reports/press.ts';
import { circularPaper } from '../../wording/papers/circular.ts';
import { diaryPaper } from '../../wording/papers/diary.ts';
import type { MonthInDetail } from '../../wording/papers/month-in-detail.ts';
import { monthlyReportPaper } from '../../wording/papers/monthly-report.ts';
import { superviseOrderPaper } from '../../wording/papers/supervise-order.ts';
import { monthlyTable, unitMonth } from '../support/monthly.ts';
import { findOffice, layOut, officeIsRequired, type LaidOut } from '../support/office.ts';

const SIGNED_BY = '民情“双访”工作领导小组办公室';
const SENTENCE = '民情双访工作按照跑遍件件有落实事事有回音的要求推进';
const paper = (...blocks: PaperBlock[]): Paper => ({ title: '试排', blocks, madeAt: 0 });

const papers = {
  grid: paper({ kind: 'paragraph', text: SENTENCE.repeat(40) }),
  kit: paper(
    { kind: 'title', text: '关于逾期未办民情问题的通报' },
    {
      kind: 'table',
      columns: [
        { title: '序号', width: 1 },
        { title: '说明', width: 6 },
      ],
      rows: Array.from({ length: 30 }, (_, index) => [`第${index + 1}行起`, `${SENTENCE.repeat(3)}第${index + 1}行止`]),
    },
    { kind: 'note', text: '注：按到期先后排列。' },
    { kind: 'paragraph', text: '特此通报。' },
    { kind: 'signature', by: '民情“双访”工作领导小组办公室', on: '2026-10-26' },
    { kind: 'page', across: true },
    { kind: 'caption', text: '附表' },
    { kind: 'table', columns: [{ title: '单位', width: 1 }], rows: [['教育局']] },
  ),
  superviseOrder: superviseOrderPaper(
    {
      number: 3,
      unit: '综合行政执法局',
      requirement: '本周内现场办结，结果当面告知群众。',
      due: instantAt('2026-10-19', '23:59') + 59_999,
      daysOverdue: 6,
      answerDue: '2026-10-29',
      issuedBy: '顾清和',
      issuedAt: instantAt('2026-10-27', '10:00'),
      issue: {
        number: 1024,
        reportedAt: instantAt('2026-10-12', '19:30'),
        category: '市容环境',
        place: '城厢街道陈公桥社区',
        content: '陈公桥社区菜场外早晚高峰乱摆摊，非机动车道被占，老人送孩子上学只能走机动车道。',
        assignedAt: instantAt('2026-10-12', '19:30'),
        acceptedAt: instantAt('2026-10-13', '09:10'),
      },
      before: [{ step: 'urge', at: instantAt('2026-10-22', '09:00') }],
    },
    SIGNED_BY,
  ),
  circular: circularPaper(
    '2026-10',
    Array.from({ length: 40 }, (_, index) => ({
      issue: 1000 + index,
      reportedAt: instantAt('2026-10-12', '19:30'),
      unit: 1,
      unitThen: null,
      category: null,
      due: instantAt('2026-10-19', '23:59'),
      note: index % 3 === 0 ? '三次督办仍未办结' : null,
      settled: index === 0,
    })),
    new Directory({
      units: [{ id: 1, name: '住房和城乡建设局', shortNames: [], kind: 'department', parent: null }],
      people: [],
      rooms: [],
      categories: [],
      teams: [],
    }),
    SIGNED_BY,
    instantAt('2026-10-30', '10:00'),
  ),
  diary: diaryPaper({
    of: '城厢组团一组',
    period: { from: '2026-10-01', to: '2026-10-31' },
    visits: 4,
    households: 12,
    madeAt: instantAt('2026-11-02', '10:00'),
    rows: Array.from({ length: 12 }, (_, index) => ({
      number: `民情〔2026〕${index + 1}号`,
      collected: `民情〔2026〕${index + 1}号起\n小区下水道堵塞，污水漫到路面`,
      handling: '10月13日 交住房和城乡建设局，10月20日（周二）前办结\n10月13日 受理\n10月15日 办理：已到现场查看',
      reply: `10月16日 能马上解决：已当面告知，民情〔2026〕${index + 1}号止`,
    })),
  }),
};

const table = monthlyTable(
  [
    ...Array.from({ length: 40 }, (_, index) =>
      unitMonth(
        index + 1,
        `第${index + 1}单位`,
        index === 3 ? { overdue: 2, flags: ['进度缓慢（已确认）'], flagged: true } : {},
      ),
    ),
    unitMonth(90, '城厢街道', { kind: 'town' }),
  ],
  { coverage: { visited: 911, places: 972 } },
);
const directory = new Directory({
  units: [
    { id: 4, name: '第4单位', shortNames: [], kind: 'department', parent: null },
    { id: 90, name: '城厢街道', shortNames: [], kind: 'town', parent: null },
  ],
  people: [],
  rooms: [],
  categories: [{ id: 3, name: '道路交通', keywords: [], unit: 4 }],
  teams: [],
});
const finding = {
  inspection: 1,
  unit: 4,
  text: '台账不全',
  due: '2026-10-20',
  countedFrom: null,
  version: 1,
  answer: null,
};
const detail: MonthInDetail = {
  inTime: '2026-10-31',
  inspections: new Map([[4, 2]]),
  findings: [
    { ...finding, number: 1, status: 'settled' },
    { ...finding, number: 2, status: 'open' },
  ],
  rectifications: [
    {
      number: 3,
      version: 2,
      unit: 4,
      flags: [],
      status: 'rectifying',
      suggestedAt: instantAt('2026-10-12', '10:00'),
      planDue: '2026-10-19',
      planFrom: instantAt('2026-10-12', '10:00'),
      documentNumber: '区四单〔2026〕12号',
      milestones: [
        {
          day: '2026-10-20',
          person: '沈立夏',
          text: '摸排',
          known: null,
          countedFrom: null,
          doneAt: 1,
          note: '已摸排',
        },
        { day: '2026-10-30', person: '沈立夏', text: '整改', known: null, countedFrom: null, doneAt: null, note: null },
      ],
      verifiedAt: null,
    },
  ],
  surges: [
    {
      surge: {
        id: 1,
        week: '2026-10-12',
        town: 90,
        category: 3,
        level: 'alarm',
        evidence: { counts: [1, 1, 1, 12], tail: 1e-7, average: 1, tested: 24, apart: [], towns: [], issues: [] },
      },
      item: null,
    },
  ],
};
const report = { table, paper: monthlyReportPaper(table, detail, directory, SIGNED_BY) };
type Name = keyof typeof papers | 'monthlyReport';

// LibreOffice is no npm package: where there is none nothing is laid out, but CI installs it and fails without it.
describe.runIf(officeIsRequired || findOffice() !== null)('documents on paper', () => {
  let laidOut: Record<Name, LaidOut>;
  beforeAll(async () => {
    const documents: Record<string, Uint8Array> = {};
    for (const [name, one] of Object.entries(papers))
      documents[name] = (await make('wordDocument', one))[0] ?? new Uint8Array();
    documents['monthlyReport'] = (await make('monthlyReport', report))[0] ?? new Uint8Array();
    laidOut = layOut(documents as Record<Name, Uint8Array>);
  });

  it('a full page has 22 lines of 28 characters, the first two characters in', () => {
    const { lines, pages } = laidOut.grid;
    expect(pages).toHaveLength(2);
    expect(lines[0]).toHaveLength(22 + 1);
    expect(lines[0]?.[22]).toMatch(/^— ?1 ?—$/);
    const widths = lines[0]?.slice(0, 22).map((line) => [...line.replace(/\s/g, '')].length);
    expect(widths).toEqual([26, ...Array.from({ length: 21 }, () => 28)]);
  });

  it('no row is cut by a page, every page has the header, and the last page of a text is never the signature alone', () => {
    const { pages, sizes } = laidOut.kit;
    const text = pages.slice(0, -1);
    expect(text.length).toBeGreaterThan(2);
    const rows = text.map((page) => [page.match(/第\d+行起/g)?.length ?? 0, page.match(/第\d+行止/g)?.length ?? 0]);
    for (const [begun, ended] of rows) expect(begun).toBe(ended);
    expect(rows.reduce((sum, [begun = 0]) => sum + begun, 0)).toBe(30);
    for (const page of text.filter((one) => one.includes('行起'))) expect(page).toContain('序号');
    expect(text.find((page) => page.includes('注：按到期先后排列。'))).toContain('第30行止');
    expect(text.at(-1)).toMatch(/特此通报。民情“双访”工作领导小组办公室2026年10月26日/);
    expect(sizes[0]).toEqual([595, 842]);
    expect(sizes.at(-1)).toEqual([842, 595]);
    expect(pages.at(-1)).toMatch(/^附表单位教育局—\d+—$/);
  });

  it('a 督办单 says on one page what is supervised, with a slip for the answer on the next', () => {
    const { pages } = laidOut.superviseOrder;
    expect(pages).toHaveLength(2);
    expect(pages[1]).toMatch(/^督办单回执/);
    const words = pages.join('').replace(/—\d+—/g, '');
    for (const said of [
      '民情问题督办单督办〔2026〕3号综合行政执法局：',
      '你单位承办的民情〔2026〕1024号民情问题，办理期限为2026年10月19日，签发时已逾期6个工作日，尚未办结。',
      '请于2026年10月29日前办结',
      '一、督办事项',
      '城厢街道陈公桥社区',
      '此前已于2026年10月22日催办。',
      '二、督办要求本周内现场办结，结果当面告知群众。',
      '民情“双访”工作领导小组办公室2026年10月27日（签发人：顾清和）',
      '督办单回执',
    ])
      expect(words).toContain(said);
  });

  it('a 通报 lists its issues under one header a page, each number on one line', () => {
    const { pages, lines } = laidOut.circular;
    expect(pages.length).toBeLessThanOrEqual(3);
    expect(pages[0]).toContain('共40件，涉及1个单位；截至2026年10月30日，已办结1件，仍未办结39件。现予通报。');
    for (const page of pages.filter((one) => one.includes('民情〔2026〕10')))
      expect(page).toContain('序号责任单位问题编号');
    const numbers = lines.flat().filter((line) => /民情〔2026〕10\d\d号/.test(line.replace(/\s/g, '')));
    expect(numbers).toHaveLength(40);
    expect(pages.at(-1)).toMatch(/民情“双访”工作领导小组办公室2026年10月30日/);
  });

  it('a diary lies across the page, its three columns on every page, no issue cut in two', () => {
    const { pages, sizes } = laidOut.diary;
    expect(pages.length).toBeGreaterThan(1);
    for (const size of sizes) expect(size).toEqual([842, 595]);
    for (const page of pages) {
      expect(page).toContain('收集问题流转处理情况反馈情况');
      expect(page.match(/号起/g)).toHaveLength(page.match(/号止/g)?.length ?? -1);
    }
    expect(pages.join('').match(/号止/g)).toHaveLength(12);
  });

  it('a 月报 is upright, its tables behind it lie across, a unit a line', () => {
    const { pages, sizes, lines } = laidOut.monthlyReport;
    const across = sizes.findIndex(([width, height]) => width > height);
    const text = pages.slice(0, across).join('');
    expect(across).toBeLessThanOrEqual(3);
    for (const said of [
      '2026年10月民情问题办理情况月报',
      '一、总体情况',
      '走访覆盖911/972个村社（93.72%）。',
      '第4单位',
      '进度缓慢（已确认）',
      '督查单位1个，发现问题2个。',
      '第4单位22101',
      '督查建议1份：整改中1份。',
      '第4单位督查建议〔2026〕3号区四单〔2026〕12号整改中1/2，逾期1项',
      '四、倾向性苗头性问题本月预警1项，关注0项',
      '10月12日至18日城厢街道·道路交通预警121.0尚未立项',
    ])
      expect(text).toContain(said);
    expect(text).toMatch(
      /附件：1\.2026年10月区级单位办理情况2\.2026年10月镇街办理情况民情“双访”工作领导小组办公室2026年11月2日/,
    );
    const rows = lines
      .slice(across)
      .flat()
      .filter((line) => /第\d+单位/.test(line.replace(/\s/g, '')));
    expect(rows).toHaveLength(40);
    for (const row of rows) expect(row).toMatch(/100\.00%.*75\.00%|100\.00%.*%/);
    expect(pages.slice(across).join('')).toMatch(/附件1区级单位办理情况.*附件2镇街办理情况.*城厢街道/);
  });
});
