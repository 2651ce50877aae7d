/** Questions a use-case leaves open: each is a command that waits for the one argument a number will give. */
import { forgetQuestion } from '../db/questions.ts';
import type { Directory } from '../domain/directory.ts';
import type { Option, Question } from '../domain/question.ts';
import { MINUTE } from '../domain/time.ts';
import type { Core, MessageContext } from './core.ts';

/** A village or unit as it is offered: with what is above it, so that namesakes can be told apart. */
export const unitOptions = (
  directory: Directory,
  ids: readonly number[],
  valueOf: (id: number) => unknown = (id) => id,
): Option[] =>
  ids.map((id) => {
    const above = directory.unit(id)?.parent ?? null;
    return { label: `${above === null ? '' : directory.unitName(above)}${directory.unitName(id)}`, value: valueOf(id) };
  });

export const expiry = ({ now, rules }: Pick<MessageContext, 'now' | 'rules'>): number =>
  now + rules.settings['prompt.minutes'] * MINUTE;

/**
 * Which of several places or units a report means: 更正 of the issue, once a number is said.
 *
 * @param issue 0 for the one that is being written
 */
export const whichIsMeant = (
  ctx: MessageContext,
  issue: number,
  what: 'place' | 'unit',
  ids: readonly number[],
): Question => ({
  command: '更正',
  given: { issue },
  missing: 'change',
  rest: '',
  options: unitOptions(ctx.rules.directory, ids, (id) => ({ [what]: id })),
  numberOnly: true,
  again: false,
  expiresAt: expiry(ctx),
});

/** Which of several villages a visit was to. */
export const whichVillage = (ctx: MessageContext, visit: number, ids: readonly number[]): Question => ({
  command: '走访',
  given: {},
  missing: 'what',
  rest: '',
  options: unitOptions(ctx.rules.directory, ids, (place) => ({ visit, place })),
  numberOnly: true,
  again: false,
  expiresAt: expiry(ctx),
});

export async function forget({ db, prompts }: Core, room: string, account: string): Promise<void> {
  prompts.set(room, account, null);
  await forgetQuestion(db, room, account);
}
