/** What would make two files of the same paper differ: times. */
import type { Instant } from '../../domain/time.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');

export function coreProperties(title: string, madeAt: Instant): string {
  const at = new Date(madeAt).toISOString().replace(/\.\d+Z$/, 'Z');
  const time = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>回音</dc:creator><cp:lastModifiedBy>回音</cp:lastModifiedBy>${time('created')}${time('modified')}</cp:coreProperties>`;
}

const CENTRAL_ENTRY = 0x02014b50;
const END_OF_ZIP = 0x06054b50;
/** The first day a zip can name, 1 January 1980, at midnight. */
const FIRST_DAY = 0x0021_0000;

/** The zip with every file's time set to the first there is. @throws when it is no zip */
export function sameBytes(zip: Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(zip);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  if (view.getUint32(end, true) !== END_OF_ZIP) throw new Error('no zip without a comment');
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(entry, true) !== CENTRAL_ENTRY) throw new Error('a zip entry is not where it should be');
    view.setUint32(entry + 12, FIRST_DAY, true);
    view.setUint32(view.getUint32(entry + 42, true) + 10, FIRST_DAY, true);
    entry += 46 + [28, 30, 32].reduce((sum, at) => sum + view.getUint16(entry + at, true), 0);
  }
  return bytes;
}
