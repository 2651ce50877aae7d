/** Turns an answer and the notices that go with it into messages for rooms, one message a room. */
import type { QueuedMessage } from '../../db/queued-message.ts';
import type { Directory, Person, Room } from '../../domain/directory.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { addressFrom, addressKey, type OutgoingSegment, type RoomAddress } from '../../domain/message.ts';
import type { Role } from '../../domain/roles.ts';
import type { Instant } from '../../domain/time.ts';
import { mention, message, namedFor } from '../../wording/format.ts';
import type { Audience, Notice } from '../../wording/notice.ts';
import { passOnWords } from '../../wording/unreached.ts';
import type { Reach } from '../reach.ts';

/** A message to one room, before it is queued. */
export interface Outgoing {
  address: RoomAddress;
  segments: readonly OutgoingSegment[];
  /** Says no more than the answer does: left out in the room of the answer. */
  echo?: boolean;
}

/** The groups of a unit, on every platform it has one; where it has none, its liaisons (or leads) in private. */
export const addressesOfUnit = (reach: Reach, directory: Directory, unit: number): RoomAddress[] =>
  roomsOr(reach, directory.roomsOfUnit(unit), namedFor(directory, unit));

/** The liaison groups; where there is none, the office in private. */
export const addressesOfOffice = (reach: Reach, directory: Directory): RoomAddress[] =>
  roomsOr(reach, directory.liaisonRooms(), directory.holdersOf('office'));

/** Groups this process speaks in, else people, each once; a group elsewhere only where there is nobody else. */
function roomsOr(reach: Reach, rooms: readonly Room[], people: readonly Person[]): RoomAddress[] {
  const served = rooms.filter(({ address }) => reach.serves(address.platform));
  if (served.length > 0) return served.map(({ address }) => address);
  const inPrivate = people.flatMap((person) => reach.privately(person) ?? []);
  return inPrivate.length > 0 ? inPrivate : rooms.map(({ address }) => address);
}

/**
 * Where the first receiver is told of an issue: in the group it was said in, else where they are now. Who got the duty
 * from another may not be in that group, unless it is one of the own cluster.
 */
export function addressOfFirstReceiver(
  reach: Reach,
  directory: Directory,
  { reporter, duty, source }: Pick<IssueState, 'reporter' | 'duty' | 'source'>,
): RoomAddress {
  const said = addressFrom(source);
  const present = duty === reporter || isOfCluster(directory, duty, source);
  if (present && said.kind === 'group' && reach.serves(said.platform)) return said;
  const person = directory.person(duty);
  return (person === undefined ? null : reach.privately(person)) ?? said;
}

const isOfCluster = (directory: Directory, person: number, room: string): boolean =>
  directory
    .teamsOf(person)
    .some(({ cluster }) => directory.roomsOfCluster(cluster).some(({ address }) => addressKey(address) === room));

/** Administrators in private; where none is reached, the office's addresses. */
export function addressesOfAdministrators(reach: Reach, directory: Directory): RoomAddress[] {
  const reached = directory.holdersOf('admin').flatMap((person) => reach.privately(person) ?? []);
  return reached.length > 0 ? reached : addressesOfOffice(reach, directory);
}

function addressesFor(
  audience: Audience,
  before: IssueState | null,
  after: IssueState,
  directory: Directory,
  reach: Reach,
): RoomAddress[] {
  if (typeof audience === 'object') {
    if ('unit' in audience) return addressesOfUnit(reach, directory, audience.unit);
    const person = directory.person(audience.person);
    return person === undefined ? [] : [reach.privately(person)].filter((address) => address !== null);
  }
  switch (audience) {
    case 'unit': {
      const unit = after.unit ?? before?.unit ?? null;
      return unit === null ? [] : addressesOfUnit(reach, directory, after.handler ?? unit);
    }
    case 'parent': {
      const { unit, handler } = after;
      if (unit === null || handler === null) return [];
      const told = new Set(addressesOfUnit(reach, directory, handler).map(addressKey));
      return addressesOfUnit(reach, directory, unit).filter((address) => !told.has(addressKey(address)));
    }
    case 'formerUnit':
      return before?.unit === null || before?.unit === undefined ? [] : addressesOfUnit(reach, directory, before.unit);
    case 'office':
      return addressesOfOffice(reach, directory);
    case 'firstReceiver':
      return [addressOfFirstReceiver(reach, directory, after)];
    case 'formerReceiver': {
      const person = before === null ? undefined : directory.person(before.duty);
      const address = person === undefined ? null : reach.privately(person);
      return address === null ? [] : [address];
    }
  }
}

