/** Whether the one who speaks may do something; where not, they are told who may. */
import type { Action } from '../domain/permissions.ts';
import { may, type Subject } from '../domain/permitted.ts';
import { message } from '../wording/format.ts';
import { notPermittedWords } from '../wording/permissions.ts';
import { answer } from './answer.ts';
import type { MessageContext } from './core.ts';

/**
 * False, and answered, where the table does not say that they may.
 *
 * @param issue the one it is about
 */
export async function permitted(
  ctx: MessageContext,
  action: Action,
  subject: Subject = {},
  issue: number | null = null,
): Promise<boolean> {
  if (may(ctx.actor, action, subject)) return true;
  await answer(ctx, message(notPermittedWords(ctx.actor, action)), issue);
  return false;
}

/** A unit as scopes look at it: its own people and those of the units above it. */
export const ofUnit = ({ rules }: MessageContext, unit: number): Subject => ({
  units: rules.directory.lineOf(unit),
});
