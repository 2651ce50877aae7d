/** From a message to the command it asks for: who speaks, what is meant, may they, and what to say when not. */
import { accountKey, addressKey, textOf, type IncomingMessage } from '../domain/message.ts';
import { mayUse } from '../domain/permitted.ts';
import { isDisciplineClue } from '../domain/text/clue.ts';
import { perhapsCommand, readCommand, type PerhapsCommand } from '../domain/text/command-text.ts';
import { hasIdentityNumber, personalKinds, type PersonalKind } from '../domain/text/mask.ts';
import { normalize } from '../domain/text/normalize.ts';
import { meantBy, nothingQuoted, type Quoted, type QuotedMessage } from '../domain/text/quoted.ts';
import { answer, answerAccount, tell } from '../services/answer.ts';
import type { Core } from '../services/core.ts';
import { issuesOfSent } from '../services/issues/query.ts';
import { message } from '../wording/format.ts';
import { argumentFaults } from '../wording/refusals/arguments.ts';
import { dispatchRefusals } from '../wording/refusals/dispatch.ts';
import { commandDeniedWords } from '../wording/permissions.ts';
import { recallWords } from '../wording/personal.ts';
import { addressingOf, type Addressing } from './addressing.ts';
import { bareNames, commandByName, issueNames, names } from './all.ts';
import {
  answerQuestion,
  askFor,
  askWhetherMeant,
  endedBy,
  envOf,
  forgetEnded,
  mayAnswer,
  type Said,
} from './asking.ts';
import bind from './bind.ts';
import { examplesFor, readArguments, usageOf, type Command, type CommandContext } from './define.ts';
import { closestTo } from './help-text.ts';
import { mentionedAs } from './person.ts';

/** Remembers what was just seen, so that a frame delivered twice costs nothing. */
const RECENT = 4096;

export interface DispatchOptions {
  core: Core;
  /** The issues of a message the bot sent, undefined when it is not remembered. */
  issuesOf(room: string, messageId: string): readonly number[] | undefined;
  /** Says something at once, past the outbox: for when the database is gone. */
  sayNow(message: IncomingMessage, text: string): void;
}

/** What a message came to, for benchmarks and tests. */
export type Dispatched = 'chatter' | 'seen' | 'answered';

export class Dispatcher {
  private readonly options: DispatchOptions;
  private readonly recent = new Set<string>();
  private readonly tails = new Map<string, Promise<unknown>>();
  private incidents = 0;

  constructor(options: DispatchOptions) {
    this.options = options;
  }

  /**
   * Chatter is settled without a promise, a query or anything kept.
   *
   * @param late it was missed when it was said, and is caught up now
   */
  receive(incoming: IncomingMessage, late = false): Promise<Dispatched> | 'chatter' {
    const addressing = addressingOf(incoming);
    const text = textOf(incoming.segments);
    const asked = this.asked(incoming, text);
    const read = readCommand(text, {
      commandNames: names,
      bareNames,
      addressed: addressing.addressed || addressing.quote !== null,
      asked,
    });
    const perhaps = read === null && !asked && !late ? perhapsFor(addressing, text) : null;
    if (read === null && !addressing.addressed && !asked && perhaps === null) {
      if (incoming.room.kind === 'private' || !hasIdentityNumber(text)) return 'chatter';
      return this.inOrder(incoming, () => this.overheard(incoming));
    }
    const shows = incoming.room.kind === 'group' ? personalKinds(normalize(text)) : nothingShown;
    return this.inOrder(incoming, async () => {
      const came = await this.handle(incoming, { addressing, read, perhaps, text, shows, late });
      // Only now that it is kept: what was said must not be lost with the message.
      if (came === 'answered' && shows.length > 0) await this.options.core.recall(incoming.room, incoming.messageId);
      return came;
    });
  }

