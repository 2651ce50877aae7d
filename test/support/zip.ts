/** Reads a zip without the library that wrote it. */
import { inflateRawSync } from 'node:zlib';

/** Its files by path. @throws when it is no zip */
export function unzip(zip: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0) throw new Error('no zip');
  const files = new Map<string, string>();
  let entry = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((at) =>
      at === 20 ? bytes.readUInt32LE(entry + at) : bytes.readUInt16LE(entry + at),
    ) as [number, number, number, number];
    const local = bytes.readUInt32LE(entry + 42);
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    const text = bytes.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed);
    files.set(bytes.toString('utf8', entry + 46, entry + 46 + name), text.toString('utf8'));
    entry += 46 + name + extra + comment;
  }
  return files;
}
