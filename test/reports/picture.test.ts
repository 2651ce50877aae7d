/** Pictures, looked at by a decoder that is not ours: size, colours, pages, marks, and the same bytes every time. */
import { createHash } from 'node:crypto';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import type { Diary } from '../../domain/diary.ts';
import { coverage, type CoverageGroup } from '../../reports/picture/coverage.ts';
import { diaryPicture } from '../../reports/picture/diary.ts';
import { encodePng } from '../../reports/picture/png.ts';
import { monthlyPictures, type MonthlyPictureInput } from '../../reports/picture/monthly-table.ts';
import { colours, MOST_HEIGHT, WIDTH } from '../../reports/picture/theme.ts';
import { make } from '../../reports/press.ts';
import { monthlyTable, unitMonth } from '../support/monthly.ts';

interface Pixels {
  width: number;
  height: number;
  at(x: number, y: number): string;
  /** How many pixels have a colour. */
  count(colour: string): number;
}

async function pixelsOf(png: Uint8Array): Promise<Pixels> {
  const image = await loadImage(Buffer.from(png));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
  const hex = (index: number): string =>
    `#${[0, 1, 2].map((channel) => (data[index * 4 + channel] ?? 0).toString(16).padStart(2, '0')).join('')}`;
  return {
    width,
    height,
    at: (x, y) => hex(y * width + x),
    count: (colour) => {
      const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      let found = 0;
      for (let at = 0; at < data.length; at += 4)
        if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) found += 1;
      return found;
    },
  };
}

const input = (more: Partial<MonthlyPictureInput> = {}): MonthlyPictureInput => ({
  table: monthlyTable([
    unitMonth(1, '住房和城乡建设局'),
    unitMonth(2, '教育局', { overdue: 3, closedOnTime: 2, flags: ['进度缓慢（已确认）'], flagged: true }),
    unitMonth(3, '水务局', { nearLimit: 1, closedOnTime: 5 }),
    unitMonth(4, '城厢街道', { kind: 'town' }),
  ]),
  kind: 'departments',
  title: '2026年10月民情问题办理督查表',
  subtitle: '区级单位',
  notes: ['全区累计收集 40 件，办结 30 件，办结率 75.00%'],
  marked: null,
  ...more,
});
const hash = (bytes: Uint8Array | undefined): string =>
  createHash('sha256')
    .update(bytes ?? '')
    .digest('hex');

describe('a PNG of ours', () => {
  it('shows the colours of the theme exactly and others nearly, with at most 64 in all', async () => {
    const width = 64;
    const pixels = new Uint8Array(width * 3 * 4).fill(255);
    const wanted = ['#0f5e59', '#ffeeb3'];
    for (let x = 0; x < width; x += 1) {
      const hex = wanted[x % 2] ?? '';
      pixels.set(
        [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)),
        x * 4,
      );
      pixels.set([x * 4, 255 - x * 4, 128], (2 * width + x) * 4);
    }
    const png = encodePng(pixels, width, 3);
    const seen = await pixelsOf(png);
    expect([seen.width, seen.height]).toEqual([width, 3]);
    expect([seen.at(0, 0), seen.at(1, 0), seen.at(5, 1)]).toEqual([...wanted, '#ffffff']);
    for (let x = 0; x < width; x += 1)
      expect(Math.abs(Number.parseInt(seen.at(x, 2).slice(1, 3), 16) - x * 4)).toBeLessThan(24);
    const palette = Buffer.from(png).indexOf('PLTE');
    expect(Buffer.from(png).readUInt32BE(palette - 4)).toBeLessThanOrEqual(64 * 3);
  });
});