  /** Until every message received so far is answered. */
  async quiet(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values());
  }

  /** Whether the sender has a question open that these words may answer. */
  private asked({ room, sender }: IncomingMessage, text: string): boolean {
    const { prompts, clock } = this.options.core;
    if (prompts.isEmpty) return false;
    const question = prompts.get(addressKey(room), sender.account, clock());
    return question !== undefined && mayAnswer(question, text);
  }

  /** One person's messages are handled one after the other, different people's side by side. */
  private inOrder(incoming: IncomingMessage, work: () => Promise<Dispatched>): Promise<Dispatched> {
    const key = accountKey(incoming.room.platform, incoming.sender.account);
    const before = this.tails.get(key);
    const running = (before === undefined ? work() : before.then(work)).catch((error: unknown) =>
      this.broke(incoming, error),
    );
    this.tails.set(key, running);
    void running.then(() => {
      if (this.tails.get(key) === running) this.tails.delete(key);
    });
    return running;
  }

  private broke(incoming: IncomingMessage, error: unknown): Dispatched {
    this.incidents += 1;
    const id = `${(this.options.core.clock() % 1e8).toString(36)}${this.incidents}`;
    this.options.core.log.error({ incident: id, err: error, room: addressKey(incoming.room) }, 'a command broke');
    this.options.sayNow(incoming, dispatchRefusals.incident(id));
    return 'answered';
  }

  /** An identity number among what the bot is not asked about: nobody's by chance, so it is not left to stand. */
  private async overheard(incoming: IncomingMessage): Promise<Dispatched> {
    const { core } = this.options;
    const seenKey = `${addressKey(incoming.room)}:${incoming.messageId}`;
    if (this.recent.has(seenKey)) return 'seen';
    this.remember(seenKey);
    const { room, sender, messageId } = incoming;
    const isGone = await core.recall(room, messageId);
    // What still stands there everybody reads: then it is said there, where it surely arrives.
    const outgoing = isGone
      ? {
          address: { ...room, kind: 'private' as const, id: sender.account },
          segments: message(recallWords(overheardKinds)),
        }
      : { address: room, segments: message({ type: 'at', ...sender }, recallWords(overheardKinds)) };
    await tell(core, [outgoing], `shown:${messageId}`, core.clock());
    return 'answered';
  }

  private async handle(
    incoming: IncomingMessage,
    { addressing: { addressed, quote, mentioned, photos }, read, perhaps, text, shows, late }: Heard,
  ): Promise<Dispatched> {
    const { core } = this.options;
    const room = addressKey(incoming.room);
    const seenKey = `${room}:${incoming.messageId}`;
    if (this.recent.has(seenKey)) return 'seen';

    const quoted = quote === null ? undefined : await this.meantBy(room, quote);
    // Quoting somebody else's message and saying 受理 is no command; a prefix or an @ makes it one.
    if (quote !== null && quoted === undefined && !addressed && readPlain(text) === null) return 'chatter';

    const readers = core.readers();
    const actor = readers.directory.personByAccount(incoming.room.platform, incoming.sender.account);
    const now = core.clock();
    if (isDisciplineClue(read?.rest ?? text)) {
      this.remember(seenKey);
      const cause = actor === undefined ? 'clue' : `clue:${incoming.messageId}`;
      await answerAccount(core, incoming, dispatchRefusals.clue(), now, cause);
      return 'answered';
    }
    if (actor === undefined) {
      if (read === null && incoming.room.kind === 'group') return 'chatter';
      this.remember(seenKey);
      if (shows.length > 0) await answerAccount(core, incoming, recallWords(shows), now, 'shown');
      const words = dispatchRefusals.stranger(incoming);
      // Who asks for the account is told where they ask, as often as they do: the office reads along in the group, and
      // on some platforms the bot cannot be the first to speak in private.
      if (read !== null && commandByName(read.name) === bind)
        await answerAccount(core, incoming, words, now, `bind:${incoming.messageId}`, incoming.room);
      else await answerAccount(core, incoming, words, now);
      return 'answered';
    }
    core.reach.heard(actor.id, incoming.room.platform);
    const question = core.prompts.get(room, incoming.sender.account, now);
    const answers = question !== undefined && read === null && mayAnswer(question, text);
    const command = read === null ? undefined : commandByName(read.name);
    const ctx: CommandContext = {
      core,
      now,
      saidAt: late ? Math.min(incoming.at, now) : now,
      late,
      readers,
      rules: readers.rules,
      actor,
      account: incoming.sender.account,
      ends: question !== undefined && (answers || endedBy(question, command)) ? question : null,
      address: incoming.room,
      room,
      messageId: incoming.messageId,
      photos,
      shows,
      quoted: quoted?.issue ?? null,
      choices: quoted?.choices ?? [],
      quote,
      mentioned,
    };

    if (read === null && !answers) {
      const meant = perhaps === null ? undefined : commandByName(perhaps.name);
      if (!addressed && (meant === undefined || !mayUse(actor, meant.name))) return 'chatter';
      this.remember(seenKey);
      if (perhaps !== null && meant !== undefined) await askWhetherMeant(ctx, meant, perhaps);
      else await answer(ctx, message(notUnderstood(text)));
      return 'answered';
    }
    this.remember(seenKey);
    if (answers) await answerQuestion(ctx, question, normalize(text), (asked) => this.run(asked.command, ctx, asked));
    else if (command !== undefined)
      await this.run(command, ctx, { text: normalize(restOf(incoming, ctx, command) ?? read?.rest ?? ''), known: {} });
    await forgetEnded(ctx);
    return 'answered';
  }

  private async run(command: Command, ctx: CommandContext, said: Said): Promise<void> {
    if (!mayUse(ctx.actor, command.name)) {
      await answer(ctx, message(commandDeniedWords(ctx.actor, command.name)));
      return;
    }
    if (command.where === 'private' && ctx.address.kind === 'group') {
      await answer(ctx, message(dispatchRefusals.privateOnly(command.name)));
      return;
    }
    const read = readArguments(command, said.text, envOf(ctx), said.known);
    if (read.ok) await command.run(ctx, read.values as never);
    else if (read.wanted === null) {
      const [example = ''] = examplesFor(command, ctx.actor);
      const words = argumentFaults.withUsage(read.reason, usageOf(command), example);
      await answer(ctx, message(words), ctx.quoted);
    } else await askFor(ctx, command, read.reason, read.wanted);
  }

  /** What the quoted card is about: remembered, in the outbox, or named in the quoted text. Undefined for others' messages. */
  private async meantBy(room: string, { messageId, text }: QuotedMessage): Promise<Quoted | undefined> {
    const { core, issuesOf } = this.options;
    const issues =
      messageId === null ? null : (issuesOf(room, messageId) ?? (await issuesOfSent(core, room, messageId)));
    const meant = meantBy(issues, text);
    return issues === null && meant === nothingQuoted ? undefined : meant;
  }

  private remember(key: string): void {
    this.recent.add(key);
    if (this.recent.size <= RECENT) return;
    const oldest = this.recent.values().next();
    if (!oldest.done) this.recent.delete(oldest.value);
  }
}

