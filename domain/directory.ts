/** Who and what the district knows: units, people, rooms, categories, held in memory and asked on every command. */
import { accountKey, addressKey, type RoomAddress } from './message.ts';
import type { Role, RoleGrant } from './roles.ts';
import type { TeamRota } from './visits/programme.ts';

/** 区级单位 · 镇街 · 下属单位 · 村社 */
export type UnitKind = 'department' | 'town' | 'subordinate' | 'village';
export const unitKindNames: Record<UnitKind, string> = {
  department: '区级单位',
  town: '镇街',
  subordinate: '下属单位',
  village: '村社',
};

export interface Unit {
  id: number;
  name: string;
  shortNames: readonly string[];
  kind: UnitKind;
  parent: number | null;
}

export interface Person {
  id: number;
  name: string;
  unit: number | null;
  roles: readonly RoleGrant[];
  accounts: readonly { platform: string; account: string }[];
}

/** 督查联络群 · 单位群 · 组团群 */
export type RoomPurpose = 'liaison' | 'unit' | 'cluster';
export const roomPurposeNames: Record<RoomPurpose, string> = {
  liaison: '督查联络群',
  unit: '单位群',
  cluster: '组团群',
};

export interface Room {
  id: number;
  name: string;
  address: RoomAddress;
  purpose: RoomPurpose;
  unit: number | null;
}

export interface Category {
  id: number;
  name: string;
  keywords: readonly string[];
  /** The unit that answers for it; null where the town of the place does. */
  unit: number | null;
}

export interface Team {
  id: number;
  name: string;
  cluster: string;
  places: readonly number[];
  members: readonly number[];
  /** 组长; null where the roster names none. */
  leader: number | null;
  rota: TeamRota;
}

/** As people call it: cluster and team. */
export const teamName = ({ cluster, name }: Team): string => `${cluster}${name}`;

export interface DirectoryData {
  units: readonly Unit[];
  people: readonly Person[];
  rooms: readonly Room[];
  categories: readonly Category[];
  teams: readonly Team[];
  /** Which inspector looks after which unit (网格). */
  grid?: readonly { inspector: number; unit: number }[];
}

/** Built once from the roster and replaced whole when the roster changes; every question is a map look-up. */
export class Directory {
  readonly data: DirectoryData;
  private readonly unitsById = new Map<number, Unit>();
  private readonly peopleById = new Map<number, Person>();
  private readonly peopleByAccount = new Map<string, Person>();
  private readonly roomsByAddress = new Map<string, Room>();
  private readonly roomsByUnit = new Map<number, Room[]>();
  private readonly childrenOf = new Map<number, number[]>();
  private readonly holders = new Map<string, Person[]>();
  private readonly categoriesById = new Map<number, Category>();
  private readonly teamsByMember = new Map<number, Team[]>();
  private readonly peopleByName = new Map<string, Person[]>();
  private readonly roomsByCluster = new Map<string, Room[]>();

  constructor(data: DirectoryData) {
    this.data = data;
    for (const unit of data.units) {
      this.unitsById.set(unit.id, unit);
      if (unit.parent !== null) push(this.childrenOf, unit.parent, unit.id);
    }
    const clusters = [...new Set(data.teams.map((team) => team.cluster))].sort((a, b) => b.length - a.length);
    for (const person of data.people) {
      this.peopleById.set(person.id, person);
      push(this.peopleByName, person.name, person);
      for (const { platform, account } of person.accounts)
        this.peopleByAccount.set(accountKey(platform, account), person);
      for (const { role, unit } of person.roles) push(this.holders, `${role}:${unit ?? ''}`, person);
    }
    for (const room of data.rooms) {
      this.roomsByAddress.set(addressKey(room.address), room);
      if (room.purpose === 'unit' && room.unit !== null) push(this.roomsByUnit, room.unit, room);
      // 城厢东组团群 begins with 城厢东组团 and, elsewhere, with a shorter cluster's name: the longest is meant.
      const cluster = room.purpose === 'cluster' ? clusters.find((name) => room.name.startsWith(name)) : undefined;
      if (cluster !== undefined) push(this.roomsByCluster, cluster, room);
    }
    for (const category of data.categories) this.categoriesById.set(category.id, category);
    for (const team of data.teams) for (const member of team.members) push(this.teamsByMember, member, team);
  }

