/** Documents as LibreOffice lays them out: pages, lines, words. One run for all of them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Paper, PaperBlock } from '../../domain/paper.ts';
import { instantAt } from '../../domain/time.ts';
import { make } from '../../reports/press.ts';
import { superviseOrderPaper } from '../../wording/papers/supervise-order.ts';
import { findOffice, layOut, officeIsRequired, type LaidOut } from '../support/office.ts';

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
    '民情“双访”工作领导小组办公室',
  ),
};

// LibreOffice is no npm package: where there is none nothing is laid out, but CI installs it and fails without it.
describe.runIf(officeIsRequired || findOffice() !== null)('documents on paper', () => {
  let laidOut: Record<keyof typeof papers, LaidOut>;
  beforeAll(async () => {
    const documents: Record<string, Uint8Array> = {};
    for (const [name, one] of Object.entries(papers))
      documents[name] = (await make('wordDocument', one))[0] ?? new Uint8Array();
    laidOut = layOut(documents as Record<keyof typeof papers, Uint8Array>);
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
});
