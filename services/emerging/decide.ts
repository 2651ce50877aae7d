/** 苗头 排除, 苗头 恢复: a surge whose cause is known is not told again for some weeks, until that is taken back. */
import { loadEmergingIssue, type KnownEmerging } from '../../db/emerging.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { jointItemsFor } from '../../db/joint-items.ts';
import { appendEvent } from '../../db/supervision-events.ts';
import { decideSurge, type SurgeCommand, type SurgeEvent } from '../../domain/surge-dismissal.ts';
import { doneBy } from '../../domain/taken-back.ts';
import { dismissedWords, restoredWords } from '../../wording/emerging.ts';
import { message } from '../../wording/format.ts';
import { surgeRefusal, surgeSays } from '../../wording/refusals/surges.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { permitted } from '../permitted.ts';
import { answerAndTell, toLiaison } from '../issues/outgoing.ts';

export const surgeActions = ['排除', '恢复'] as const;
export type SurgeAction = (typeof surgeActions)[number];

/** How often it is decided anew when others decide about the same surge. */
const TRIES = 20;

export async function decideEmerging(
  ctx: MessageContext,
  action: SurgeAction,
  number: number | null,
  reason: string | null,
): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const source = sourceOf(ctx);
  if (await wasAnswered(core.db, ctx)) return;
  if (!(await permitted(ctx, 'decideSurge'))) return;
  const command = commandFor(action, reason);
  if (number === null || command === null) {
    await answer(ctx, message(action === '排除' ? surgeSays.dismissIncomplete(number) : surgeSays.restoreIncomplete()));
    return;
  }
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await loadEmergingIssue(core.db, number);
    if (found === null) {
      await answer(ctx, message(notThere.surge(number)));
      return;
    }
    const done = doneBy(found.log, source);
    if (done !== null) {
      if (done !== 'takenBack') await tell(ctx, found, done.event);
      return;
    }
    const item = (await jointItemsFor(core.db, [number])).get(number)?.number ?? null;
    const decision = decideSurge({ dismissal: found.dismissal, item }, command, actor.id, now, rules.settings);
    if (!decision.ok) {
      await answer(ctx, message(surgeRefusal(number, decision.refusal)));
      return;
    }
    await appendEvent(core.db, 'surge', number, found.log.length + 1, decision.event, source);
  }
  throw new Error(`surge ${number} kept changing under a command`);
}

function commandFor(action: SurgeAction, reason: string | null): SurgeCommand | null {
  if (action === '恢复') return { type: 'restore', reason };
  return reason === null ? null : { type: 'dismiss', reason };
}

async function tell(ctx: MessageContext, found: KnownEmerging, event: SurgeEvent): Promise<void> {
  const { core, rules } = ctx;
  const { directory } = rules;
  const words =
    event.type === 'dismissed'
      ? dismissedWords(found, { at: event.at, ...event.data }, directory)
      : restoredWords(found, event.type === 'restored' ? event.data.reason : null, directory);
  await commitAndTell(
    ctx,
    answerAndTell(
      { address: ctx.address, segments: message(words) },
      toLiaison(core.reach, directory, `【倾向性苗头】${words}`),
    ),
  );
}
