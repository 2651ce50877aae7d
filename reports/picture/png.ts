/** PNG with a palette: flat colours and soft edges of text need no more, and a chat message is a third of the size. */
import { crc32, deflateSync } from 'node:zlib';
import { colours } from './theme.ts';

/** Colours in a picture. */
const PALETTE = 64;
/** Bits of each channel that tell colours apart while they are counted. */
const BITS = 6;
const BUCKETS = 1 << (3 * BITS);
const DROP = 8 - BITS;
/** Squared distances under which a colour has a good enough neighbour in the palette; the first pass is the strictest. */
const NEAR = [1600, 700, 300, 120, 40, 0];

type Rgb = readonly [red: number, green: number, blue: number];

const fromHex = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const distance = (a: Rgb, b: Rgb): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;

/** Where a pixel is counted. */
const bucketOf = (pixels: ArrayLike<number>, at: number): number =>
  (((pixels[at] ?? 0) >> DROP) << (2 * BITS)) |
  (((pixels[at + 1] ?? 0) >> DROP) << BITS) |
  ((pixels[at + 2] ?? 0) >> DROP);

const middleOf = (bucket: number): Rgb => {
  const channel = (shift: number): number => (((bucket >> shift) & ((1 << BITS) - 1)) << DROP) | (1 << (DROP - 1));
  return [channel(2 * BITS), channel(BITS), channel(0)];
};

const exact: readonly Rgb[] = [...new Set<string>(Object.values(colours))].map(fromHex);

/** The theme's colours exactly, then the most frequent ones that have no neighbour yet. */
function paletteFor(frequent: readonly Rgb[]): Rgb[] {
  const palette = [...exact];
  for (const near of NEAR) {
    for (const colour of frequent) {
      if (palette.length >= PALETTE) return palette;
      if (palette.every((chosen) => distance(chosen, colour) > near)) palette.push(colour);
    }
  }
  return palette;
}

function chunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Eight bits a pixel, by palette. */
const INDEXED = [8, 3, 0, 0, 0];

/** @param pixels RGBA, opaque, row by row */
export function encodePng(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const counts = new Uint32Array(BUCKETS);
  for (let at = 0; at < pixels.length; at += 4) {
    const bucket = bucketOf(pixels, at);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const used = [...counts.keys()].filter((bucket) => (counts[bucket] ?? 0) > 0);
  used.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  // What lies where a colour of the theme does is that colour, not the middle of its neighbourhood.
  const own = new Map(exact.map((colour, index) => [bucketOf(colour, 0), index]));
  const palette = paletteFor(used.filter((bucket) => !own.has(bucket)).map(middleOf));
  const nearest = new Uint8Array(BUCKETS);
  for (const [bucket, index] of own) nearest[bucket] = index;
  for (const bucket of used) {
    if (own.has(bucket)) continue;
    const colour = middleOf(bucket);
    let best = 0;
    for (let index = 1; index < palette.length; index += 1)
      if (distance(palette[index] as Rgb, colour) < distance(palette[best] as Rgb, colour)) best = index;
    nearest[bucket] = best;
  }
  // Each row begins with its filter: 0, none.
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0, at = 0; row < height; row += 1) {
    const start = row * (width + 1) + 1;
    for (let column = 0; column < width; column += 1, at += 4)
      rows[start + column] = nearest[bucketOf(pixels, at)] ?? 0;
  }
  const header = Buffer.alloc(8 + INDEXED.length);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(INDEXED, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', new Uint8Array()),
  ]);
}
