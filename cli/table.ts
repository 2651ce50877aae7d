/** `huiyin table 2026-10`: a month's supervision table, as issued or as it stands; in words, as workbook, as pictures. */
import type { Config } from '../config.ts';
import { loadEdition } from '../db/monthly-editions.ts';
import type { Edition } from '../domain/monthly-table.ts';
import { readMonth } from '../domain/text/numbers.ts';
import { dayOf } from '../domain/time.ts';
import { editionAsItStands, tableAsItStands } from '../services/monthly/as-it-stands.ts';
import { readRoster } from '../services/roster-memory.ts';
import { fullTable } from '../wording/tables.ts';
import { materialRefusals } from '../wording/refusals/materials.ts';
import { numbered, writePage } from './made.ts';
import { withDatabase } from './open.ts';
import { print, Refused } from './say.ts';

interface TableOptions {
  xlsx?: string;
  picture?: string;
}

export function table(config: Config, typed: string, options: TableOptions): Promise<void> {
  return withDatabase(config, async ({ db, log }) => {
    const now = Date.now();
    const month = readMonth(typed, dayOf(now));
    if (month === null) throw new Refused(materialRefusals.whichMonth(typed));
    const wantsFiles = options.xlsx !== undefined || options.picture !== undefined;
    const issued = await loadEdition(db, month);
    const readers = await readRoster(db);
    const core = { db, log, readers: () => readers };
    if (wantsFiles) write(issued ?? (await editionAsItStands(core, month, now)), options);
    else print(fullTable(issued?.table ?? (await tableAsItStands(core, month, now))));
  });
}

/** Pages after the first are numbered before the ending: out.png, out-2.png. */
function write({ files }: Edition, { xlsx, picture }: TableOptions): void {
  const sheet = files.find((file) => file.kind === 'sheet');
  const pages = files.filter(({ kind }) => kind === 'departments' || kind === 'towns');
  const wanted = [
    ...(xlsx === undefined ? [] : [{ path: xlsx, bytes: sheet?.bytes }]),
    ...(picture === undefined
      ? []
      : pages.map(({ bytes }, page) => ({ path: page === 0 ? picture : numbered(picture, page + 1), bytes }))),
  ];
  for (const { path, bytes } of wanted) if (bytes !== undefined) writePage(path, 0, bytes);
  if (wanted.length === 0 || wanted.some(({ bytes }) => bytes === undefined))
    throw new Refused(materialRefusals.notMade());
}
