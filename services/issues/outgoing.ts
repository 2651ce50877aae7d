/** Turns an answer and the notices that go with it into messages for rooms, one message a room. */
import type { QueuedMessage } from '../../db/queued-message.ts';
import type { Directory, Person } from '../../domain/directory.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { addressFrom, addressKey, type OutgoingSegment, type RoomAddress } from '../../domain/message.ts';
import type { Role } from '../../domain/roles.ts';
import type { Instant } from '../../domain/time.ts';
import { mention, message, namedFor } from '../../wording/format.ts';
import type { Audience, Notice } from '../../wording/notices.ts';

/** A message to one room, before it is queued. */
export interface Outgoing {
  address: RoomAddress;
  segments: readonly OutgoingSegment[];
}

/** Where a person is reached in private: the account bound first. */
export const privateAddress = (person: Person): RoomAddress | null => {
  const account = person.accounts[0];
  return account === undefined ? null : { platform: account.platform, kind: 'private', id: account.account };
};

/** The groups of a unit; where it has none, its liaisons (or leads) in private. */
export function addressesOfUnit(directory: Directory, unit: number): RoomAddress[] {
  const rooms = directory.roomsOfUnit(unit);
  if (rooms.length > 0) return rooms.map((room) => room.address);
  return namedFor(directory, unit).flatMap((person) => privateAddress(person) ?? []);
}

/** The liaison groups; where there is none, the office in private. */
export function addressesOfOffice(directory: Directory): RoomAddress[] {
  const rooms = directory.liaisonRooms();
  if (rooms.length > 0) return rooms.map((room) => room.address);
  return directory.holdersOf('office').flatMap((person) => privateAddress(person) ?? []);
}

/** Administrators in private; where none is reached, the office's addresses. */
export function addressesOfAdministrators(directory: Directory): RoomAddress[] {
  const reached = directory.holdersOf('admin').flatMap((person) => privateAddress(person) ?? []);
  return reached.length > 0 ? reached : addressesOfOffice(directory);
}

function addressesFor(
  audience: Audience,
  before: IssueState | null,
  after: IssueState,
  directory: Directory,
): RoomAddress[] {
  switch (audience) {
    case 'unit': {
      const unit = after.unit ?? before?.unit ?? null;
      return unit === null ? [] : addressesOfUnit(directory, after.handler ?? unit);
    }
    case 'formerUnit':
      return before?.unit === null || before?.unit === undefined ? [] : addressesOfUnit(directory, before.unit);
    case 'office':
      return addressesOfOffice(directory);
    case 'reporter':
      return [addressFrom(after.source)];
  }
}

/** The answer first, then each notice where it belongs; notices for one room are one message. */
export function outgoingFor(
  answer: Outgoing,
  notices: readonly Notice[],
  before: IssueState | null,
  after: IssueState,
  directory: Directory,
): Outgoing[] {
  const byRoom = new Map<string, Outgoing>([[addressKey(answer.address), answer]]);
  for (const notice of notices) {
    for (const address of addressesFor(notice.audience, before, after, directory)) {
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
export function toUnit(directory: Directory, unit: number, role: Role, words: string): Outgoing[] {
  const people = namedFor(directory, unit, role);
  const rooms = directory.roomsOfUnit(unit).map((room) => room.address);
  const addresses = rooms.length > 0 ? rooms : people.flatMap((person) => privateAddress(person) ?? []);
  return addresses.map((address) => ({ address, segments: message(called(people, address), words) }));
}

/** A line to the liaison groups, with those called who have to act on it. */
export const toLiaison = (directory: Directory, line: string, people: readonly Person[] = []): Outgoing[] =>
  addressesOfOffice(directory).map((address) => ({ address, segments: message(line, called(people, address)) }));

/** The answer, and what others hear of it: nothing a second time in the room of the answer, one message a room. */
export function answerAndTell(answer: Outgoing, others: readonly Outgoing[]): Outgoing[] {
  const byRoom = new Map<string, Outgoing>();
  for (const { address, segments } of others) {
    const key = addressKey(address);
    const earlier = byRoom.get(key);
    byRoom.set(key, {
      address,
      segments: earlier === undefined ? segments : message(earlier.segments, '\n', segments),
    });
  }
  byRoom.delete(addressKey(answer.address));
  return [answer, ...byRoom.values()];
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
    return { dedupeKey: `${cause}>${room}`, platform: address.platform, room, segments, runAt: at, issue };
  });
