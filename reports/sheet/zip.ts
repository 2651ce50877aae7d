/** A zip archive as a stream: each part is deflated while it comes, off the event loop, and nothing of it is kept. */
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  name: string;
  data: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/** Sizes are written in 32 bits. */
const MOST = 0xffff_ffff;
const VERSION = 20;
/** Sizes follow the data; names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01: the same parts give the same bytes. */
const DATE = 0x0021;

interface Written {
  name: Buffer;
  crc: number;
  packed: number;
  size: number;
  offset: number;
}

/** What both headers of a part say; the sizes are known by the second. */
function fields({ crc, packed, size, name }: Omit<Written, 'offset'>): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(VERSION, 0);
  bytes.writeUInt16LE(FLAGS, 2);
  bytes.writeUInt16LE(DEFLATED, 4);
  bytes.writeUInt16LE(DATE, 8);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(packed, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(name.length, 22);
  return bytes;
}

const numbers = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
};

function directoryEntry(part: Written): Buffer {
  const end = Buffer.alloc(14);
  end.writeUInt32LE(part.offset, 10);
  return Buffer.concat([numbers(0x02014b50), Buffer.from([VERSION, 0]), fields(part), end, part.name]);
}

function endOf(parts: number, size: number, offset: number): Buffer {
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(parts, 8);
  bytes.writeUInt16LE(parts, 10);
  bytes.writeUInt32LE(size, 12);
  bytes.writeUInt32LE(offset, 16);
  return bytes;
}

/**
 * Parts are asked for one by one, each when the one before is through: a later one may depend on what an earlier held.
 *
 * @throws RangeError when a part or the archive would not fit into 32 bits
 */
export async function* zipped(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name: words, data } of parts) {
    const name = Buffer.from(words);
    const part: Written = { name, crc: 0, packed: 0, size: 0, offset };
    const head = Buffer.concat([numbers(0x04034b50), fields(part), name]);
    yield head;
    for await (const chunk of deflated(data, part)) {
      part.packed += chunk.length;
      yield chunk;
    }
    yield numbers(0x08074b50, part.crc, part.packed, part.size);
    offset += head.length + part.packed + 16;
    if (part.size > MOST || offset > MOST) throw new RangeError(`${words} is too large for a zip archive`);
    written.push(part);
  }
  const directory = Buffer.concat(written.map(directoryEntry));
  yield directory;
  yield endOf(written.length, directory.length, offset);
}

async function* deflated(data: ZipPart['data'], part: Written): AsyncGenerator<Uint8Array> {
  const deflate = createDeflateRaw();
  const feeding = pipeline(counted(data, part), deflate);
  // A reader that stops ends the feeding too; whatever else went wrong is thrown while reading.
  feeding.catch(() => undefined);
  yield* deflate as AsyncIterable<Uint8Array>;
  await feeding;
}

async function* counted(data: ZipPart['data'], part: Written): AsyncGenerator<Uint8Array> {
  for await (const chunk of data) {
    part.crc = crc32(chunk, part.crc);
    part.size += chunk.length;
    yield chunk;
  }
}
