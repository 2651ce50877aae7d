/** What a client may ask of the fake server, over HTTP and as commands over the WebSocket alike. */
import { readable, readChain, seconds, type Account, type ChainElement, type FakeGroup } from './account.ts';
import { answer, long, optionalLong, Refused, type Params } from './codes.ts';
import type { Session } from './sessions.ts';

export interface SentMessage {
  kind: 'group' | 'private';
  /** How it went out; `temp` is to a member who is no friend. */
  via: 'group' | 'friend' | 'temp' | 'file';
  target: number;
  chain: ChainElement[];
  quote: number | null;
  text: string;
  messageId: number;
  file: { name: string; bytes: Buffer } | null;
}

export interface World {
  account: Account;
  /** Whether the core can read history, which only some can. */
  roaming: boolean;
  keep(sent: SentMessage): void;
}

interface Action {
  method: 'GET' | 'POST';
  run(world: World, params: Params, session: Session): object;
}

const data = (value: unknown): object => ({ code: 0, msg: '', data: value });

/** By the names of the WebSocket commands; the path over HTTP has `/` for `_`. */
export const actions: Record<string, Action> = {
  sessionInfo: {
    method: 'GET',
    run: ({ account }, _params, session) =>
      data({ sessionKey: session.key, qq: account.friendDto({ id: account.qq, name: '回音' }) }),
  },
  friendList: {
    method: 'GET',
    run: ({ account }) => data(account.friends.map((friend) => account.friendDto(friend))),
  },
  groupList: { method: 'GET', run: ({ account }) => data(account.groups.map((group) => account.groupDto(group))) },
  memberList: { method: 'GET', run: memberList },
  latestMemberList: { method: 'GET', run: memberList },
  messageFromId: {
    method: 'GET',
    run: ({ account }, params) => data(account.recalled(long(params, 'target'), long(params, 'messageId')).packet),
  },
  sendGroupMessage: {
    method: 'POST',
    run(world, params) {
      const group = world.account.group(optionalLong(params, 'target') ?? optionalLong(params, 'group'));
      const chain = readChain(params, group);
      const quote = quoted(world, params, group.id);
      if (group.muted === true) throw new Refused(20);
      return sent(world, { kind: 'group', via: 'group', target: group.id, chain, quote }, group);
    },
  },
  sendFriendMessage: {
    method: 'POST',
    run(world, params) {
      const { id } = world.account.friend(optionalLong(params, 'target') ?? optionalLong(params, 'qq'));
      const chain = readChain(params, null);
      return sent(world, { kind: 'private', via: 'friend', target: id, chain, quote: quoted(world, params, id) }, null);
    },
  },
  sendTempMessage: {
    method: 'POST',
    run(world, params) {
      const group = world.account.group(optionalLong(params, 'group'));
      const id = optionalLong(params, 'qq');
      if (id === null || !group.members.some((member) => member.id === id)) throw new Refused(5);
      const chain = readChain(params, null);
      return sent(world, { kind: 'private', via: 'temp', target: id, chain, quote: quoted(world, params, id) }, null);
    },
  },
  recall: {
    method: 'POST',
    run({ account }, params) {
      const message = account.recalled(long(params, 'target'), long(params, 'messageId'));
      const sender = message.packet['sender'] as { id: number };
      const group = account.groups.find((one) => one.id === message.subject);
      if (sender.id !== account.qq && (group?.permission ?? 'MEMBER') === 'MEMBER') throw new Refused(10);
      account.forget(message);
      return answer(0);
    },
  },
  roamingMessages: {
    method: 'POST',
    run({ account, roaming }, params) {
      // All three must be there, though the documentation names only the first; two of them may be null.
      for (const field of ['target', 'qq', 'group'])
        if (params[field] === undefined) throw new Refused(400, `参数错误，缺少字段: ${field}`);
      if (!roaming) throw new Refused(500, 'An operation is not implemented: 未提供消息漫游接口');
      const subject = long(params, 'target');
      if (!account.friends.some((friend) => friend.id === subject)) account.group(subject);
      return data(account.history(subject, long(params, 'timeStart'), long(params, 'timeEnd')));
    },
  },
};

function memberList({ account }: World, params: Params): object {
  const group = account.group(long(params, 'target'));
  return data(group.members.map((member) => account.memberDto(group, member)));
}

/** A quote of a message the server has forgotten fails the whole send. */
function quoted({ account }: World, params: Params, subject: number): number | null {
  const quote = optionalLong(params, 'quote');
  if (quote !== null) account.recalled(subject, quote);
  return quote;
}

function sent(
  world: World,
  about: Pick<SentMessage, 'kind' | 'via' | 'target' | 'chain' | 'quote'>,
  group: FakeGroup | null,
): object {
  const { account } = world;
  const messageId = account.nextId();
  const time = seconds();
  const self = { id: account.qq, name: '回音' };
  account.remember(about.target, messageId, time, {
    type: group === null ? 'FriendMessage' : 'GroupMessage',
    sender: group === null ? account.friendDto(self) : account.memberDto(group, self),
    messageChain: [{ type: 'Source', id: messageId, time }, ...about.chain],
  });
  world.keep({ ...about, text: readable(about.chain), messageId, file: null });
  return { ...answer(0), messageId };
}
