/**
 * A sheet may be older than what was changed in chat. Where it says otherwise, chat stands: the row is read as it is
 * now, and the difference is reported, so that the sheet can be corrected or the change be taken back in chat.
 */
import type { StandingChange, StandingChanges } from '../../db/standing-changes.ts';
import type { PersonRecord } from '../../domain/roster-change.ts';
import { roleNames } from '../../domain/roles.ts';
import { asItIsNow, changedInChat } from '../../wording/roster-sheets.ts';
import { cellOf, listOf, type RosterProblem, type RosterRow, type RosterTables, type SheetName } from './tables.ts';

type Report = (sheet: SheetName, row: RosterRow, now: string, change: StandingChange) => void;

export function reconcile(
  tables: RosterTables,
  standing: StandingChanges,
): { tables: RosterTables; differences: RosterProblem[] } {
  const differences: RosterProblem[] = [];
  const report: Report = (sheet, { row }, now, { at, by }) => {
    differences.push({ sheet, row, reason: changedInChat(now, by, at) });
  };
  const renamed = renamedUnits(standing);
  const named = inCells(tables, renamed);
  const people = latestByPerson(standing);
  const read: RosterTables = {
    ...named,
    ...(named.单位 === undefined ? {} : { 单位: unitRows(tables.单位 ?? [], named.单位, renamed, report) }),
    ...(named.人员 === undefined
      ? {}
      : { 人员: named.人员.flatMap((row) => personRow(row, people, standing, report)) }),
    ...(named.小组 === undefined ? {} : { 小组: named.小组.map((row) => teamRow(row, people, standing, report)) }),
  };
  return { tables: read, differences };
}

const withCell = (row: RosterRow, column: string, value: string): RosterRow => ({
  ...row,
  cells: { ...row.cells, [column]: value },
});

/** Old names and what the unit is called now; names that are some unit's again are left alone. */
function renamedUnits({ changes }: StandingChanges): ReadonlyMap<string, StandingChange & { now: string }> {
  const found = new Map<string, StandingChange & { now: string }>();
  for (const change of changes) {
    const now = change.unitName;
    if (now === null) continue;
    const old = change.data.names?.before.name ?? (change.merged ? (change.data.merged?.name ?? null) : null);
    if (old !== null && old !== now) found.set(old, { ...change, now });
  }
  return found;
}

/** Units by the names they have now, wherever cells name them. */
function inCells(tables: RosterTables, renamed: ReadonlyMap<string, { now: string }>): RosterTables {
  const now = (name: string): string => renamed.get(name)?.now ?? name;
  const columns: Partial<Record<SheetName, readonly string[]>> = {
    单位: ['名称', '上级'],
    人员: ['单位'],
    小组: ['负责村社'],
    群: ['单位'],
    类别: ['单位'],
  };
  return Object.fromEntries(
    (Object.entries(tables) as [SheetName, readonly RosterRow[]][]).map(([sheet, rows]) => [
      sheet,
      rows.map((row) =>
        (columns[sheet] ?? []).reduce((one, column) => {
          const cell = cellOf(one, column);
          return withCell(one, column, column === '负责村社' ? listOf(cell).map(now).join('；') : now(cell));
        }, row),
      ),
    ]),
  );
}

/** Rows of merged units are left out; the old names of renamed ones stay names they are known by. */
function unitRows(
  as: readonly RosterRow[],
  rows: readonly RosterRow[],
  renamed: ReadonlyMap<string, StandingChange & { now: string }>,
  report: Report,
): RosterRow[] {
  return rows.flatMap((row, index) => {
    const old = cellOf(as[index] ?? row, '名称');
    const change = renamed.get(old);
    if (change?.merged === true) {
      report('单位', row, asItIsNow.merged(old, change.now), change);
      return [];
    }
    if (change !== undefined) report('单位', row, asItIsNow.renamed(old, change.now), change);
    const name = cellOf(row, '名称');
    const before = [...renamed].filter(([, one]) => one.now === name && !one.merged).map(([one]) => one);
    const short = [...new Set([...listOf(cellOf(row, '简称')), ...before])].filter((one) => one !== name);
    return [withCell(row, '简称', short.join('；'))];
  });
}

interface Changed {
  change: StandingChange;
  now: PersonRecord;
  /** Units they were in before chat moved them, by number. */
  units: ReadonlySet<number | null>;
  moved: boolean;
  accounts: boolean;
  teams: boolean;
}

