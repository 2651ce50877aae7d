/** 走访 撤回: takes a visit back that was recorded by mistake. */
import { withdrawVisit } from '../../db/visits.ts';
import type { QuotedMessage } from '../../domain/text/quoted.ts';
import { dayOf, startOfDay } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { withdrawnWords } from '../../wording/visits.ts';
import { answer } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { permitted } from '../permitted.ts';
import { visitQuoted } from './quoted.ts';

/** The visit of the quoted card, or the cadre's last of today; others' visits only the office takes back. */
export async function withdraw(ctx: MessageContext, quote: QuotedMessage | null): Promise<void> {
  const { core, actor, now } = ctx;
  const quoted = quote === null ? null : await visitQuoted(ctx, quote);
  if (quote !== null && quoted === null) {
    await answer(ctx, message('引用的不是走访记录，请引用我回复的“已记录走访”。'));
    return;
  }
  if (!(await permitted(ctx, 'withdrawVisit', { person: quoted?.cadre ?? actor.id }))) return;
  const taken = await withdrawVisit(core.db, quoted?.id ?? null, actor.id, sourceOf(ctx), now, startOfDay(dayOf(now)));
  const words =
    taken !== null
      ? withdrawnWords(taken, ctx.rules.directory)
      : quoted !== null
        ? '这次走访此前已经撤回。'
        : '您今天没有可撤回的走访；要撤回以前的，请引用我当时的回复。';
  await answer(ctx, message(words));
}
