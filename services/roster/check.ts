/** Checks a roster against itself and what is known: every bad row is named with its reason, not only the first. */
import { roomPurposeNames, unitKindNames, type RoomPurpose, type UnitKind } from '../../domain/directory.ts';
import { accountPlatform } from '../../domain/message.ts';
import { toHalfWidth } from '../../domain/text/normalize.ts';
import { roleNames, type Role } from '../../domain/roles.ts';
import { sheetRowFaults } from '../../wording/refusals/roster-sheets.ts';
import { cellOf, listOf, type RosterProblem, type RosterRow, type RosterTables, type SheetName } from './tables.ts';

/** Units are named by their name, or by `上级/名称` where the name alone is that of several. */
export interface UnitKey {
  name: string;
  parent: string | null;
}

export interface CheckedUnit extends UnitKey {
  key: string;
  kind: UnitKind;
  shortNames: string[];
}
export interface CheckedPerson {
  name: string;
  unit: string | null;
  roles: Role[];
  accounts: { platform: string; account: string }[];
  phone: string | null;
}
export interface CheckedTeam {
  cluster: string;
  name: string;
  places: string[];
  members: { name: string; unit: string | null }[];
  /** One of the members. */
  leader: { name: string; unit: string | null } | null;
}
export interface CheckedRoom {
  name: string;
  platform: string;
  id: string;
  purpose: RoomPurpose;
  unit: string | null;
}
export interface CheckedCategory {
  name: string;
  keywords: string[];
  unit: string | null;
}
export interface CheckedRoster {
  units: CheckedUnit[];
  people: CheckedPerson[];
  teams: CheckedTeam[];
  rooms: CheckedRoom[];
  categories: CheckedCategory[];
}

/** What the database has already: rows of a partial roster may refer to it. */
export interface KnownRoster {
  units: readonly (UnitKey & { key: string })[];
  people: readonly { name: string; unit: string | null }[];
  accounts: ReadonlyMap<string, { name: string; unit: string | null }>;
}

export const unitKey = (name: string, parent: string | null): string => (parent === null ? name : `${parent}/${name}`);

const byName = <T extends string>(names: Record<T, string>): ReadonlyMap<string, T> =>
  new Map((Object.entries(names) as [T, string][]).map(([code, name]) => [name, code]));
const kinds = byName<UnitKind>(unitKindNames);
const roles = byName<Role>(roleNames);
const purposes = byName<RoomPurpose>(roomPurposeNames);

export function checkRoster(
  tables: RosterTables,
  known: KnownRoster,
): { roster: CheckedRoster; problems: RosterProblem[] } {
  const problems: RosterProblem[] = [];
  const complain = (sheet: SheetName, row: RosterRow, reason: string): void =>
    void problems.push({ sheet, row: row.row, reason });
  const units = checkUnits(tables.单位 ?? [], known, complain);
  const find = unitFinder([...known.units, ...units]);
  const unitOf = (sheet: SheetName, row: RosterRow, name: string): string | null => {
    if (name === '') return null;
    const found = find(name);
    if (found.length === 1) return found[0] as string;
    complain(sheet, row, found.length === 0 ? sheetRowFaults.noUnit(name) : sheetRowFaults.severalUnits(name, found));
    return null;
  };
  const people = checkPeople(tables.人员 ?? [], known, unitOf, complain);
  const teams = checkTeams(tables.小组 ?? [], [...known.people, ...people], unitOf, complain);
  const rooms = checkRooms(tables.群 ?? [], unitOf, complain);
  const categories = (tables.类别 ?? []).flatMap((row): CheckedCategory[] => {
    const name = required('类别', row, '名称', complain);
    return name === null
      ? []
      : [{ name, keywords: listOf(cellOf(row, '关键词')), unit: unitOf('类别', row, cellOf(row, '单位')) }];
  });
  return { roster: { units, people, teams, rooms, categories }, problems };
}

type Complain = (sheet: SheetName, row: RosterRow, reason: string) => void;
type UnitOf = (sheet: SheetName, row: RosterRow, name: string) => string | null;

