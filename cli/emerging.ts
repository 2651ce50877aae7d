/** `huiyin emerging 教育`: what the weekly look raised in the last quarter, and the joint items open. */
import type { Config } from '../config.ts';
import { jointItemsFor, openJointItems } from '../db/joint-items.ts';
import { dayOf } from '../domain/time.ts';
import { recentEmerging } from '../services/emerging/show.ts';
import { readRoster } from '../services/roster-memory.ts';
import { emergingInFull, emergingLine, weekWords } from '../wording/emerging.ts';
import { jointItemLine, jointItemsHead } from '../wording/joint-items.ts';
import { nothingThere } from '../wording/refusals/nothing.ts';
import { withDatabase } from './open.ts';
import { print } from './say.ts';

export function emerging(config: Config, word?: string): Promise<void> {
  return withDatabase(config, async ({ db }) => {
    const readers = await readRoster(db);
    const { directory } = readers;
    const now = Date.now();
    const found = await recentEmerging({ db, readers: () => readers }, now, word ?? null);
    if (found.length === 0) print(word === undefined ? nothingThere.surges() : nothingThere.surgesOf(word));
    if (word === undefined) {
      for (const one of found) print(`${weekWords(one.week)} ${emergingLine(one, directory)}`);
    } else {
      const items = await jointItemsFor(
        db,
        found.map(({ id }) => id),
      );
      for (const one of found)
        print(`${emergingInFull(one, directory, items.get(one.id)?.number ?? null, dayOf(now))}\n`);
    }
    const open = await openJointItems(db, null);
    if (open.length > 0) print(`\n${jointItemsHead(open.length)}`);
    for (const item of open) print(jointItemLine(item, directory, dayOf(now)));
  });
}