/** People changed in chat: as they are now, with what of them was changed. */
function latestByPerson({ changes }: StandingChanges): Changed[] {
  const found = new Map<string, Changed>();
  for (const change of changes) {
    const { person: now } = change;
    const of = change.data.person;
    if (now === null || of === undefined) continue;
    const key = `${now.name}@${now.unit ?? ''}`;
    const earlier = found.get(key);
    const before = of.before ?? of.after;
    const differs = (part: 'roles' | 'accounts' | 'teams'): boolean =>
      JSON.stringify(before[part]) !== JSON.stringify(of.after[part]);
    found.set(key, {
      change,
      now,
      units: new Set([...(earlier?.units ?? []), before.unit, of.after.unit]),
      moved: (earlier?.moved ?? false) || before.unit !== of.after.unit || differs('roles'),
      accounts: (earlier?.accounts ?? false) || differs('accounts') || of.before === null,
      teams: (earlier?.teams ?? false) || differs('teams') || !now.active,
    });
  }
  return [...found.values()];
}

const nameOf = ({ unitNames }: StandingChanges, unit: number | null): string =>
  unit === null ? '' : (unitNames.get(unit) ?? '');

function personRow(row: RosterRow, people: readonly Changed[], standing: StandingChanges, report: Report): RosterRow[] {
  const [name, unit] = [cellOf(row, '姓名'), cellOf(row, '单位')];
  const changed = people.find(
    (one) => one.now.name === name && [...one.units].some((id) => nameOf(standing, id) === unit),
  );
  if (changed === undefined) return [row];
  const { now, change } = changed;
  if (!now.active) {
    report('人员', row, asItIsNow.left(name), change);
    return [];
  }
  const is = nameOf(standing, now.unit);
  if (is !== unit) {
    report('人员', row, asItIsNow.moved(name, unit, is), change);
    return [];
  }
  let read = row;
  const roles = [...new Set(now.roles.map(({ role }) => roleNames[role]))];
  if (changed.moved && !same(listOf(cellOf(row, '角色')), roles)) {
    report('人员', row, asItIsNow.roles(name, roles), change);
    read = withCell(read, '角色', roles.join('；'));
  }
  const listed = listOf(cellOf(row, '账号'));
  const accounts = now.accounts.map(({ platform, account }) => `${platform}:${account}`);
  if (changed.accounts && listed.length > 0 && !same(listed, accounts)) {
    report('人员', row, asItIsNow.accounts(name, accounts), change);
    read = withCell(read, '账号', accounts.join('；'));
  }
  return [read];
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** Members as they are: who was moved into the team or out of it in chat, and who has left. */
function teamRow(row: RosterRow, people: readonly Changed[], standing: StandingChanges, report: Report): RosterRow {
  const key = `${cellOf(row, '组团')}/${cellOf(row, '小组')}`;
  const members = listOf(cellOf(row, '成员'));
  const bare = (word: string): string => word.replace(/\s*[（(].*$/, '');
  let listed = members;
  for (const { now, teams, change } of people) {
    if (!teams) continue;
    const isIn = now.active && now.teams.some((team) => standing.teamNames.get(team) === key);
    const wasListed = listed.some((word) => bare(word) === now.name);
    if (isIn && !wasListed) {
      const unit = nameOf(standing, now.unit);
      listed = [...listed, unit === '' ? now.name : `${now.name}（${unit}）`];
      report('小组', row, asItIsNow.inTeam(now.name), change);
    } else if (!isIn && wasListed) {
      listed = listed.filter((word) => bare(word) !== now.name);
      report('小组', row, now.active ? asItIsNow.notInTeam(now.name) : asItIsNow.left(now.name), change);
    }
  }
  const moved = listed.map((word) => {
    const one = people.find(({ now }) => now.active && now.name === bare(word));
    return one === undefined || word === bare(word) ? word : `${one.now.name}（${nameOf(standing, one.now.unit)}）`;
  });
  const leader = cellOf(row, '组长');
  const holds = (words: readonly string[]): boolean => words.some((word) => bare(word) === bare(leader));
  // Who never was a member is a mistake of the sheet, and named as such.
  const gone = holds(members) && !holds(moved);
  return withCell(withCell(row, '成员', moved.join('；')), '组长', gone ? '' : bare(leader));
}
