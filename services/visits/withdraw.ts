/** 走访 撤回: takes a visit back that was recorded by mistake. */
import { withdrawVisit } from '../../db/visits.ts';
import type { QuotedMessage } from '../../domain/text/quoted.ts';
import { dayOf, startOfDay } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { withdrawnWords } from '../../wording/visits.ts';
import { visitRefusals } from '../../wording/refusals/visits.ts';
import { answer } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { permitted } from '../permitted.ts';
import { visitQuoted } from './quoted.ts';

/** The visit of the quoted card, or the cadre's last of today; others' visits only the office takes back. */
export async function withdraw(ctx: MessageContext, quote: QuotedMessage | null): Promise<void> {
  const { core, actor, now } = ctx;
  const quoted = quote === null ? null : await visitQuoted(ctx, quote);
  if (quote !== null && quoted === null) {
    await answer(ctx, message(visitRefusals.noVisitQuoted()));
    return;
  }
  if (!(await permitted(ctx, 'withdrawVisit', { person: quoted?.cadre ?? actor.id }))) return;
  const taken = await withdrawVisit(core.db, quoted?.id ?? null, actor.id, sourceOf(ctx), now, startOfDay(dayOf(now)));
  const words =
    taken !== null
      ? withdrawnWords(taken, ctx.rules.directory)
      : quoted !== null
        ? visitRefusals.withdrawnBefore()
        : visitRefusals.noneToday();
  await answer(ctx, message(words));
}
