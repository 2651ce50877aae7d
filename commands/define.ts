/** A chat command, declared once: parsing, help and the handbook are read off this object; who may is in domain/permissions.ts. */
import type { CommandType } from '../domain/issue/commands.ts';
import type { Action } from '../domain/permissions.ts';
import { mayAtAll, type Actor } from '../domain/permitted.ts';
import type { Option } from '../domain/question.ts';
import type { QuotedMessage } from '../domain/text/quoted.ts';
import type { Day } from '../domain/time.ts';
import type { MessageContext } from '../services/core.ts';
import type { Readers } from '../services/roster-memory.ts';

export interface CommandContext extends MessageContext {
  /** The issue of the bot's card that was quoted. */
  quoted: number | null;
  /** The issues of the quoted message where it is about several. */
  choices: readonly number[];
  /** The message quoted, whoever said it. */
  quote: QuotedMessage | null;
  /** Accounts @ed beside the bot. */
  mentioned: readonly string[];
}

/** What an argument may look at while it is read. */
export interface ReadingEnv {
  readers: Readers;
  today: Day;
  quoted: number | null;
  choices: readonly number[];
}

/** What would have to be said: then it is asked for. */
export interface Wanted {
  options: readonly Option[];
  /** The options are the issues the command may mean. */
  issue?: true;
  /** What follows it, where not all that was left. */
  rest?: string;
}

/** `wanted` where it is not there, or may mean several; else what is there is wrong, and the reason is said. */
export type Reading<T> =
  { ok: true; value: T; rest: string } | { ok: false; reason: string; wanted?: Wanted | undefined };

export interface Argument<T> {
  /** As it stands in the usage line: `编号`, `天数`. */
  label: string;
  optional: boolean;
  /** Takes what it needs from the front of `text`, which has no space before it. */
  read(text: string, env: ReadingEnv): Reading<T>;
}

export type ArgumentShape = Record<string, Argument<unknown>>;
export type Values<A extends ArgumentShape> = { [K in keyof A]: A[K] extends Argument<infer T> ? T : never };

/** As it is said; with what it does, where not everybody who may use the command may do that. */
export type Example = string | readonly [does: Action, said: string];

export interface Command<A extends ArgumentShape = ArgumentShape> {
  name: string;
  aliases: readonly string[];
  /** One line, in the words of help. */
  summary: string;
  examples: readonly [Example, ...Example[]];
  /** What has to be done besides, step by step; in the handbook and in help of this command. */
  steps?: readonly string[];
  /** In the order they are typed; the last may swallow the rest. */
  args: A;
  where: 'anywhere' | 'private';
  /** Whom it names may be @ed instead. */
  namesPeople?: true;
  /** What it asks of an issue, where it is one thing. */
  does?: CommandType;
  /** Whether it counts in a group without a prefix too, by what follows its name: where it can hardly be chatter. */
  bare?(rest: string): boolean;
  run(ctx: CommandContext, args: Values<A>): Promise<void>;
}

/** Keeps the argument types for `run`, and gives them up for the list of all commands. */
export const defineCommand = <const A extends ArgumentShape>(command: Command<A>): Command =>
  command as unknown as Command;

export const saidIn = (example: Example): string => (typeof example === 'string' ? example : example[1]);

/** What somebody may say of it. */
export const examplesFor = ({ examples }: Command, actor: Actor): string[] =>
  examples.filter((one) => typeof one === 'string' || mayAtAll(actor, one[0])).map(saidIn);

/** `延期 编号 天数 理由`; optional ones in brackets. */
export const usageOf = (command: Command): string =>
  [
    command.name,
    ...Object.values(command.args).map((argument) => (argument.optional ? `[${argument.label}]` : argument.label)),
  ].join(' ');

/** What may stand between two arguments. */
export const skipSeparators = (text: string): string => text.replace(/^[\s，,、;；:：]+/, '');

export type Read =
  | { ok: true; values: Record<string, unknown> }
  | {
      ok: false;
      reason: string;
      /** What is known, which argument is wanted, and what was said after it; null where something is wrong. */
      wanted: { given: Record<string, unknown>; missing: string; rest: string; from: Wanted } | null;
    };

/** Reads the arguments of a command that are not known; the first that is missing or wrong is the reason. */
export function readArguments(
  command: Command,
  text: string,
  env: ReadingEnv,
  known: Readonly<Record<string, unknown>> = {},
): Read {
  const values: Record<string, unknown> = { ...known };
  let rest = text.trimStart();
  for (const [name, argument] of Object.entries(command.args)) {
    if (Object.hasOwn(known, name)) continue;
    const reading = argument.read(rest, env);
    if (!reading.ok) {
      const { reason, wanted: from } = reading;
      const wanted = from === undefined ? null : { given: values, missing: name, rest: from.rest ?? rest, from };
      return { ok: false, reason, wanted };
    }
    values[name] = reading.value;
    rest = skipSeparators(reading.rest);
  }
  return { ok: true, values };
}
