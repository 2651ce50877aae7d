/** What people typed is read by a real markdown reader, and stays what they typed. */
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { sizeOf } from '../../bot/split.ts';
import { GROWTH, MENTION_BYTES, renderMarkdown } from '../../bot/wecom/markdown.ts';
import { findIssueNumbers } from '../../domain/text/numbers.ts';
import { toHalfWidth } from '../../domain/text/normalize.ts';

/** Reads all of markdown, tables, HTML and bare links (names of sites without `//` aside: every client guesses them). */
const reader = new MarkdownIt({ html: true, linkify: true });
reader.linkify.set({ fuzzyLink: false, fuzzyEmail: false }).add('mailto:', null);

const rendered = (text: string): string => renderMarkdown([{ type: 'text', text }]);
const tagsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map((found) => found[1] ?? ''));
const harmless = new Set(['p', 'br']);

/** The words a reader sees, signs half-width, blanks and line breaks as one blank each. */
const seen = (html: string): string =>
  toHalfWidth(
    html
      .replace(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
const blanks = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('words in WeCom markdown', () => {
  it.each([
    '<@all> 快来看',
    '<@ZhangSan>',
    '[点这里](https://evil.example)',
    '![图](https://evil.example/a.png)',
    '<font color="warning">已结案</font>',
    '<https://evil.example>',
    'https://evil.example',
    '//evil.example',
    '[a]: https://evil.example',
    '**已通报** __全区__ ~~撤销~~',
    '# 通报',
    '   ## 通报',
    '通报\n====',
    '通报\n---',
    '***',
    '- 一\n- 二',
    '+ 一',
    '1. 一\n2. 二',
    '3) 三',
    '> 引用',
    '`代码`',
    '```\n代码\n```',
    '    代码',
    '\t代码',
    '| a | b |\n| - | - |\n| 1 | 2 |',
    '&lt;@all&gt; &#60;@all&#62;',
    '\\<@all>',
    '一\r# 二\u2028# 三',
    '[CQ:at,qq=all]',
  ])('%j make nothing but text', (text) => {
    const content = rendered(text);
    const html = reader.render(content);
    expect([...tagsOf(html)].filter((tag) => !harmless.has(tag))).toEqual([]);
    expect(content).not.toMatch(/[<>]/);
    expect(blanks(seen(html))).toBe(blanks(text));
  });

  it('are text whatever signs are in them, and fit where they were counted', () => {
    const sign = fc.constantFrom(...'#*_-+=~`<>[](){}|\\!&$:/@.1 \t\n\r甲😀aA"\'');
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 40 }), (text) => {
        const content = rendered(text);
        const html = reader.render(content);
        expect([...tagsOf(html)].filter((tag) => !harmless.has(tag))).toEqual([]);
        expect(content).not.toMatch(/[<>[\]`*_|\\]/);
        expect(blanks(seen(html))).toBe(blanks(text));
        expect(sizeOf(content, 'bytes')).toBeLessThanOrEqual(GROWTH * sizeOf(text, 'bytes'));
      }),
      { numRuns: 2000 },
    );
  });

  it('keep their lines, of which a reader makes one when two blanks do not end them', () => {
    expect(reader.render(rendered('已登记 #1\n地点：拱秀社区\n\n有误请更正'))).toBe(
      '<p>已登记 #1<br>\n地点：拱秀社区</p>\n<p>有误请更正</p>\n',
    );
  });

  it('are as inert in a name, and split over several pieces', () => {
    const content = renderMarkdown([
      { type: 'at', account: 'ZhangSan', name: '[张](x)<@all>' },
      { type: 'text', text: '<' },
      { type: 'text', text: '@all>\n#' },
      { type: 'text', text: ' 通报' },
    ]);
    expect(content).toBe('［张］（x）＜@all＞ <@ZhangSan> ＜@all＞  \n＃ 通报');
  });

  it('a mention adds no more than was counted for it', () => {
    const account = `a${'_'.repeat(63)}`;
    const size = sizeOf(renderMarkdown([{ type: 'at', account, name: '' }]), 'bytes');
    expect(size).toBeLessThanOrEqual(MENTION_BYTES + GROWTH * sizeOf('@ ', 'bytes'));
    expect(size).toBeGreaterThan(64);
  });

  it('still name the issue when they are quoted', () => {
    for (const card of ['#12 已受理', '已登记 #12 白蚁防治\n有误请更正', '民情〔2026〕12号（#12）办理中'])
      expect(findIssueNumbers(rendered(card)), card).toContain(12);
  });
});
