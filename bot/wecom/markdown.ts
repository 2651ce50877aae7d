/** Messages as WeCom markdown in which nothing that people typed is markup, a mention or a link. */
import type { SendableSegment } from '../port.ts';

/**
 * WeCom documents no escape, and its clients differ in how much markdown they read. Full-width signs look the same in
 * Chinese text and mean nothing in any of them. One byte becomes three at most.
 */
const inert: Readonly<Record<string, string>> = {
  '\\': '＼',
  '`': '｀',
  '*': '＊',
  _: '＿',
  '~': '～',
  '|': '｜',
  '<': '＜',
  '>': '＞',
  '[': '［',
  ']': '］',
  '(': '（',
  ')': '）',
  '&': '＆',
  $: '＄',
};

/** A line whose beginning would make it a heading, a list, a rule, a heading's underline, or (indented) code. */
function inertLine(line: string): string {
  const indent = /^[ \t]*/.exec(line)?.[0] ?? '';
  return (
    indent.replace(/ /g, '\u00A0').replace(/\t/g, '\u3000') +
    line
      .slice(indent.length)
      .replace(/^#+/, (signs) => '＃'.repeat(signs.length))
      .replace(/^-(?=[-\s]|$)/, '－')
      .replace(/^\+(?=\s|$)/, '＋')
      .replace(/^=(?=[=\s]|$)/, '＝')
      .replace(/^(\d{1,9})\.(?=\s|$)/, '$1．')
      .replace(/[\\`*_~|<>[\]()&$]/g, (sign) => inert[sign] ?? sign)
      .replaceAll('//', '／／')
  );
}

const escape = (text: string): string =>
  text
    .split(/\r\n?|[\n\u2028\u2029]/)
    .map(inertLine)
    .join('\n');

/** What one byte of text can become, and what a mention can add to its name, bytes: for the limits. */
export const GROWTH = 3;
export const MENTION_BYTES = 70;

/** `all` would call everybody; the others are what a missing account is written as, and some platforms call everybody then. */
const NOBODY = new Set(['all', '0', 'nan', 'null', 'undefined']);

/** 1 to 64 bytes, beginning with a letter or a digit. */
export const isUserId = (account: string): boolean =>
  /^[A-Za-z0-9][\w.@-]{0,63}$/.test(account) && !NOBODY.has(account.toLowerCase());

/** Pictures, files and quotes are no markdown; a push cannot quote. */
export function renderMarkdown(part: readonly SendableSegment[]): string {
  let rendered = '';
  let text = '';
  const flush = (): void => {
    rendered += escape(text);
    text = '';
  };
  for (const segment of part) {
    if (segment.type === 'text') text += segment.text;
    else if (segment.type === 'at') {
      flush();
      const name = escape(segment.name);
      // The name stands beside the mention: clients that do not know `<@userid>` show it as it is.
      rendered += isUserId(segment.account) ? `${name} <@${segment.account}> ` : `@${name} `;
    }
  }
  flush();
  // Two blanks at its end keep a line one: some clients run lines together without them, none shows them.
  return rendered.replace(/([^\n])\n(?=[^\n])/g, '$1  \n');
}