function required(sheet: SheetName, row: RosterRow, column: string, complain: Complain): string | null {
  const value = cellOf(row, column);
  if (value !== '') return value;
  complain(sheet, row, sheetRowFaults.missing(column));
  return null;
}

function checkUnits(rows: readonly RosterRow[], known: KnownRoster, complain: Complain): CheckedUnit[] {
  const names = new Set([...known.units.map((unit) => unit.name), ...rows.map((row) => cellOf(row, '名称'))]);
  const parents = new Map(rows.map((row) => [cellOf(row, '名称'), cellOf(row, '上级')]));
  const seen = new Map<string, number>();
  return rows.flatMap((row): CheckedUnit[] => {
    const name = required('单位', row, '名称', complain);
    const type = required('单位', row, '类型', complain);
    if (name === null || type === null) return [];
    if (name.includes('/')) complain('单位', row, sheetRowFaults.slash());
    const kind = kinds.get(type);
    if (kind === undefined) complain('单位', row, sheetRowFaults.otherKind(type, [...kinds.keys()]));
    const parent = cellOf(row, '上级') || null;
    if (parent !== null && !names.has(parent)) complain('单位', row, sheetRowFaults.noParent(parent));
    if (parent === null && (kind === 'village' || kind === 'subordinate'))
      complain('单位', row, sheetRowFaults.parentNeeded(type));
    if (inCircle(name, parents)) complain('单位', row, sheetRowFaults.circle());
    const key = unitKey(name, parent);
    const earlier = seen.get(key);
    if (earlier !== undefined) complain('单位', row, sheetRowFaults.twice(earlier));
    seen.set(key, row.row);
    return kind === undefined ? [] : [{ key, name, parent, kind, shortNames: listOf(cellOf(row, '简称')) }];
  });
}

function inCircle(name: string, parents: ReadonlyMap<string, string>): boolean {
  const line = new Set([name]);
  for (let at = parents.get(name) ?? ''; at !== ''; at = parents.get(at) ?? '') {
    if (at === name) return true;
    if (line.has(at)) return false;
    line.add(at);
  }
  return false;
}

/** Keys of the units a name means: exact key, full name, short name. */
function unitFinder(units: readonly (UnitKey & { key: string; shortNames?: string[] })[]): (name: string) => string[] {
  const keys = new Map<string, Set<string>>();
  const add = (name: string, key: string): void => {
    const set = keys.get(name);
    if (set === undefined) keys.set(name, new Set([key]));
    else set.add(key);
  };
  for (const unit of units) {
    add(unit.key, unit.key);
    if (unit.name !== unit.key) add(unit.name, unit.key);
    for (const short of unit.shortNames ?? []) add(short, unit.key);
  }
  return (name) => [...(keys.get(name) ?? [])];
}

