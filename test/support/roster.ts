/** People come and go in the district of a play: by the office's own words, by the sheets, or past the program. */
import { expect } from 'vitest';
import { importTables } from '../../services/roster/import.ts';
import type { SheetName } from '../../services/roster/tables.ts';
import type { Stage } from './stage.ts';

/**
 * Somebody new: the office vouches for them and gives them their place, as it would in chat.
 *
 * @param account null for one who has none, and is not reached
 * @param place what 调动 is told besides the name: a role, a team
 */
export async function joins(
  stage: Stage,
  { name, unit, account, place }: { name: string; unit: string; account: string | null; place?: string },
): Promise<void> {
  const bound = `console:${account ?? 'none'}`;
  await stage.says('方既白', '私聊', `担保 ${bound} ${name} ${unit}`).bot(/已担保/);
  if (place !== undefined) await stage.says('方既白', '私聊', `调动 ${name} ${unit} ${place}`).bot(/已调动/);
  if (account === null) await stage.says('方既白', '私聊', `解绑 ${bound}`).bot(/已解绑/);
}

/** Rows of sheets, as by `huiyin import`. */
export async function imports(
  stage: Stage,
  sheets: Partial<Record<SheetName, readonly Readonly<Record<string, string>>[]>>,
): Promise<void> {
  const tables = Object.fromEntries(
    Object.entries(sheets).map(([sheet, rows]) => [sheet, rows.map((cells, index) => ({ row: index + 2, cells }))]),
  );
  const imported = await importTables(stage.house.core.db, tables, (plain) => plain);
  expect(imported.ok ? [] : imported.problems).toEqual([]);
  await stage.house.roster.renew();
}

/** Somebody is in the roster no more, or again, and their work is nobody's: as after a hand in the database. */
export async function isInRoster(stage: Stage, name: string, is: boolean, unit: number | null = null): Promise<void> {
  await stage.house.core.db.query(
    'update people set active = $2::boolean where name = $1 and ($3::int is null or unit = $3::int)',
    [name, is, unit],
  );
  await stage.house.roster.renew();
}

/** A village no town answers for: the sheets refuse it, an older database may have it. */
export async function belongsNowhere(stage: Stage, village: string): Promise<void> {
  await stage.house.core.db.query(`insert into units (name, short_names, kind) values ($1, '{}', 'village')`, [
    village,
  ]);
  await stage.house.roster.renew();
}

/** Somebody is liaison of a second unit as well: no command gives two, the data may have it. */
export async function isLiaisonOf(stage: Stage, name: string, unit: string): Promise<void> {
  await stage.house.core.db.query(
    `insert into person_roles (person, role, unit)
     select p.id, 'unitLiaison', u.id from people p, units u where p.name = $1 and u.name = $2`,
    [name, unit],
  );
  await stage.house.roster.renew();
}

/** A unit is in the roster no more, or again: as after a hand in the database. */
export async function unitIsInRoster(stage: Stage, name: string, is: boolean): Promise<void> {
  await stage.house.core.db.query('update units set active = $2::boolean where name = $1', [name, is]);
  await stage.house.roster.renew();
}
