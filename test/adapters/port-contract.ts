/**
 * What every chat adapter promises, as one suite that runs unchanged against each of them.
 *
 * To plug an adapter in, write `portContract('mirai', traits, open)` in a test file of its own, with a harness that
 * plays the platform: a fake server or a store, and the adapter connected to it with short time-outs (requests some
 * 200 ms, reconnecting some 20 ms). `traits` say what the platform is able to do at all; only what it is able to do is
 * asked of it. Everything else the suite takes from `adapter.limits`.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { partsOf } from '../../bot/parts.ts';
import type { ChatAdapter, ConnectionState, SendableSegment } from '../../bot/port.ts';
import { addressKey, type IncomingMessage, type RoomAddress } from '../../domain/message.ts';
import { asWritten } from '../../domain/parcel.ts';

/** How the next sending goes wrong. */
export type SendFault =
  /** Refused for good. */
  | 'refuse'
  /** Accepted and shown to nobody. */
  | 'swallow'
  /** Shown, and the adapter never gets an answer. */
  | 'hang'
  /** Not shown, and the adapter never gets an answer. */
  | 'drop';

export interface PortTraits {
  /** People can speak to the bot; false for platforms that only send. */
  hears: boolean;
  /** There are private conversations. */
  inPrivate: boolean;
  /** The send faults the platform can be made to have. */
  faults: readonly SendFault[];
  /** The connection can be lost. */
  disconnects: boolean;
  /** The platform keeps a history the adapter can read (`missed`). */
  history: boolean;
}

/** What somebody on the platform says. */
export interface Said {
  where: 'group' | 'private';
  text: string;
  /** @s the bot. A platform whose groups pass on nothing else is @ed by the harness in any case. */
  mention?: boolean;
  /** The message of the bot that is quoted: its id as `send` gave it, and its words. */
  quote?: { messageId: string; text: string };
}

/** A message of the bot as people see it. */
export interface Seen {
  where: 'group' | 'private';
  /** Words only, markup applied and escapes undone; whether a mention's name is among them is the platform's affair. */
  text: string;
  /** Accounts that are really called, by the platform's notion of it. */
  mentions: readonly string[];
  /** Number of pictures. */
  pictures: number;
  /** Names of files. */
  files: readonly string[];
}

export interface PortHarness {
  /** Not started; the suite starts it and stops it. */
  adapter: ChatAdapter;
  /** A group the bot is in. */
  group: RoomAddress;
  /** Somebody in the group, and their private conversation with the bot (the group again where there is none). */
  member: { account: string; inPrivate: RoomAddress };
  /** The member speaks. Resolves when the platform has it; the adapter may hear it later. */
  say(said: Said): Promise<void>;
  /** What people see of the bot in the group and in the private conversation, oldest first. */
  seen(): Promise<readonly Seen[]>;
  /** The next sending of the adapter goes wrong like this. */
  next(fault: SendFault): void;
  /** Cuts the connection and lets nothing in until `mend`. Messages said in between are missed by the adapter. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Takes the platform down; the adapter is stopped already. */
  close(): Promise<void>;
}

const text = (value: string): SendableSegment => ({ type: 'text', text: value });
/** The smallest PNG: one transparent point. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const picture: SendableSegment = { type: 'image', name: '督查表.png', data: PIXEL, alt: '结转 3 新增 5' };
const sheet: SendableSegment = {
  type: 'file',
  name: '督查表 10月.xlsx',
  data: Buffer.from('编号,单位\n12,住建局\n').toString('base64'),
};
/** What residents type is data, whatever it looks like to some platform. */
const NASTY = '[CQ:at,qq=all] <@all> @all **粗** <b>尖</b> &amp; `码` [链](http://x) #12';