function checkPeople(
  rows: readonly RosterRow[],
  known: KnownRoster,
  unitOf: UnitOf,
  complain: Complain,
): CheckedPerson[] {
  const seen = new Map<string, number>();
  const holders = new Map<string, number>();
  return rows.flatMap((row): CheckedPerson[] => {
    const name = required('人员', row, '姓名', complain);
    if (name === null) return [];
    const unit = unitOf('人员', row, cellOf(row, '单位'));
    const held = listOf(cellOf(row, '角色')).flatMap((word) => {
      const role = roles.get(word);
      if (role === undefined) complain('人员', row, sheetRowFaults.otherRole(word, [...roles.keys()]));
      return role ?? [];
    });
    if (cellOf(row, '角色') === '') complain('人员', row, sheetRowFaults.missing('角色'));
    const unitRole = held.find((role) => role === 'unitLiaison' || role === 'unitLead' || role === 'cadre');
    if (unitRole !== undefined && cellOf(row, '单位') === '')
      complain('人员', row, sheetRowFaults.unitNeeded(roleNames[unitRole]));
    const key = `${name}@${unit ?? ''}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) complain('人员', row, sheetRowFaults.samePerson(earlier));
    seen.set(key, row.row);
    const accounts = listOf(toHalfWidth(cellOf(row, '账号'))).flatMap((word) => {
      const found = /^([a-z][a-z-]*)[:：]\s*(\S+)$/.exec(word);
      if (found?.[1] === undefined || found[2] === undefined) {
        complain('人员', row, sheetRowFaults.otherAccount(word));
        return [];
      }
      const account = `${found[1]}:${found[2]}`;
      if (accountPlatform(found[1]) !== found[1])
        complain('人员', row, sheetRowFaults.roomsOnly(word, accountPlatform(found[1]), found[1]));
      const other = holders.get(account);
      const bound = known.accounts.get(account);
      if (other !== undefined) complain('人员', row, sheetRowFaults.accountTwice(account, other));
      else if (bound !== undefined && (bound.name !== name || bound.unit !== unit))
        complain('人员', row, sheetRowFaults.accountBound(account, bound.name));
      holders.set(account, row.row);
      return [{ platform: found[1], account: found[2] }];
    });
    return [{ name, unit, roles: [...new Set(held)], accounts, phone: cellOf(row, '电话') || null }];
  });
}

function checkTeams(
  rows: readonly RosterRow[],
  people: readonly { name: string; unit: string | null }[],
  unitOf: UnitOf,
  complain: Complain,
): CheckedTeam[] {
  const seen = new Map<string, number>();
  const peopleNamed = new Map<string, { name: string; unit: string | null }[]>();
  for (const person of people) {
    const same = peopleNamed.get(person.name);
    if (same === undefined) peopleNamed.set(person.name, [person]);
    else if (!same.some((one) => one.unit === person.unit)) same.push(person);
  }
  return rows.flatMap((row): CheckedTeam[] => {
    const cluster = required('小组', row, '组团', complain);
    const name = required('小组', row, '小组', complain);
    if (cluster === null || name === null) return [];
    const key = `${cluster}/${name}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) complain('小组', row, sheetRowFaults.twice(earlier));
    seen.set(key, row.row);
    const places = listOf(cellOf(row, '负责村社')).flatMap((place) => unitOf('小组', row, place) ?? []);
    const personOf = (word: string): { name: string; unit: string | null }[] => {
      // 张三（新塘街道) tells two people of one name apart.
      const [, person = word, unitName = ''] = /^(.+?)\s*[（(](.+)[）)]$/.exec(word) ?? [];
      const unit = unitName === '' ? null : unitOf('小组', row, unitName);
      const found = (peopleNamed.get(person) ?? []).filter((one) => unitName === '' || one.unit === unit);
      if (found.length === 1) return found;
      complain('小组', row, found.length === 0 ? sheetRowFaults.noPerson(word) : sheetRowFaults.severalPeople(person));
      return [];
    };
    const members = listOf(cellOf(row, '成员')).flatMap(personOf);
    const leaderWord = cellOf(row, '组长');
    const [leader = null] = leaderWord === '' ? [] : personOf(leaderWord);
    if (leader !== null && !members.some((one) => one.name === leader.name && one.unit === leader.unit))
      complain('小组', row, sheetRowFaults.leaderOutside(leaderWord));
    return [{ cluster, name, places, members, leader }];
  });
}

function checkRooms(rows: readonly RosterRow[], unitOf: UnitOf, complain: Complain): CheckedRoom[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row): CheckedRoom[] => {
    const name = required('群', row, '名称', complain);
    const platform = required('群', row, '平台', complain);
    // Copied out of a chat an id may have full-width signs: WeCom's markdown is made harmless with them.
    const id = toHalfWidth(required('群', row, '群号', complain) ?? '') || null;
    const word = required('群', row, '用途', complain);
    if (name === null || platform === null || id === null || word === null) return [];
    const purpose = purposes.get(word);
    if (purpose === undefined) complain('群', row, sheetRowFaults.otherPurpose(word, [...purposes.keys()]));
    const unit = unitOf('群', row, cellOf(row, '单位'));
    if (purpose === 'unit' && cellOf(row, '单位') === '') complain('群', row, sheetRowFaults.roomUnitNeeded());
    const key = `${platform}:${id}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) complain('群', row, sheetRowFaults.sameRoom(earlier));
    seen.set(key, row.row);
    return purpose === undefined ? [] : [{ name, platform, id, purpose, unit }];
  });
}