  unit(id: number): Unit | undefined {
    return this.unitsById.get(id);
  }

  /** The unit's name, or a plain word where it is none. */
  unitName(id: number | null): string {
    return id === null ? '（未定）' : (this.unitsById.get(id)?.name ?? `单位${id}`);
  }

  person(id: number): Person | undefined {
    return this.peopleById.get(id);
  }

  peopleNamed(name: string): readonly Person[] {
    return this.peopleByName.get(name) ?? [];
  }

  personByAccount(platform: string, account: string): Person | undefined {
    return this.peopleByAccount.get(accountKey(platform, account));
  }

  room(address: RoomAddress): Room | undefined {
    return this.roomsByAddress.get(addressKey(address));
  }

  category(id: number | null): Category | undefined {
    return id === null ? undefined : this.categoriesById.get(id);
  }

  categoryName(id: number | null): string {
    return this.category(id)?.name ?? '未分类';
  }

  children(unit: number): readonly number[] {
    return this.childrenOf.get(unit) ?? [];
  }

  teamsOf(person: number): readonly Team[] {
    return this.teamsByMember.get(person) ?? [];
  }

  /** The group of a unit, or of the nearest unit above it that has one. */
  roomsOfUnit(unit: number): readonly Room[] {
    for (const id of this.lineOf(unit)) {
      const rooms = this.roomsByUnit.get(id);
      if (rooms !== undefined) return rooms;
    }
    return [];
  }

  /** A cluster's groups: those whose name begins with the cluster's. */
  roomsOfCluster(cluster: string): readonly Room[] {
    return this.roomsByCluster.get(cluster) ?? [];
  }

  liaisonRooms(): readonly Room[] {
    return this.data.rooms.filter((room) => room.purpose === 'liaison');
  }

  /** Those who hold a role for the whole district. */
  holdersOf(role: Role, unit: number | null = null): readonly Person[] {
    return this.holders.get(`${role}:${unit ?? ''}`) ?? [];
  }

  /** Everybody who holds a role, whatever the unit. */
  everyHolderOf(role: Role): readonly Person[] {
    return this.data.people.filter((person) => person.roles.some((grant) => grant.role === role));
  }

  /** Somebody of that name in a unit or below it. */
  memberNamed(unit: number, name: string): Person | undefined {
    return this.data.people.find(
      (person) => person.name === name && person.unit !== null && this.isWithin(person.unit, unit),
    );
  }

  /** The inspectors who look after a unit or the nearest unit above it; where nobody does, all inspectors. */
  inspectorsFor(unit: number): readonly Person[] {
    const grid = this.data.grid ?? [];
    const all = this.everyHolderOf('inspector');
    for (const id of this.lineOf(unit)) {
      const own = all.filter((one) => grid.some((cell) => cell.unit === id && cell.inspector === one.id));
      if (own.length > 0) return own;
    }
    return all;
  }

  /** A unit and the units above it, nearest first. A circle in the roster ends the line. */
  lineOf(unit: number): readonly number[] {
    const line: number[] = [];
    for (let id: number | null = unit; id !== null && !line.includes(id); id = this.unitsById.get(id)?.parent ?? null) {
      if (!this.unitsById.has(id)) break;
      line.push(id);
    }
    return line;
  }

  isWithin(unit: number, ancestor: number): boolean {
    return this.lineOf(unit).includes(ancestor);
  }

  /** The town or street a place lies in; null for a department. */
  townOf(place: number): number | null {
    return this.lineOf(place).find((id) => this.unitsById.get(id)?.kind === 'town') ?? null;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** What a person may act as; roles decide, never the name. */
export const hasRole = (person: Person, ...wanted: readonly Role[]): boolean =>
  person.roles.some((grant) => wanted.includes(grant.role));
