/** The QQ account behind the fake server: its groups, friends, and the messages it remembers. */
import { Refused, type Params } from './codes.ts';

export interface FakeMember {
  id: number;
  name: string;
}

export interface FakeGroup {
  id: number;
  name?: string;
  members: FakeMember[];
  /** What the bot is in it; only those above a member may recall others' messages. */
  permission?: 'MEMBER' | 'ADMINISTRATOR' | 'OWNER';
  /** The bot may not speak. */
  muted?: boolean;
}

export interface ChainElement {
  type: string;
  [field: string]: unknown;
}

/** A message or event as it is pushed. */
export interface Packet {
  type: string;
  messageChain?: ChainElement[];
  [field: string]: unknown;
}

interface Remembered {
  subject: number;
  id: number;
  time: number;
  packet: Packet;
}

/** Messages mirai-api-http remembers for quotes and recalls; older ones are "指定对象不存在". */
const REMEMBERED = 1024;
/** Roughly what QQ takes in one message. */
const LONGEST = 4500;

export const seconds = (): number => Math.floor(Date.now() / 1000);

export class Account {
  readonly qq: number;
  readonly groups: FakeGroup[];
  readonly friends: FakeMember[];
  private readonly remembered: Remembered[] = [];
  private lastId = 1000;

  constructor(options: { qq: number; groups: FakeGroup[]; friends: FakeMember[] }) {
    this.qq = options.qq;
    this.groups = options.groups;
    this.friends = options.friends;
  }

  /** @throws Refused 5 */
  group(id: number | null): FakeGroup {
    const group = this.groups.find((one) => one.id === id);
    if (group === undefined) throw new Refused(5);
    return group;
  }

  /** @throws Refused 5 */
  friend(id: number | null): FakeMember {
    const friend = this.friends.find((one) => one.id === id);
    if (friend === undefined) throw new Refused(5);
    return friend;
  }

  groupDto(group: FakeGroup): object {
    return { id: group.id, name: group.name ?? `群${group.id}`, permission: group.permission ?? 'MEMBER' };
  }

  memberDto(group: FakeGroup, { id, name }: FakeMember): object {
    return {
      id,
      memberName: name,
      specialTitle: '',
      permission: 'MEMBER',
      joinTimestamp: 0,
      lastSpeakTimestamp: 0,
      muteTimeRemaining: 0,
      group: this.groupDto(group),
      active: null,
    };
  }

  friendDto({ id, name }: FakeMember): object {
    return { id, nickname: name, remark: '' };
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  remember(subject: number, id: number, time: number, packet: Packet): void {
    this.remembered.push({ subject, id, time, packet });
    if (this.remembered.length > REMEMBERED) this.remembered.shift();
  }

  /** @throws Refused 5 when it is forgotten or was never there */
  recalled(subject: number, id: number): Remembered {
    const found = this.remembered.find((one) => one.subject === subject && one.id === id);
    if (found === undefined) throw new Refused(5);
    return found;
  }

  forget(message: Remembered): void {
    this.remembered.splice(this.remembered.indexOf(message), 1);
  }

  history(subject: number, from: number, until: number): Packet[] {
    return this.remembered
      .filter((one) => one.subject === subject && one.time >= from && one.time <= until)
      .map((one) => one.packet);
  }
}

/** The chain of a send, checked as the real server does: a single bad element fails the whole message. */
export function readChain(params: Params, group: FakeGroup | null): ChainElement[] {
  const chain = params['messageChain'];
  if (!Array.isArray(chain)) throw new Refused(400, '参数错误，缺少字段: messageChain');
  let length = 0;
  for (const element of chain as ChainElement[]) {
    switch (element.type) {
      case 'Plain':
        if (typeof element['text'] !== 'string') throw new Refused(400, '参数错误，缺少字段: text');
        length += element['text'].length;
        break;
      case 'At':
        if (group === null) throw new Refused(500, 'class FriendImpl cannot be cast to class Group');
        if (!group.members.some((member) => member.id === element['target'])) throw new Refused(5);
        break;
      case 'Image':
        if (['imageId', 'url', 'base64'].every((field) => typeof element[field] !== 'string')) throw new Refused(6);
        break;
      case 'AtAll':
      case 'Face':
      case 'Quote':
      case 'Source':
        break;
      default:
        throw new Refused(400, `Polymorphic serializer was not found for class discriminator '${element.type}'`);
    }
  }
  if (length > LONGEST) throw new Refused(30);
  return chain as ChainElement[];
}

/** A chain as a person reads it. */
export const readable = (chain: readonly ChainElement[]): string =>
  chain
    .map((element) => {
      if (element.type === 'Plain') return String(element['text']);
      if (element.type === 'At') return `@${String(element['target'])}`;
      if (element.type === 'Image') return '[图片]';
      return element.type === 'Source' || element.type === 'Quote' ? '' : `[${element.type}]`;
    })
    .join('');
