/** What the roster says: units, people, rooms, categories, teams, and who stands in for whom. */
import type { RoomAddress } from './message.ts';
import type { RoleGrant } from './roles.ts';
import type { Day, Instant } from './time.ts';
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

/** A unit that is no more; what names it means its successor, where it was merged into one. */
export interface FormerUnit extends Unit {
  successor: number | null;
}

/** Somebody who does another's work while that one is away; both days included. */
export interface StandIn {
  /** The change of the roster that set it. */
  change: number;
  absent: number;
  standIn: number;
  from: Day;
  to: Day;
  setAt: Instant;
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
  former?: readonly FormerUnit[];
  /** People who have left: their names stay with what they did. */
  gone?: readonly Pick<Person, 'id' | 'name' | 'unit'>[];
  /** Those that are or will be, and some that were. */
  standIns?: readonly StandIn[];
}
