/** Documents read back without the library that wrote them: measures, fonts, tables, and that what people typed is text. */
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import type { Paper, PaperBlock } from '../../domain/paper.ts';
import { make } from '../../reports/press.ts';
import { unzip } from '../support/zip.ts';

const paper = (...blocks: PaperBlock[]): Paper => ({ title: '通报', blocks, madeAt: Date.UTC(2026, 9, 26, 1, 30) });
const written = async (...blocks: PaperBlock[]): Promise<Map<string, string>> => {
  const [bytes] = await make('wordDocument', paper(...blocks));
  return unzip(bytes ?? new Uint8Array());
};
const partOf = (files: ReadonlyMap<string, string>, path: string): string => files.get(path) ?? '';
/** A millimetre in twips. */
const MM = 1440 / 25.4;

describe('a Word document', () => {
  it('has the page, margins and grid of GB/T 9704: a type area of 156 × 225 mm, 22 lines', async () => {
    const document = partOf(await written({ kind: 'paragraph', text: '正文' }), 'word/document.xml');
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    const margin = Object.fromEntries(
      [...(/<w:pgMar ([^>]*)\/>/.exec(document)?.[1]?.matchAll(/w:(\w+)="(\d+)"/g) ?? [])].map(([, side, twips]) => [
        side,
        Math.round((Number(twips) / MM) * 10) / 10,
      ]),
    );
    expect(margin).toMatchObject({ top: 37, bottom: 35, left: 28, right: 26 });
    const pitch = Number(/<w:docGrid w:type="lines" w:linePitch="(\d+)"/.exec(document)?.[1]);
    expect(Math.floor((225 * MM) / pitch)).toBe(22);
  });

  it('names the fonts as the norm does, with the names other machines have them by', async () => {
    const files = await written({ kind: 'title', text: '标题' });
    const styleOf = (id: string): string =>
      new RegExp(`<w:style [^>]*w:styleId="${id}">.*?</w:style>`).exec(partOf(files, 'word/styles.xml'))?.[0] ?? '';
    for (const [id, font, halfPoints] of [
      ['Normal', '仿宋_GB2312', '32'],
      ['Title', '方正小标宋简体', '44'],
      ['Heading1', '黑体', '32'],
      ['Heading2', '楷体_GB2312', '32'],
    ] as const) {
      expect(styleOf(id), id).toContain(`w:eastAsia="${font}"`);
      // What a style does not say is as in Normal.
      expect(/<w:sz w:val="(\d+)"/.exec(styleOf(id))?.[1] ?? '32', id).toBe(halfPoints);
    }
    expect(styleOf('Normal')).toContain('<w:ind w:firstLineChars="200" w:firstLine="640"/>');
    const fonts = partOf(files, 'word/fontTable.xml');
    expect(fonts).toContain('<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,');
    expect(fonts).toContain('<w:font w:name="方正小标宋简体"><w:altName w:val="方正小标宋_GBK,');
    expect(fonts).toContain('<w:font w:name="楷体_GB2312"><w:altName w:val="楷体,');
  });

  it('numbers pages — 1 —, odd ones at the right, even ones at the left', async () => {
    const files = await written({ kind: 'paragraph', text: '正文' });
    const document = partOf(files, 'word/document.xml');
    const relations = partOf(files, 'word/_rels/document.xml.rels');
    const footerOf = (type: string): string => {
      const id = new RegExp(`<w:footerReference w:type="${type}" r:id="(\\w+)"/>`).exec(document)?.[1] ?? '';
      const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"`).exec(relations)?.[1] ?? '';
      return partOf(files, `word/${target}`);
    };
    expect(partOf(files, 'word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    for (const [type, side] of [
      ['default', 'right'],
      ['even', 'left'],
    ] as const) {
      expect(footerOf(type), type).toMatch(new RegExp(`<w:jc w:val="${side}"/>`));
      expect(footerOf(type).replace(/<[^>]+>/g, ''), type).toBe('— PAGE —');
      expect(footerOf(type), type).toContain('w:eastAsia="宋体"');
    }
  });

  it('repeats the header of a table on every page and keeps rows whole, but for one that is too long', async () => {
    const document = partOf(
      await written({
        kind: 'table',
        columns: [
          { title: '收集问题', width: 1 },
          { title: '反馈情况', width: 2 },
        ],
        rows: [
          ['短', '短'],
          ['长'.repeat(4000), '短'],
        ],
      }),
      'word/document.xml',
    );
    const rows = document.split('<w:tr>').slice(1);
    expect(rows.map((row) => row.includes('<w:tblHeader/>'))).toEqual([true, false, false]);
    expect(rows.map((row) => row.includes('<w:cantSplit/>'))).toEqual([true, true, false]);
    const widths = [...document.matchAll(/<w:gridCol w:w="(\d+)"\/>/g)].map(([, width]) => Number(width));
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(11906 - 1587 - 1474);
    expect(document.lastIndexOf('<w:tbl>')).toBeLessThan(document.lastIndexOf('<w:p>'));
  });

  it('keeps what people typed as text, leaves out what XML forbids, and breaks lines where they did', async () => {
    const typed = '<w:br/>&amp;"\'{PAGE}=HYPERLINK("x")\u0000\u0008\uD83D]]>𠮷\n第二段';
    const blocks: PaperBlock[] = [
      { kind: 'title', text: typed },
      { kind: 'paragraph', text: typed },
      { kind: 'table', columns: [{ title: '内容', width: 1 }], rows: [[typed]] },
      { kind: 'form', rows: [[{ label: '内容', text: typed }]] },
    ];
    const [bytes] = await make('wordDocument', paper(...blocks));
    const { value, messages } = await mammoth.extractRawText({ buffer: Buffer.from(bytes ?? []) });
    expect(messages).toEqual([]);
    const clean = '<w:br/>&amp;"\'{PAGE}=HYPERLINK("x")]]>𠮷';
    expect(value.split(clean)).toHaveLength(blocks.length + 1);
    expect(value.match(/第二段/g)).toHaveLength(blocks.length);
    expect(value).not.toMatch(/\uFFFD/);
  });

  it('has headings that Word finds, numbered 一、 and （一）, a signature over its date, and turns a page across', async () => {
    const blocks: PaperBlock[] = [
      { kind: 'addressee', text: '各镇街' },
      { kind: 'heading', level: 1, text: '总体情况' },
      { kind: 'heading', level: 2, text: '收集' },
      { kind: 'heading', level: 2, text: '办结' },
      { kind: 'heading', level: 1, text: '下步要求' },
      { kind: 'heading', level: 2, text: '时限' },
      { kind: 'attachments', names: ['清单'] },
      { kind: 'attachments', names: ['清单', '方案'] },
      { kind: 'signature', by: '双访办', on: '2026-10-06' },
      { kind: 'page', across: true },
      { kind: 'caption', text: '附表' },
    ];
    const [bytes] = await make('wordDocument', paper(...blocks));
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes ?? []) });
    expect(value.match(/<h[12]>.*?<\/h[12]>/g)?.map((heading) => heading.replace(/<a [^>]*><\/a>/g, ''))).toEqual([
      '<h1>一、总体情况</h1>',
      '<h2>（一）收集</h2>',
      '<h2>（二）办结</h2>',
      '<h1>二、下步要求</h1>',
      '<h2>（一）时限</h2>',
    ]);
    expect(value).toContain('<p>各镇街：</p>');
    expect(value).toContain('<p>附件：清单</p><p>附件：1. 清单</p><p>　　　2. 方案</p>');
    expect(value).toContain('<p>双访办</p><p>2026年10月6日</p>');
    const document = partOf(unzip(bytes ?? new Uint8Array()), 'word/document.xml');
    expect(document).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
  });

  it('counts headings beyond ten as people do', async () => {
    const blocks = Array.from({ length: 21 }, (): PaperBlock => ({ kind: 'heading', level: 1, text: '节' }));
    const [bytes] = await make('wordDocument', paper(...blocks));
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes ?? []) });
    const numbers = value.split(/\n+/).map((line) => line.replace('、节', ''));
    expect([0, 9, 10, 18, 19, 20].map((index) => numbers[index])).toEqual([
      '一',
      '十',
      '十一',
      '十九',
      '二十',
      '二十一',
    ]);
  });

  it('is the same to the byte when it is made again, and says when it was made, not when it was packed', async () => {
    const one = await make('wordDocument', paper({ kind: 'paragraph', text: '正文' }));
    const two = await make('wordDocument', paper({ kind: 'paragraph', text: '正文' }));
    expect(Buffer.compare(one[0] ?? new Uint8Array(), two[0] ?? new Uint8Array())).toBe(0);
    // A zip tells times to two seconds: that they were equal may be luck, that they are those of 1980 is not.
    expect(Buffer.from(one[0] ?? []).readUInt32LE(10)).toBe(0x0021_0000);
    const core = partOf(unzip(one[0] ?? new Uint8Array()), 'docProps/core.xml');
    expect(core).toContain('<dcterms:created xsi:type="dcterms:W3CDTF">2026-10-26T01:30:00Z</dcterms:created>');
    expect(core).toContain('<dc:title>通报</dc:title>');
  });
});
