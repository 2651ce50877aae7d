/** What the upper steps of the ladder add up to: 督办单, the month's circular, proposals to summon. */
import { circulatedBetween, listOrders } from '../../db/ladder.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { loadSummons, openSummons, proposeSummons, settleSummons } from '../../db/summons.ts';
import { inTimeFrom } from '../../domain/given-day.ts';
import { dayOf, monthOf, monthRange, type Month } from '../../domain/time.ts';
import { circularLine, orderLine, summonedWords, summonsLine } from '../../wording/ladder.ts';
import { message } from '../../wording/format.ts';
import { summonsRefusals } from '../../wording/refusals/ladder.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { monthWords } from '../../wording/tables.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, toUnit } from '../issues/outgoing.ts';
import { permitted } from '../permitted.ts';
import { circularDocument } from '../papers/circular.ts';
import { unitsOfOrders } from '../papers/supervise-order.ts';
import { toArrange } from './paper.ts';

/** The open 督办单 first, then the newest; to a unit its own. */
export async function showOrders(ctx: MessageContext): Promise<void> {
  const { core, now, rules } = ctx;
  const units = unitsOfOrders(ctx);
  const orders = await listOrders(core.db, rules.settings['digest.listed'], units);
  const none = units === null ? nothingThere.orders() : nothingThere.ordersToUnit();
  const lines = orders.map((order) => orderLine(order, rules.directory, inTimeFrom(dayOf(now), rules.calendar)));
  await answer(ctx, message(lines.length === 0 ? none : ['督办单：', ...lines].join('\n')));
}

/** What inspectors confirmed for the circular of a month, the running one where none is named. */
export async function showCircular(ctx: MessageContext, month: Month | null, asDocument: boolean): Promise<void> {
  const { core, now, rules } = ctx;
  const wanted = month ?? monthOf(now);
  const { from, to } = monthRange(wanted);
  const listed = await circulatedBetween(core.db, from, to);
  const title = `${monthWords(wanted)}通报`;
  await answer(
    ctx,
    message(
      listed.length === 0
        ? nothingThere.circulated(title)
        : [`${title}（${listed.length} 件）`, ...listed.map((one) => circularLine(one, rules.directory))].join('\n'),
      asDocument ? await circularDocument(core, wanted, now) : [],
    ),
  );
}

/** Proposes to summon the lead of a unit as a whole. */
export async function proposeForUnit(ctx: MessageContext, unit: number, reason: string | null): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const { directory } = rules;
  if (await wasAnswered(core.db, ctx)) return;
  if (!(await permitted(ctx, 'summon'))) return;
  if (reason === null) {
    await answer(ctx, message(summonsRefusals.noReason(directory.unitName(unit))));
    return;
  }
  const kept = await proposeSummons(core.db, { unit, reason, by: actor.id, at: now, source: sourceOf(ctx) });
  const words = summonedWords(null, directory.unitName(unit), reason, actor.name);
  const segments = message(`约谈建议 ${kept.number} 号已提出：${directory.unitName(unit)}，等双访办安排。`);
  await commitAndTell(
    ctx,
    answerAndTell({ address: ctx.address, segments }, [
      ...toUnit(ctx.core.reach, directory, unit, 'unitLead', words),
      ...toArrange(ctx, kept.number, null, unit, reason),
    ]),
  );
}

/** Proposals nobody has arranged yet. */
export async function showSummons(ctx: MessageContext): Promise<void> {
  const open = await openSummons(ctx.core.db);
  await answer(
    ctx,
    message(
      open.length === 0
        ? nothingThere.summons()
        : [`待安排的约谈建议 ${open.length} 件：`, ...open.map((one) => summonsLine(one, ctx.rules.directory))].join(
            '\n',
          ),
    ),
  );
}

/** The office says what came of a proposal. */
export async function concludeSummons(ctx: MessageContext, number: number | null, text: string | null): Promise<void> {
  const { core, actor, now, rules } = ctx;
  if (await wasAnswered(core.db, ctx)) return;
  if (!(await permitted(ctx, 'settleSummons'))) return;
  if (number === null || text === null) {
    await answer(ctx, message(summonsRefusals.noResult()));
    return;
  }
  const found = await loadSummons(core.db, number);
  if (found === null) {
    await answer(ctx, message(summonsRefusals.noProposal(number)));
    return;
  }
  const settled = await settleSummons(core.db, number, text, actor.id, now);
  await answer(
    ctx,
    message(
      settled
        ? `约谈建议 ${number} 号已记录结果：${rules.directory.unitName(found.unit)}，${text}`
        : summonsRefusals.concludedBefore(number, found.settlement ?? ''),
    ),
    found.issue,
  );
}
