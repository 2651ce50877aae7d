/** Cuts Noto Sans SC to the characters of GBK and some more, for reports/fonts: `npx tsx scripts/fonts.ts`. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

/** Signs people type that GBK lacks, as far as the font has them. */
const EXTRAS = '¢£¥©®™€µ¹²³¼½¾–‑•‣†‡₂⁰⁴⁺⁻√∞≈≠≤≥①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳〇□';

const require = createRequire(import.meta.url);
const target = (name: string): URL => new URL(`../reports/fonts/${name}`, import.meta.url);

/** Every character of GBK's two-byte area, without those for private use. */
function gbk(): string {
  const bytes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) bytes.push(lead, trail);
  return new TextDecoder('gbk').decode(Uint8Array.from(bytes)).replace(/[\uFFFD\uE000-\uF8FF]/g, '');
}

const range = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).join('');

/** Code points a font has, from its table of characters (OpenType `cmap`, format 4 and 12). */
function codePointsOf(font: Buffer): Set<number> {
  const tables = font.readUInt16BE(4);
  const record = Array.from({ length: tables }, (_, index) => 12 + index * 16).find(
    (at) => font.toString('latin1', at, at + 4) === 'cmap',
  );
  if (record === undefined) throw new Error('the font has no cmap');
  const cmap = font.readUInt32BE(record + 8);
  const found = new Set<number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + index * 8 + 4);
    const format = font.readUInt16BE(table);
    if (format === 12) {
      for (let group = 0; group < font.readUInt32BE(table + 12); group += 1) {
        const at = table + 16 + group * 12;
        for (let code = font.readUInt32BE(at); code <= font.readUInt32BE(at + 4); code += 1) found.add(code);
      }
    } else if (format === 4) {
      const segments = font.readUInt16BE(table + 6) / 2;
      for (let segment = 0; segment < segments; segment += 1) {
        const last = font.readUInt16BE(table + 14 + segment * 2);
        const first = font.readUInt16BE(table + 16 + (segments + segment) * 2);
        for (let code = first; code <= last && code < 0xffff; code += 1) found.add(code);
      }
    }
  }
  return found;
}

/** `[first, last]` of each run of neighbouring code points. */
function runsOf(codePoints: ReadonlySet<number>): [number, number][] {
  const runs: [number, number][] = [];
  for (const code of [...codePoints].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === code - 1) run[1] = code;
    else runs.push([code, code]);
  }
  return runs;
}

const inAll = ([first = new Set(), ...others]: readonly ReadonlySet<number>[]): ReadonlySet<number> =>
  new Set([...first].filter((code) => others.every((other) => other.has(code))));

const text = range(0x20, 0x7e) + range(0xa0, 0xff) + gbk() + EXTRAS;
const covered: Set<number>[] = [];
for (const [source, name] of [
  [require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'), 'regular.ttf'],
  [require.resolve('@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'), 'bold.ttf'],
] as const) {
  const whole = readFileSync(source);
  const cut = await subsetFont(whole, text, { targetFormat: 'truetype', keepFeatures: [], noHinting: true });
  writeFileSync(target(name), cut);
  covered.push(codePointsOf(cut));
}
writeFileSync(target('coverage.json'), `${JSON.stringify(runsOf(inAll(covered)))}\n`);
copyFileSync(require.resolve('@expo-google-fonts/noto-sans-sc/LICENSE_FONT'), target('OFL.txt'));
