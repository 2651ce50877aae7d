/** Issues a corrected edition of a month's table, saying what changed against the last one, unit by unit. */
import { commitCorrection, loadEdition } from '../../db/monthly-editions.ts';
import { addressKey } from '../../domain/message.ts';
import { changesBetween } from '../../domain/monthly-changes.ts';
import type { Month } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { monthlyRefusals } from '../../wording/refusals/monthly.ts';
import { monthWords } from '../../wording/tables.ts';
import { answer } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { addressesOfOffice, queued } from '../issues/outgoing.ts';
import { permitted } from '../permitted.ts';
import { editionMessage, makeEdition } from './edition.ts';
import { makeTable } from './make.ts';

/** How often a correction is decided anew when others are issued meanwhile. */
const TRIES = 5;

/** The office only; a table that would say the same is not issued again. */
export async function correctTable(ctx: MessageContext, month: Month | null, reason: string | null): Promise<void> {
  const { core, now, actor, rules } = ctx;
  if (!(await permitted(ctx, 'correctTable'))) return;
  if (month === null || reason === null) {
    await answer(ctx, message(monthlyRefusals.correctionIncomplete()));
    return;
  }
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const last = await loadEdition(core.db, month);
    if (last === null) {
      await answer(ctx, message(monthlyRefusals.notIssued(monthWords(month))));
      return;
    }
    const request = { month, issuedAt: now, edition: last.table.edition + 1, issuedBy: actor.name };
    const made = await makeTable(core, request);
    const changes = changesBetween(last.table, made);
    if (changes.length === 0) {
      await answer(ctx, message(monthlyRefusals.nothingChanged(last.table.edition)));
      return;
    }
    const edition = await makeEdition(core, { ...made, changes: [reason, ...changes] }, request);
    const segments = editionMessage(edition);
    const addresses = addressesOfOffice(core.reach, rules.directory);
    const here = addresses.some((address) => addressKey(address) === ctx.room);
    const outgoing = [
      ...addresses.map((address) => ({ address, segments })),
      ...(here
        ? []
        : [
            {
              address: ctx.address,
              segments: message(
                `${monthWords(month)}督查表第 ${request.edition} 版已发布到督查联络群，与上一版有 ${changes.length} 个单位不同。`,
              ),
            },
          ]),
    ];
    const result = await commitCorrection(core.db, {
      edition,
      at: now,
      by: actor.id,
      message: { room: ctx.room, messageId: ctx.messageId },
      outbox: queued(outgoing, sourceOf(ctx), null, now),
    });
    if (result === 'conflict') continue;
    core.courier.wake();
    return;
  }
  throw new Error(`editions of ${month} kept being issued under a correction`);
}
