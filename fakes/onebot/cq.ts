/** Messages as strings with CQ codes, as servers set to that format write and read them. */
export interface Segment {
  type: string;
  data: Record<string, unknown>;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('[', '&#91;').replaceAll(']', '&#93;');
const plain = (text: string): string =>
  text.replaceAll('&#91;', '[').replaceAll('&#93;', ']').replaceAll('&#44;', ',').replaceAll('&amp;', '&');

export const toCq = (segments: readonly Segment[]): string =>
  segments
    .map(({ type, data }) =>
      type === 'text'
        ? escaped(String(data['text'] ?? ''))
        : `[CQ:${type}${Object.entries(data)
            .map(([key, value]) => `,${key}=${escaped(String(value)).replaceAll(',', '&#44;')}`)
            .join('')}]`,
    )
    .join('');

/** What makes sending strings dangerous: a resident's `[CQ:at,qq=all]` becomes an @. */
export function fromCq(text: string): Segment[] {
  return text
    .split(/(\[CQ:[^\]]*\])/)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const code = /^\[CQ:([a-z_]+)(.*)\]$/.exec(piece);
      if (code === null) return { type: 'text', data: { text: plain(piece) } };
      const pairs = (code[2] ?? '').split(',').filter((pair) => pair.includes('='));
      const data = pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), plain(pair.slice(pair.indexOf('=') + 1))]);
      return { type: code[1] ?? '', data: Object.fromEntries(data) as Segment['data'] };
    });
}