/** A message that is for the bot, taken apart. */
interface Heard {
  addressing: Addressing;
  read: { name: string; rest: string } | null;
  /** What it may ask for, where it is not addressed. */
  perhaps: PerhapsCommand | null;
  text: string;
  shows: readonly PersonalKind[];
  /** It was missed when it was said, and is caught up now. */
  late: boolean;
}

function notUnderstood(text: string): string {
  const closest = closestTo(text);
  return closest === null ? dispatchRefusals.notUnderstood() : dispatchRefusals.nearCommand(closest);
}

const nothingShown: readonly PersonalKind[] = [];
const overheardKinds: readonly PersonalKind[] = ['identity'];

/** What follows a command with those it @s by name; null where it is nothing else than without them. */
function restOf({ segments, self, room }: IncomingMessage, { readers, mentioned }: CommandContext, command: Command) {
  if (command.namesPeople !== true || mentioned.length === 0) return null;
  const text = textOf(segments, (account) => {
    const person = account === self ? undefined : readers.directory.personByAccount(room.platform, account);
    return person === undefined ? null : mentionedAs(person, readers.directory);
  });
  return readCommand(text, { commandNames: names, bareNames, addressed: true })?.rest ?? null;
}

const readPlain = (text: string) => readCommand(text, { commandNames: names, bareNames, addressed: false });

const perhapsFor = ({ addressed, quote }: Addressing, text: string): PerhapsCommand | null =>
  addressed || quote !== null ? null : perhapsCommand(text, issueNames);
