/** A small district on a stage: people speak, rooms hear, the clock is moved by hand. */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { pino } from 'pino';
import { MemoryChat, type HeardMessage } from '../../bot/memory.ts';
import { compose, type House } from '../../compose.ts';
import type { Database } from '../../db/connect.ts';
import { checkRows } from '../../db/row-check.ts';
import type { Person } from '../../domain/directory.ts';
import { addressKey, type IncomingMessage, type RoomAddress } from '../../domain/message.ts';
import type { SettingKey } from '../../domain/settings.ts';
import { instantAt, type Instant } from '../../domain/time.ts';
import { createVault } from '../../services/vault.ts';
import { counted } from './counted.ts';
import { seedDistrict } from './district.ts';
import { changeSetting } from './settings.ts';

export const PLATFORM = 'console';

/** Where one speaks with the bot alone. */
const PRIVATE = '私聊';

/** What the words go with. */
export interface About {
  quote?: HeardMessage;
  /** @s the bot. */
  mention?: boolean;
}

export interface Said {
  /** The bot's next answer in the room where it was said matches. */
  bot(pattern: RegExp): Promise<HeardMessage>;
  /** The bot says nothing there. */
  nothing(): Promise<void>;
}

export class Actor {
  readonly name: string;
  private readonly stage: Stage;
  private readonly account: string;
  private room: RoomAddress;
  constructor(stage: Stage, name: string, account: string) {
    this.stage = stage;
    this.name = name;
    this.account = account;
    this.room = { platform: PLATFORM, kind: 'private', id: account };
  }

  /** As the roster has them. */
  get known(): Person {
    return this.stage.known(this.name);
  }

  /** From now on speaks in this group, or in private: 私聊. */
  in(room: string | null): this {
    const isPrivate = room === null || room === PRIVATE;
    this.room = isPrivate ? { platform: PLATFORM, kind: 'private', id: this.account } : this.stage.address(room);
    return this;
  }

  says(text: string, about: About = {}): Said {
    const { room } = this;
    const spoken = this.stage.speak({ room, account: this.account, name: this.name, text, about });
    return {
      bot: async (pattern) => {
        const answer = (await spoken).find((message) => addressKey(message.room) === addressKey(room));
        expect(answer?.text ?? '（没有回答）', `${this.name} 说：${text}`).toMatch(pattern);
        return answer as HeardMessage;
      },
      nothing: async () => {
        const heard = (await spoken).filter((message) => addressKey(message.room) === addressKey(room));
        expect(
          heard.map((message) => message.text),
          `${this.name} 说：${text}`,
        ).toEqual([]);
      },
    };
  }

  /** What came in private since the last look. */
  heard(pattern: RegExp): Promise<HeardMessage> {
    return this.stage.heardIn({ platform: PLATFORM, kind: 'private', id: this.account }, pattern);
  }

  /** The same words as a platform brings them, for one that brings them twice. @param messageId the platform's */
  message(text: string, messageId: string): IncomingMessage {
    const { room, account, name } = this;
    const segments = [{ type: 'text' as const, text }];
    return { self: 'huiyin', room, sender: { account, name }, messageId, at: this.stage.at, segments };
  }
}

export class Stage {
  readonly house: House;
  /** Issues that the play has changed past the program; of all others the row is what the events add up to. */
  readonly changedPast: number[] = [];
  private now: Instant;
  private readonly chat: MemoryChat;
  private heard: HeardMessage[] = [];
  /** Everything ever said by the bot, in order. */
  readonly transcript: HeardMessage[] = [];

  private constructor(house: House, chat: MemoryChat, start: Instant) {
    this.house = house;
    this.chat = chat;
    this.now = start;
  }

  /**
   * @param at where the clock begins, `2026-10-09T19:30`
   * @param arrange what is different in the district of this play
   */
  static async open(
    db: Database,
    at: string,
    arrange: (db: Database) => Promise<void> = async () => {},
  ): Promise<Stage> {
    await seedDistrict(db);
    await arrange(db);
    return Stage.reopen(db, at);
  }

  /** On a database that has its district already: after a restart. */
  static async reopen(db: Database, at: string): Promise<Stage> {
    let stage: Stage | null = null;
    let now = instantOf(at);
    const clock = (): Instant => stage?.now ?? now;
    const chat = new MemoryChat(PLATFORM, clock, (message) => {
      stage?.heard.push(message);
      stage?.transcript.push(message);
    });
    const house = await compose({
      db,
      adapters: [counted(chat)],
      vault: createVault(randomBytes(32)),
      clock,
      log: pino({ level: process.env['LOG_LEVEL'] ?? 'warn' }),
    });
    stage = new Stage(house, chat, now);
    now = 0;
    await house.start();
    await house.runner.runDue();
    return stage;
  }