/** The answer first, then each notice where it belongs; notices for one room are one message. */
export function outgoingFor(
  answer: Outgoing,
  notices: readonly Notice[],
  before: IssueState | null,
  after: IssueState,
  directory: Directory,
  reach: Reach,
): Outgoing[] {
  const byRoom = new Map<string, Outgoing>([[addressKey(answer.address), answer]]);
  for (const notice of notices) {
    for (const address of addressesFor(notice.audience, before, after, directory, reach)) {
      const key = addressKey(address);
      const segments = notice.compose(address.platform, address.kind === 'group');
      const earlier = byRoom.get(key);
      byRoom.set(key, {
        address,
        segments: earlier === undefined ? segments : message(earlier.segments, '\n', segments),
      });
    }
  }
  return [...byRoom.values()];
}

/** In a group people are called by a real @; in private the one who reads is the one who is meant. */
const called = (people: readonly Person[], { kind, platform }: RoomAddress): OutgoingSegment[] =>
  kind === 'group' ? people.slice(0, 3).map((person) => mention(person, platform)) : [];

/** To a unit: in its groups, those who hold the role called; where it has none, to them in private. */
export function toUnit(reach: Reach, directory: Directory, unit: number, role: Role, words: string): Outgoing[] {
  const people = namedFor(directory, unit, role);
  return roomsOr(reach, directory.roomsOfUnit(unit), people).map((address) => ({
    address,
    segments: message(called(people, address), words),
  }));
}

/** A line to the liaison groups, with those called who have to act on it. */
export const toLiaison = (
  reach: Reach,
  directory: Directory,
  line: string,
  people: readonly Person[] = [],
): Outgoing[] =>
  addressesOfOffice(reach, directory).map((address) => ({
    address,
    segments: message(line, called(people, address)),
    echo: people.length === 0,
  }));

/** What somebody is told in private; nothing of it is what a resident said. */
export interface Letter {
  person: Person | undefined;
  words: string;
}

/**
 * To each in private. Who is not reached there (without an account, or with none on a platform of this process) is not left
 * out: the office is asked in the liaison groups to pass it on, in one message. Who has left is told nothing.
 */
export function toPeople(reach: Reach, directory: Directory, letters: readonly Letter[]): Outgoing[] {
  const known = letters.flatMap(({ person, words }) =>
    person === undefined ? [] : [{ person, words, address: reach.privately(person) }],
  );
  const lines = known.flatMap(({ person, words, address }) =>
    address === null ? [passOnWords(person.name, words)] : [],
  );
  const [first, ...others] = [
    ...known.flatMap(({ address, words }): Outgoing[] =>
      address === null ? [] : [{ address, segments: message(words) }],
    ),
    ...(lines.length === 0 ? [] : toLiaison(reach, directory, `${lines.join('\n')}\n`, directory.holdersOf('office'))),
  ];
  return first === undefined ? [] : answerAndTell(first, others);
}

/** To everybody of the office in private. */
export const toOfficeInPrivate = (
  reach: Reach,
  directory: Directory,
  segments: readonly OutgoingSegment[],
): Outgoing[] =>
  directory.holdersOf('office').flatMap((person): Outgoing[] => {
    const address = reach.privately(person);
    return address === null ? [] : [{ address, segments }];
  });

/** The answer, and what others hear of it, one message a room: in the room of the answer only what it does not say. */
export function answerAndTell(answer: Outgoing, others: readonly Outgoing[]): Outgoing[] {
  const here = addressKey(answer.address);
  const byRoom = new Map<string, Outgoing>([[here, answer]]);
  for (const { address, segments, echo } of others) {
    const key = addressKey(address);
    if (key === here && echo === true) continue;
    const earlier = byRoom.get(key);
    byRoom.set(key, {
      address,
      segments: earlier === undefined ? segments : message(earlier.segments, '\n', segments),
    });
  }
  return [...byRoom.values()];
}

/** Ready for the outbox. `cause` names what is answered, so that it is answered once. */
export const queued = (
  outgoing: readonly Outgoing[],
  cause: string,
  issue: number | null,
  at: Instant,
): QueuedMessage[] =>
  outgoing.map(({ address, segments }) => {
    const room = addressKey(address);
    const dedupeKey = `${cause}>${room}`;
    return { dedupeKey, platform: address.platform, room, segments, runAt: at, issue, batch: null };
  });
