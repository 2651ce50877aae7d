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

/** Where a pixel is counted: red is its lowest byte. */
const bucketOf = (pixel: number): number =>
  (((pixel & 0xff) >> DROP) << (2 * BITS)) |
  ((((pixel >> 8) & 0xff) >> DROP) << BITS) |
  (((pixel >> 16) & 0xff) >> DROP);

const middleOf = (bucket: number): Rgb => {
  const channel = (shift: number): number => (((bucket >> shift) & ((1 << BITS) - 1)) << DROP) | (1 << (DROP - 1));
  return [channel(2 * BITS), channel(BITS), channel(0)];
};

const exact: readonly Rgb[] = [...new Set<string>(Object.values(colours))].map(fromHex);
/** What lies where a colour of the theme does is that colour, not the middle of its neighbourhood. */
const own = new Map(exact.map(([red, green, blue], index) => [bucketOf(red | (green << 8) | (blue << 16)), index]));

/** Counted colours, most frequent first, each with its nearest colour of a palette that grows. */
class Frequent {
  private readonly colours: readonly Rgb[];
  /** Of each, where its nearest is in the palette. */
  readonly nearest: Uint8Array;
  private readonly squared: Int32Array;

  constructor(colours: readonly Rgb[]) {
    this.colours = colours;
    this.nearest = new Uint8Array(colours.length);
    this.squared = new Int32Array(colours.length).fill(0x7fffffff);
  }

  /** The palette has one more colour; of two that are equally near the first stays. */
  compare([red, green, blue]: Rgb, index: number): void {
    for (const [place, colour] of this.colours.entries()) {
      const squared = (colour[0] - red) ** 2 + (colour[1] - green) ** 2 + (colour[2] - blue) ** 2;
      if (squared >= (this.squared[place] ?? 0)) continue;
      this.squared[place] = squared;
      this.nearest[place] = index;
    }
  }

  /** The theme's colours exactly, then the most frequent ones that have no neighbour yet. */
  palette(): Rgb[] {
    const palette = [...exact];
    for (const [index, colour] of exact.entries()) this.compare(colour, index);
    for (const near of NEAR) {
      for (const [place, colour] of this.colours.entries()) {
        if (palette.length >= PALETTE) return palette;
        if ((this.squared[place] ?? 0) <= near) continue;
        this.compare(colour, palette.length);
        palette.push(colour);
      }
    }
    return palette;
  }
}

/** How often each bucket is met; neighbours are mostly alike, so that a run of pixels is counted at once. */
function countBuckets(pixels: Uint32Array): Uint32Array {
  const counts = new Uint32Array(BUCKETS);
  for (let at = 0; at < pixels.length;) {
    const pixel = pixels[at] ?? 0;
    const start = at;
    do at += 1;
    while (pixels[at] === pixel);
    const bucket = bucketOf(pixel);
    counts[bucket] = (counts[bucket] ?? 0) + at - start;
  }
  return counts;
}

/** Which colour of the palette each pixel has, each row behind its filter: 0, none. */
function indexRows(pixels: Uint32Array, width: number, colourOf: Uint8Array): Uint8Array {
  const height = pixels.length / width;
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row += 1) {
    const end = (row + 1) * width;
    for (let at = row * width; at < end;) {
      const pixel = pixels[at] ?? 0;
      const start = at;
      do at += 1;
      while (at < end && pixels[at] === pixel);
      rows.fill(colourOf[bucketOf(pixel)] ?? 0, start + row + 1, at + row + 1);
    }
  }
  return rows;
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

/** @param bytes RGBA, opaque, row by row */
export function encodePng(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const pixels = new Uint32Array(bytes.buffer, bytes.byteOffset, width * height);
  const counts = countBuckets(pixels);
  const used: number[] = [];
  for (let bucket = 0; bucket < BUCKETS; bucket += 1)
    if ((counts[bucket] ?? 0) > 0 && !own.has(bucket)) used.push(bucket);
  used.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b);
  const frequent = new Frequent(used.map(middleOf));
  const palette = frequent.palette();
  const colourOf = new Uint8Array(BUCKETS);
  for (const [bucket, index] of own) colourOf[bucket] = index;
  for (const [place, bucket] of used.entries()) colourOf[bucket] = frequent.nearest[place] ?? 0;
  const header = Buffer.alloc(8 + INDEXED.length);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(INDEXED, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Uint8Array.from(palette.flat())),
    chunk('IDAT', deflateSync(indexRows(pixels, width, colourOf), { level: 6 })),
    chunk('IEND', new Uint8Array()),
  ]);
}