describe('the picture of a monthly table', () => {
  it('is as wide as a phone shows, with a light a unit', async () => {
    const [page, ...more] = monthlyPictures(input());
    expect(more).toEqual([]);
    const seen = await pixelsOf(page as Uint8Array);
    expect(seen.width).toBe(WIDTH);
    for (const colour of [colours.red, colours.yellow, colours.green])
      expect(seen.count(colour), colour).toBeGreaterThan(150);
    expect(seen.count(colours.mark)).toBeLessThan(100);
  });

  it('is the same to the byte every time, from the press as well', async () => {
    const [first] = monthlyPictures(input());
    expect(hash(monthlyPictures(input())[0])).toBe(hash(first));
    expect(hash((await make('monthlyPictures', input()))[0])).toBe(hash(first));
    const other = monthlyPictures(input({ subtitle: '镇街' }))[0];
    expect(hash(other)).not.toBe(hash(first));
  });

  it('with many units is cut into pages no taller than chats show, each row on one of them', () => {
    const units = Array.from({ length: 120 }, (_, index) =>
      unitMonth(index + 1, `第${index + 1}单位名字很长很长很长很长很长的局`, { flags: ['久未办理（待核）'] }),
    );
    const pages = monthlyPictures(input({ table: monthlyTable(units) }));
    const heights = pages.map((page) => Buffer.from(page).readUInt32BE(20));
    expect(pages.length).toBeGreaterThan(1);
    expect(Math.max(...heights)).toBeLessThanOrEqual(MOST_HEIGHT * 1.05);
    expect(Math.min(...heights)).toBeGreaterThan(MOST_HEIGHT / 2);
    const marked = monthlyPictures(input({ table: monthlyTable(units), marked: 120 }));
    expect(marked).toHaveLength(1);
  });

  it('marks the unit that asked, and shows only its page', async () => {
    const [page] = monthlyPictures(input({ marked: 3 }));
    const seen = await pixelsOf(page as Uint8Array);
    expect(seen.count(colours.mark)).toBeGreaterThan(300);
    expect(seen.count(colours.marked)).toBeGreaterThan(10_000);
    expect(monthlyPictures(input({ marked: 99 }))).toEqual([]);
  });

  it('survives names no font has, names without end and a month without anything', async () => {
    const strange = unitMonth(1, `𠀀😀\u0000${'长'.repeat(400)}`, { flags: ['\uD800'] });
    const [page] = monthlyPictures(input({ table: monthlyTable([strange]) }));
    expect((await pixelsOf(page as Uint8Array)).width).toBe(WIDTH);
    const nothing = { carriedOver: 0, added: 0, closed: 0, movedAway: 0, due: 0, closedOnTime: 0 };
    expect(monthlyPictures(input({ table: monthlyTable([unitMonth(1, '财政局', nothing)]) }))).toHaveLength(1);
    expect(monthlyPictures(input({ table: monthlyTable([]) }))).toHaveLength(1);
  });
});

describe('the press', () => {
  it('says what went wrong and goes on with the next order', async () => {
    const broken = { ...input(), table: null } as unknown as MonthlyPictureInput;
    const answers = await Promise.allSettled([make('monthlyPictures', broken), make('monthlyPictures', input())]);
    expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'fulfilled']);
  });

  it('leaves the event loop free while it draws', async () => {
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 1);
    await make('monthlyPictures', input());
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(3);
  });
});

describe('the picture of a coverage', () => {
  const place = (visited: boolean) => (_: unknown, index: number) => ({ name: `第${index + 1}社区`, visited });
  const group = (name: string, missing: number, visited: number): CoverageGroup => ({
    name,
    places: [...Array.from({ length: missing }, place(false)), ...Array.from({ length: visited }, place(true))],
  });
  const drawn = (...groups: CoverageGroup[]): Uint8Array[] =>
    coverage({ title: '走访覆盖　全区', subtitle: '2026年10月', figures: [], groups, notes: [] });

  it('shows who was not visited in red, and who was in green', async () => {
    const [none] = drawn(group('城厢街道', 0, 10));
    const [some] = drawn(group('城厢街道', 5, 5));
    const [all, left] = [await pixelsOf(none as Uint8Array), await pixelsOf(some as Uint8Array)];
    expect(left.width).toBe(WIDTH);
    expect(left.count(colours.red)).toBeGreaterThan(all.count(colours.red) + 2000);
    expect(left.count(colours.visited)).toBeLessThan(all.count(colours.visited) - 10_000);
  });

  it('of a district has a line for each town that is visited whole, and is cut between towns', async () => {
    const towns = Array.from({ length: 21 }, (_, index) => group(`第${index + 1}街道`, 0, 30));
    expect(drawn(...towns)).toHaveLength(1);
    const behind = Array.from({ length: 21 }, (_, index) => group(`第${index + 1}街道`, 15, 15));
    const heights = drawn(...behind).map((page) => Buffer.from(page).readUInt32BE(20));
    expect(heights.length).toBeGreaterThan(1);
    expect(Math.max(...heights)).toBeLessThanOrEqual(MOST_HEIGHT * 1.1);
  });
});

describe('the picture of a diary', () => {
  it('shows as many issues as are listed, however long their history', () => {
    const rows = Array.from({ length: 20 }, (_, index) => ({
      number: `民情〔2026〕${index}号`,
      collected: `民情〔2026〕${index}号\n小区下水道堵塞`,
      handling: Array.from({ length: 40 }, () => '3月9日 办理：已到现场查看，正在协调施工单位').join('\n'),
      reply: '办理中，尚未反馈',
    }));
    const diary: Diary = {
      of: '城厢组团一组',
      period: { from: '2026-10-01', to: '2026-10-31' },
      visits: 4,
      households: 12,
      madeAt: 0,
      rows,
    };
    const heightOf = (listed: number): number =>
      diaryPicture({ diary, title: '民情日记', subtitle: '', listed })
        .map((page) => Buffer.from(page).readUInt32BE(20))
        .reduce((sum, height) => sum + height, 0);
    expect(heightOf(5)).toBeGreaterThan(heightOf(2) + 1000);
    expect(heightOf(5)).toBeLessThan(MOST_HEIGHT);
  });
});
