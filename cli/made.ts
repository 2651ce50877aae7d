/** What the services made, written as files at the terminal. */
import { extname } from 'node:path';
import type { Config } from '../config.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import type { Instant } from '../domain/time.ts';
import type { MaterialAsked } from '../services/materials/asked.ts';
import { makeMaterial } from '../services/materials/make.ts';
import { readRoster, type Readers } from '../services/roster-memory.ts';
import { materialRefusals } from '../wording/refusals/materials.ts';
import { fileWritten } from '../wording/command-line.ts';
import { commandLineRefusals } from '../wording/refusals/command-line.ts';
import { withDatabase } from './open.ts';
import { print, Refused, writeTo } from './say.ts';

/** The name of a page after the first: out.png, out-2.png. */
export const numbered = (path: string, page: number): string =>
  path.replace(/(\.[^./\\]*)?$/, (ending) => `-${page}${ending}`);

/** A page after the first is numbered before the ending: out.png, out-2.png. */
export function writePage(path: string, page: number, bytes: Uint8Array): void {
  const name = page === 0 ? path : numbered(path, page + 1);
  writeTo(name, bytes);
  print(fileWritten(name, bytes.length));
}

/** The files among what was made that end as the path does. */
const filesFor = (made: readonly OutgoingSegment[], path: string): Uint8Array[] =>
  made.flatMap((one) =>
    (one.type === 'image' || one.type === 'file') && extname(one.name) === extname(path).toLowerCase()
      ? [Buffer.from(one.data, 'base64')]
      : [],
  );

/**
 * Makes it by the service the console uses and writes the files that end as the path does; says why where there is none.
 *
 * @param asked what is wanted, or what is wrong with how it was asked
 */
export function writeMaterial(
  config: Config,
  path: string,
  usage: () => string,
  asked: (readers: Readers, now: Instant) => MaterialAsked | string,
): Promise<void> {
  return withDatabase(config, async ({ db, log }) => {
    const readers = await readRoster(db);
    const now = Date.now();
    const wanted = asked(readers, now);
    const core = { db, log, readers: () => readers };
    const made: OutgoingSegment[] =
      typeof wanted === 'string' ? [{ type: 'text', text: wanted }] : await makeMaterial(core, wanted, now);
    const files = filesFor(made, path);
    files.forEach((bytes, page) => writePage(path, page, bytes));
    if (files.length > 0) return;
    const others = new Set(made.flatMap((one) => ('name' in one ? [extname(one.name)] : [])));
    const words = made.map((one) => (one.type === 'text' ? one.text : '')).join('');
    throw new Refused(
      commandLineRefusals.notMade(others.size > 0 ? materialRefusals.otherEnding([...others]) : words, usage()),
    );
  });
}
