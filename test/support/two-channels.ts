/** The small district on two scripted platforms, QQ and WeCom, with a clock moved by hand. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { compose, type House } from '../../compose.ts';
import type { Database } from '../../db/database.ts';
import { accounts, people, personRoles, rooms } from '../../db/schema/index.ts';
import { addressKey, type IncomingMessage, type IncomingSegment } from '../../domain/message.ts';
import { instantAt, MINUTE, type Instant } from '../../domain/time.ts';
import { createVault } from '../../services/vault.ts';
import { counted } from './counted.ts';
import { seedDistrict } from './district.ts';
import { ScriptedChat } from './scripted-chat.ts';

/** Everybody is on QQ; who keeps the bot and 沈立夏 are on WeCom as well. */
export async function seedTwoChannels(db: Database): Promise<void> {
  await seedDistrict(db);
  await db.orm.update(accounts).set({ platform: 'onebot' });
  await db.orm.update(rooms).set({ platform: 'onebot' });
  await db.orm.insert(people).values({ id: 20, name: '管理员甲', unit: null });
  await db.orm.insert(personRoles).values({ person: 20, role: 'admin', unit: null });
  await db.orm.insert(accounts).values([
    { platform: 'onebot', account: 'p20', person: 20 },
    { platform: 'wecom', account: 'w20', person: 20 },
    { platform: 'wecom', account: 'w2', person: 2 },
  ]);
  await db.orm
    .insert(rooms)
    .values([
      { id: 10, name: '执法局企微群', platform: 'wecom', platformRoom: 'enforcement', purpose: 'unit', unit: 2 },
    ]);
}

/** No two messages have one id, whatever is opened anew on the same database. */
let lastMessage = 0;

export class TwoChannels {
  readonly house: House;
  readonly qq: ScriptedChat;
  readonly wecom: ScriptedChat;
  /** Errors in the log, by their words. */
  readonly errors: string[];
  private readonly clock: { now: Instant };
  private readonly lostAt = new Map<string, Instant>();

  private constructor(house: House, chats: [ScriptedChat, ScriptedChat], errors: string[], clock: { now: Instant }) {
    this.house = house;
    [this.qq, this.wecom] = chats;
    this.errors = errors;
    this.clock = clock;
  }

  /** On a seeded database; `prepare` is done to the platforms before the bot connects. */
  static async open(
    db: Database,
    at: string,
    prepare: (qq: ScriptedChat, wecom: ScriptedChat) => void = () => undefined,
  ): Promise<TwoChannels> {
    const clock = { now: instantAt(at.slice(0, 10), at.slice(11)) };
    // Without pacing: a minute's wait is no matter of these tests.
    const chats: [ScriptedChat, ScriptedChat] = [
      new ScriptedChat('onebot', { paced: false }),
      new ScriptedChat('wecom', { paced: false }),
    ];
    prepare(...chats);
    const errors: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void errors.push(wordsOf(line)) });
    const house = await compose({
      db,
      adapters: chats.map(counted),
      vault: createVault(randomBytes(32)),
      clock: () => clock.now,
      log,
    });
    const opened = new TwoChannels(house, chats, errors, clock);
    await house.start();
    await house.quiet();
    return opened;
  }

  get now(): Instant {
    return this.clock.now;
  }

  /** Lets time pass; the channels are looked at as they would be meanwhile. */
  async wait(minutes: number): Promise<void> {
    this.clock.now += minutes * MINUTE;
    await this.house.channels.look();
    await this.house.quiet();
  }

  /** A connection is lost, and the bot sees it. */
  async lose(chat: ScriptedChat, reason?: string): Promise<void> {
    chat.goOffline(this.now, reason);
    await this.house.quiet();
  }

  async regain(chat: ScriptedChat): Promise<void> {
    chat.comeOnline(this.now);
    await this.house.quiet();
  }

  /** One of several accounts of a platform is lost, and the groups only it is in. */
  async loseAccount(chat: ScriptedChat, account: string, groups: readonly string[], reason?: string): Promise<void> {
    this.lostAt.set(account, this.now);
    chat.loseAccount(account, groups, reason);
    await this.house.quiet();
  }

  async regainAccount(chat: ScriptedChat, account: string, groups: readonly string[]): Promise<void> {
    chat.regainAccount(account, groups, this.lostAt.get(account) ?? 0);
    await this.house.quiet();
  }

  /** A message as the platform has it, heard or not. @param room the platform's id of a group, or null in private */
  message(
    chat: ScriptedChat,
    account: string,
    room: string | null,
    text: string,
    before: readonly IncomingSegment[] = [],
  ): IncomingMessage {
    lastMessage += 1;
    return {
      self: 'bot',
      room: { platform: chat.platform, kind: room === null ? 'private' : 'group', id: room ?? account },
      sender: { account, name: account },
      messageId: `s${lastMessage}`,
      at: this.now,
      segments: [...before, { type: 'text', text }],
    };
  }

  /** Somebody says something the bot hears. */
  async says(...about: Parameters<TwoChannels['message']>): Promise<IncomingMessage> {
    const message = this.message(...about);
    about[0].hear(message);
    await this.house.quiet();
    return message;
  }

  /** What a group or an account has been shown. */
  heard(chat: ScriptedChat, id: string, kind: 'group' | 'private' = 'group'): string[] {
    const key = addressKey({ platform: chat.platform, kind, id });
    return chat.shown.filter((one) => one.room === key).map(({ text }) => text);
  }

  async close(): Promise<void> {
    await this.house.stop();
  }
}

const wordsOf = (line: string): string => (JSON.parse(line) as { msg?: string }).msg ?? '';
