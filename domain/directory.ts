/** Who and what the district knows: units, people, rooms, categories, held in memory and asked on every command. */
import { accountKey, addressKey, type RoomAddress } from './message.ts';
import type { Role } from './roles.ts';
import type { Category, DirectoryData, FormerUnit, Person, Room, StandIn, Team, Unit } from './roster.ts';
import { isLent, standInsOn, withStandIns } from './stand-ins.ts';
import type { Day } from './time.ts';

export * from './roster.ts';

/**
 * Built once from the roster for a day and replaced whole when the roster changes, or the day where somebody stands in;
 * every question is a map look-up.
 */
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
  private readonly formerById = new Map<number, FormerUnit>();
  private readonly goneById = new Map<number, Person>();
  private readonly standInsNow: readonly StandIn[];
  private readonly roster: DirectoryData;

  /** @param today whose stand-ins count; without it nobody stands in */
  constructor(roster: DirectoryData, today: Day | null = null) {
    this.roster = roster;
    this.standInsNow = standInsOn(roster, today);
    const data = { ...roster, people: roster.people.map((person) => withStandIns(person, roster, this.standInsNow)) };
    this.data = data;
    const away = new Set(this.standInsNow.map(({ absent }) => absent));
    for (const unit of data.former ?? []) this.formerById.set(unit.id, unit);
    for (const person of data.gone ?? []) this.goneById.set(person.id, { ...person, roles: [], accounts: [] });
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
      for (const { role, unit, standingInFor } of person.roles)
        if (!isLent(role) || !away.has(person.id) || standingInFor !== undefined)
          push(this.holders, `${role}:${unit ?? ''}`, person);
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

  /** The same roster on another day. */
  on(today: Day): Directory {
    return new Directory(this.roster, today);
  }

  unit(id: number): Unit | undefined {
    return this.unitsById.get(id);
  }

  /** The unit's name, or a plain word where it is none. */
  unitName(id: number | null): string {
    if (id === null) return '（未定）';
    return this.anyUnit(id)?.name ?? `单位${id}`;
  }

  /** A unit as it is or was; undefined for what never was one. */
  anyUnit(id: number): Unit | undefined {
    return this.unitsById.get(id) ?? this.formerById.get(id);
  }

  /** The unit that stands for one today: itself, or the one it was merged into, be it by and by. */
  currentUnit(id: number): number {
    const line = new Set([id]);
    let at = id;
    while (!this.unitsById.has(at)) {
      const next = this.formerById.get(at)?.successor ?? null;
      if (next === null || line.has(next)) return id;
      line.add((at = next));
    }
    return at;
  }

  /** A unit and those that were merged into it: what is kept under their names is asked of it. */
  withFormer(units: readonly number[]): number[] {
    const wanted = new Set(units);
    const former = (this.data.former ?? []).filter(({ id }) => wanted.has(this.currentUnit(id))).map(({ id }) => id);
    return [...units, ...former];
  }

  /** Somebody who has left has a name, and neither roles nor accounts. */
  person(id: number): Person | undefined {
    return this.peopleById.get(id) ?? this.goneById.get(id);
  }

  /** Whether somebody is in the roster and has not left. */
  isHere(person: number): boolean {
    return this.peopleById.has(person);
  }

  /** Who does somebody's work today: a stand-in, else the person. */
  actingFor(person: number): number {
    return this.standInOf(person)?.standIn ?? person;
  }

  /** Who does the work of somebody who is away today. */
  standInOf(absent: number): StandIn | undefined {
    return this.standInsNow.find((one) => one.absent === absent);
  }

  /** For whom somebody does the work today. */
  standsInFor(person: number): readonly StandIn[] {
    return this.standInsNow.filter((one) => one.standIn === person);
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

  /** Everybody who holds a role, whatever the unit; who only stands in for somebody, too, or not. */
  everyHolderOf(role: Role, lentToo = true): readonly Person[] {
    return this.data.people.filter((person) =>
      person.roles.some((grant) => grant.role === role && (lentToo || grant.standingInFor === undefined)),
    );
  }

  /** Those of that name in a unit or below it. */
  membersNamed(unit: number, name: string): readonly Person[] {
    return this.peopleNamed(name).filter((person) => person.unit !== null && this.isWithin(person.unit, unit));
  }

  /** The inspectors who look after a unit or the nearest unit above it, or stand in for them; where nobody does, all. */
  inspectorsFor(unit: number): readonly Person[] {
    const grid = this.data.grid ?? [];
    const all = this.holdersOf('inspector');
    for (const id of this.lineOf(unit)) {
      const own = all.filter((one) =>
        grid.some((cell) => cell.unit === id && this.actingFor(cell.inspector) === one.id),
      );
      if (own.length > 0) return own;
    }
    return all;
  }

  /** A unit and the units above it, nearest first; of one that was merged, its successor's. A circle ends the line. */
  lineOf(unit: number): readonly number[] {
    const line: number[] = [];
    for (
      let id: number | null = this.currentUnit(unit);
      id !== null && !line.includes(id);
      id = this.unitsById.get(id)?.parent ?? null
    ) {
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

/** The units somebody is liaison or lead of: their desk. What they may do there, the table of permissions says. */
export const handledUnits = ({ roles }: Pick<Person, 'roles'>): number[] => [
  ...new Set(
    roles.flatMap(({ role, unit }) => (unit !== null && (role === 'unitLiaison' || role === 'unitLead') ? [unit] : [])),
  ),
];
