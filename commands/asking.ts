/** Asks for the one argument a command lacks, and takes the answer. */
import { chosen, isCancel, type Question } from '../domain/question.ts';
import type { PerhapsCommand } from '../domain/text/command-text.ts';
import { maskPersonal } from '../domain/text/mask.ts';
import { normalize } from '../domain/text/normalize.ts';
import { dayOf } from '../domain/time.ts';
import { answer, commitAndTell } from '../services/answer.ts';
import { issueOptions } from '../services/issues/options.ts';
import { expiry, forget } from '../services/questions.ts';
import { message } from '../wording/format.ts';
import { askWords, whetherMeant } from '../wording/questions.ts';
import { answerRefusals } from '../wording/refusals/questions.ts';
import { usageOf, type Command, type CommandContext, type Read, type ReadingEnv } from './define.ts';
import { commandNamed } from './registry.ts';

/** What was said of a command: its words, and the arguments that are known beside them. */
export interface Said {
  text: string;
  known: Readonly<Record<string, unknown>>;
}

export const envOf = ({ readers, now, quoted, choices }: CommandContext): ReadingEnv => ({
  readers,
  today: dayOf(now),
  quoted,
  choices,
});

/** Where only a number answers, whatever else is said goes on its own way. */
export const mayAnswer = ({ numberOnly }: Question, text: string): boolean =>
  isCancel(text) || (numberOnly ? chosen(text) !== null : text.trim() !== '');

/** A question for an argument is over when something else is asked of the bot; one about what is recorded, when it is. */
export const endedBy = ({ numberOnly, command: asking }: Question, command: Command | undefined): boolean =>
  command !== undefined && (!numberOnly || command.name === asking);

/** Asks for what is missing, with choices where there are few. */
export async function askFor(
  ctx: CommandContext,
  command: Command,
  reason: string,
  { given, missing, rest, from }: NonNullable<Extract<Read, { ok: false }>['wanted']>,
): Promise<void> {
  const options = from.issue === true ? await issueOptions(ctx, command.does ?? null) : from.options;
  const label = command.args[missing]?.label ?? missing;
  const ask: Question = {
    command: command.name,
    given,
    missing,
    rest: maskPersonal(rest).text,
    options,
    numberOnly: false,
    again: false,
    expiresAt: expiry(ctx),
  };
  const issue = typeof given['issue'] === 'number' ? given['issue'] : ctx.quoted;
  const segments = message(askWords(command.name, reason, label, options));
  await commitAndTell(ctx, [{ address: ctx.address, segments }], { ask }, issue);
}

/** Asks whether words without a prefix were meant for the bot; a number says yes, everything else goes on its own way. */
export async function askWhetherMeant(
  ctx: CommandContext,
  command: Command,
  { number, rest }: PerhapsCommand,
): Promise<void> {
  const ask: Question = {
    command: command.name,
    given: {},
    missing: 'issue',
    rest: maskPersonal(normalize(rest)).text,
    options: [{ label: `${command.name} #${number}`, value: number }],
    numberOnly: true,
    unsure: true,
    again: false,
    expiresAt: expiry(ctx),
  };
  await commitAndTell(ctx, [{ address: ctx.address, segments: message(whetherMeant(command.name, number)) }], { ask });
}

/** Takes somebody's next words as the answer; `run` carries the command out with it, or asks for the next. */
export async function answerQuestion(
  ctx: CommandContext,
  question: Question,
  text: string,
  run: (said: Said & { command: Command }) => Promise<void>,
): Promise<void> {
  const command = commandNamed(question.command);
  const argument = command?.args[question.missing];
  if (command === undefined || argument === undefined || isCancel(text)) {
    await answer(
      ctx,
      message(
        question.numberOnly && question.unsure !== true
          ? answerRefusals.recordedStays()
          : answerRefusals.cancelled(question.command),
      ),
    );
    return;
  }
  const { options, missing, given, rest } = question;
  const number = chosen(text);
  const option = number === null ? undefined : options[number - 1];
  if (option !== undefined) return run({ command, text: rest, known: { ...given, [missing]: option.value } });
  if (question.numberOnly) {
    const segments = message(answerRefusals.numberPlease(options.length));
    await commitAndTell(ctx, [{ address: ctx.address, segments }], { ask: { ...question } });
    return;
  }
  const reading = argument.read(text, envOf(ctx));
  if (reading.ok) {
    const known = { ...given, [missing]: reading.value };
    return run({ command, text: `${reading.rest} ${rest}`, known });
  }
  const { reason, wanted } = reading;
  // Several may be meant: that is no wrong answer but the next question.
  if (wanted !== undefined && wanted.issue !== true && wanted.options.length > 0 && wanted.rest !== undefined)
    return askFor(ctx, command, reason, { given, missing, rest: `${wanted.rest} ${rest}`, from: wanted });
  if (question.again) {
    await answer(ctx, message(answerRefusals.wrongTwice(command.name, reason, usageOf(command))));
    return;
  }
  const ask = { ...question, again: true, expiresAt: expiry(ctx) };
  const segments = message(answerRefusals.again(reason, options));
  await commitAndTell(ctx, [{ address: ctx.address, segments }], { ask });
}

/** Where what was done was written without taking the question away (several issues at once), it is taken away here. */
export async function forgetEnded({ core, room, account, now, ends }: CommandContext): Promise<void> {
  if (ends === null || core.prompts.get(room, account, now) !== ends) return;
  await forget(core, room, account);
}