async function until(what: () => boolean | Promise<boolean>, words: string): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await what())) {
    if (performance.now() > end) throw new Error(`it did not come about: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const letters = (words: string): string => words.replace(/[^\p{L}\p{N}]/gu, '');

/** How a sending that meets a fault ends, how often people see it, and what looking it up must not say. */
const endings: Record<SendFault, { outcome: object; seen: number; never: 'yes' | 'no' | null }> = {
  refuse: { outcome: { kind: 'rejected', retryable: false }, seen: 0, never: null },
  swallow: { outcome: { kind: 'suppressed' }, seen: 0, never: null },
  hang: { outcome: { kind: 'unknown' }, seen: 1, never: 'no' },
  drop: { outcome: { kind: 'unknown' }, seen: 0, never: 'yes' },
};

/** Defines the suite for one adapter. */
export function portContract(name: string, traits: PortTraits, open: () => Promise<PortHarness>): void {
  /** What a platform is not able to do is not asked of it: a list of none defines no test. */
  const where = (able: boolean): string[] => (able ? [name] : []);

  describe(`${name} as a port`, () => {
    let harness: PortHarness;
    let adapter: ChatAdapter;
    let heard: IncomingMessage[];
    let states: ConnectionState[];
    let keys = 0;

    beforeEach(async () => {
      harness = await open();
      ({ adapter } = harness);
      heard = [];
      states = [];
      await adapter.start({
        onMessage: (message) => void heard.push(message),
        onState: (state) => void states.push(state),
      });
      await isOnline();
    });
    afterEach(async () => {
      await adapter.stop();
      await harness.close();
    });

    const isOnline = (): Promise<void> => until(() => adapter.state().kind === 'online', 'being online');
    const hears = async (count = 1): Promise<IncomingMessage> => {
      await until(() => heard.length >= count, `hearing ${count}`);
      return heard[count - 1] as IncomingMessage;
    };
    const hearsWords = (words: string): Promise<void> =>
      until(() => heard.some((message) => wordsOf(message).includes(words)), `hearing ${words}`);
    const send = (part: readonly SendableSegment[], room = harness.group) => {
      keys += 1;
      return adapter.send(room, part, `contract-${keys}`);
    };
    const lastSeen = async (): Promise<Seen | undefined> => (await harness.seen()).at(-1);

    it('tells that it is online, and as whom', () => {
      expect(states.at(-1)).toEqual(adapter.state());
      expect(adapter.state()).toMatchObject({ kind: 'online', since: expect.any(Number), account: expect.any(String) });
    });

    it('sends words as they are, each message under an id of its own', async () => {
      const outcomes = [await send([text('第一行\n第二行 😀')]), await send([text('又一条')])];
      expect(outcomes).toMatchObject([{ kind: 'delivered' }, { kind: 'delivered' }]);
      const ids = outcomes.flatMap((outcome) => (outcome.kind === 'delivered' ? (outcome.messageId ?? []) : []));
      expect(new Set(ids).size).toBe(ids.length);
      expect((await harness.seen()).map((seen) => seen.text.trim())).toEqual(['第一行\n第二行 😀', '又一条']);
    });

    it('never makes markup, a mention or a code of what people typed', async () => {
      await send([text(NASTY)]);
      const seen = await lastSeen();
      expect(letters(seen?.text ?? '')).toBe(letters(NASTY));
      expect([seen?.mentions, seen?.pictures]).toEqual([[], 0]);
    });

    it('calls the one who is mentioned, beside the words', async () => {
      await send([{ type: 'at', account: harness.member.account, name: '沈立夏' }, text('请办理')]);
      const seen = await lastSeen();
      expect(seen?.text).toContain('请办理');
      expect(seen?.mentions).toEqual([harness.member.account]);
    });

    it.each(['0', '', 'NaN', 'all'])('calls nobody by the account %j, and the words arrive', async (account) => {
      await send([{ type: 'at', account, name: '某人' }, text('请办理')]);
      const seen = await lastSeen();
      expect(seen?.text).toContain('请办理');
      expect(seen?.mentions).toEqual([]);
    });

    it('takes as much as it says one message holds, whole', async () => {
      const unit = adapter.limits.unit === 'bytes' ? '长a' : '长';
      const size = adapter.limits.unit === 'bytes' ? Buffer.byteLength(unit) : 1;
      const full = unit.repeat(Math.floor(adapter.limits.text / size));
      expect(await send([text(full)])).toMatchObject({ kind: 'delivered' });
      expect((await lastSeen())?.text.trim()).toBe(full);
    });

    it('delivers a picture and a file, or what stands for them', async () => {
      const { limits } = adapter;
      for (const part of partsOf([text('十月督查表'), picture, sheet], limits, asWritten)) {
        expect(await send(part)).toMatchObject({ kind: 'delivered' });
      }
      const seen = await harness.seen();
      const words = seen.map((one) => one.text).join('\n');
      const pictures = seen.reduce((sum, one) => sum + one.pictures, 0);
      const files = seen.flatMap((one) => one.files);
      expect(words).toContain('十月督查表');
      expect([pictures, words.includes('结转 3 新增 5')]).toEqual(limits.images === 'none' ? [0, true] : [1, false]);
      expect([files, words.includes('督查表 10月.xlsx')]).toEqual(
        limits.fileBytes === null ? [[], true] : [['督查表 10月.xlsx'], false],
      );
    });

    it('gives an outcome for a room that is not there, and throws nothing', async () => {
      const nowhere = { platform: adapter.platform, kind: 'group', id: '404404' } as const;
      expect((await send([text('有人吗')], nowhere)).kind).toMatch(/^(?:delivered|suppressed|rejected|unknown)$/);
    });

    it.each(where(traits.inPrivate))('reaches the one who is meant in private on %s', async () => {
      expect(await send([text('请答复群众')], harness.member.inPrivate)).toMatchObject({ kind: 'delivered' });
      expect(await lastSeen()).toMatchObject({ where: 'private', text: expect.stringContaining('请答复群众') });
    });

    it.each(traits.faults)('knows how a sending ends that meets “%s”, and sends the next', async (fault) => {
      const { outcome, seen, never } = endings[fault];
      harness.next(fault);
      expect(await send([text('督查日报')])).toMatchObject(outcome);
      expect((await harness.seen()).filter((one) => one.text.includes('督查日报'))).toHaveLength(seen);
      expect((await adapter.wasSent?.(harness.group, [text('督查日报')], 0)) ?? 'cannotTell').not.toBe(never);
      expect(await send([text('下一条')])).toMatchObject({ kind: 'delivered' });
    });

    describe.each(where(traits.hears))('when somebody speaks on %s', () => {
      it('hears in a group who says what, where and when', async () => {
        await harness.say({ where: 'group', text: '上报 拱秀社区路灯不亮' });
        const message = await hears();
        expect(addressKey(message.room)).toBe(addressKey(harness.group));
        expect(message.sender.account).toBe(harness.member.account);
        expect(message.messageId).toMatch(/\S/);
        expect(message.at).toBeGreaterThan(0);
        expect(wordsOf(message)).toContain('上报 拱秀社区路灯不亮');
      });

      it.each(where(traits.inPrivate))('hears a private conversation, and answers go there', async () => {
        await harness.say({ where: 'private', text: '我的' });
        const message = await hears();
        expect(message.room).toMatchObject({ platform: adapter.platform, kind: 'private' });
        await send([text('没有等您处理的事项')], message.room);
        expect(await lastSeen()).toMatchObject({ where: 'private' });
      });

      it('names in an @ of the bot the account by which the message calls the bot', async () => {
        await harness.say({ where: 'group', text: '受理', mention: true });
        const { self, segments } = await hears();
        expect(segments).toContainEqual({ type: 'at', account: self });
      });

      it('tells by a quote the message, or at least its words', async () => {
        const outcome = await send([text('已登记 #12 道路交通')]);
        const messageId = outcome.kind === 'delivered' ? (outcome.messageId ?? '') : '';
        await harness.say({ where: 'group', text: '受理', quote: { messageId, text: '已登记 #12 道路交通' } });
        const message = await hears();
        const quote = message.segments.find((segment) => segment.type === 'quote');
        expect(quote?.messageId === messageId || quote?.text?.includes('#12')).toBe(true);
        expect(wordsOf(message)).not.toContain('#12');
      });

      it('tells messages apart by their ids, and does not hear itself', async () => {
        await send([text('我说的')]);
        await harness.say({ where: 'group', text: '一' });
        await harness.say({ where: 'group', text: '二' });
        await hears(2);
        expect(heard.map(wordsOf).join()).not.toContain('我说的');
        expect(new Set(heard.map(({ messageId }) => messageId)).size).toBe(2);
      });

      it('hears nothing and breaks nothing once it is stopped', async () => {
        await adapter.stop();
        await harness.say({ where: 'group', text: '还在吗' });
        await send([text('不在了')]);
        expect(heard).toEqual([]);
      });
    });

    describe.each(where(traits.disconnects))('when the connection of %s is lost', () => {
      const lose = async (): Promise<void> => {
        await harness.cut();
        await until(() => adapter.state().kind === 'offline', 'noticing the loss');
      };

      it('says so and why, and refuses what is to be sent for the time being', async () => {
        await lose();
        expect(states.some((state) => state.kind === 'offline' && state.reason !== '')).toBe(true);
        expect(await send([text('在吗')])).toMatchObject({ kind: 'rejected', retryable: true });
      });

      it('comes back by itself, and sends as before', async () => {
        await lose();
        await harness.mend();
        await isOnline();
        expect(states.at(-1)?.kind).toBe('online');
        expect(await send([text('回来了')])).toMatchObject({ kind: 'delivered' });
      });

      it.each(where(traits.hears))('comes back by itself, and hears as before', async () => {
        await lose();
        await harness.mend();
        await isOnline();
        await harness.say({ where: 'group', text: '欢迎' });
        await hearsWords('欢迎');
      });

      it.each(where(traits.history))('tells in order what others said in a group meanwhile on %s', async () => {
        const since = Date.now() - 60_000;
        await send([text('我说的')]);
        await lose();
        await harness.say({ where: 'group', text: '上报 第一件' });
        await harness.say({ where: 'group', text: '上报 第二件' });
        await harness.mend();
        await isOnline();
        const missed = await adapter.missed?.(harness.group, since);
        const { account } = harness.member;
        expect(missed?.map((message) => [message.sender.account, wordsOf(message)])).toEqual([
          [account, '上报 第一件'],
          [account, '上报 第二件'],
        ]);
        expect(missed?.map((message) => addressKey(message.room))).toEqual(
          Array.from({ length: 2 }, () => addressKey(harness.group)),
        );
      });
    });
  });
}

const wordsOf = ({ segments }: IncomingMessage): string =>
  segments.map((segment) => (segment.type === 'text' ? segment.text : '')).join('');