  person(name: string): Actor {
    return new Actor(this, name, this.known(name).accounts[0]?.account ?? '');
  }

  /** One thing somebody says once, in a group or in private (私聊). */
  says(name: string, room: string, text: string, about: About = {}): Said {
    return this.person(name).in(room).says(text, about);
  }

  /** Somebody nobody has bound yet. */
  stranger(account: string, name = '路人'): Actor {
    return new Actor(this, name, account);
  }

  known(name: string): Person {
    const found = this.house.core.readers().directory.data.people.find((person) => person.name === name);
    if (found === undefined) throw new Error(`no ${name} in this district`);
    return found;
  }

  address(room: string): RoomAddress {
    const found = this.house.core.readers().directory.data.rooms.find((one) => one.name === room);
    if (found === undefined) throw new Error(`no room ${room}`);
    return found.address;
  }

  /** What a group has heard since it was last asked; newest matches are kept for quoting. */
  room(name: string) {
    const address = this.address(name);
    return {
      heard: (pattern: RegExp): Promise<HeardMessage> => this.heardIn(address, pattern),
      heardNothing: async (): Promise<void> => {
        await this.house.quiet();
        expect(
          this.heard.filter((message) => addressKey(message.room) === addressKey(address)).map((one) => one.text),
        ).toEqual([]);
      },
    };
  }

  async heardIn(address: RoomAddress, pattern: RegExp): Promise<HeardMessage> {
    await this.house.quiet();
    const here = this.heard.filter((message) => addressKey(message.room) === addressKey(address));
    const found = here.find((message) => pattern.test(message.text));
    expect(
      found?.text ?? here.map((message) => message.text).join('\n---\n'),
      `heard in ${addressKey(address)}`,
    ).toMatch(pattern);
    this.heard = this.heard.filter((message) => message !== found);
    return found as HeardMessage;
  }

  /** A number of the rules is changed, as by `huiyin settings`. */
  async sets(key: SettingKey, value: number): Promise<void> {
    await changeSetting(this.house.core.db, key, value, this.now);
    await this.house.roster.renew();
  }

  /** Every issue is what its history adds up to. */
  async addsUp(): Promise<void> {
    const { changed } = await checkRows(this.house.core.db);
    expect(changed.filter((issue) => !this.changedPast.includes(issue))).toEqual([]);
  }

  /** Forgets what was heard so far. */
  hush(): void {
    this.heard = [];
  }

  /** Makes the bot an administrator of a group; the messages it takes out of groups from then on, by id. */
  administrates(room: string): readonly string[] {
    this.chat.mayRecallIn.add(addressKey(this.address(room)));
    return this.chat.recalled;
  }

  async speak(one: {
    room: RoomAddress;
    account: string;
    name: string;
    text: string;
    about: About;
  }): Promise<HeardMessage[]> {
    const before = this.transcript.length;
    const { quote, mention } = one.about;
    this.chat.say({
      room: one.room,
      account: one.account,
      name: one.name,
      text: one.text,
      ...(quote === undefined ? {} : { quote: quote.messageId }),
      ...(mention === undefined ? {} : { mention }),
    });
    await this.house.quiet();
    return this.transcript.slice(before);
  }

  /** Moves the clock and runs what is due on the way, slot by slot as a running bot would. */
  async clock(at: string): Promise<void> {
    const target = instantOf(at);
    for (;;) {
      const next = this.house.runner.nextDue(this.now);
      if (next > target) break;
      this.now = next;
      await this.house.runner.runDue();
      await this.house.quiet();
    }
    this.now = target;
  }

  /** Moves the clock at once, as if the machine had slept, then lets it wake. */
  async sleepUntil(at: string): Promise<void> {
    this.now = instantOf(at);
    await this.house.runner.runDue();
    await this.house.quiet();
  }

  get at(): Instant {
    return this.now;
  }

  async close(): Promise<void> {
    await this.house.quiet();
    await this.showedLittle();
    await this.addsUp();
    await this.house.stop();
  }

  /** Closes the play and gives its database back. */
  async end(): Promise<void> {
    await this.close();
    await this.house.core.db.close();
  }

  /** Whatever the play: no group was shown what a resident said, nor a telephone number. */
  private async showedLittle(): Promise<void> {
    const said = await this.house.core.db.query<{ words: string }>(
      `select left(content, 12) as words from issues where length(content) >= 8
       union select left(note, 12) from visits where length(note) >= 8`,
      [],
    );
    const shown = this.transcript.filter(({ room }) => room.kind === 'group').map(({ text }) => text);
    const number = /(?<!\d)1[3-9]\d{9}(?!\d)/;
    expect(shown.filter((text) => number.test(text) || said.some(({ words }) => text.includes(words)))).toEqual([]);
  }
}

const instantOf = (at: string): Instant => instantAt(at.slice(0, 10), at.slice(11) || '00:00');
