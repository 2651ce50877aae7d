/** 台账 in chat: the ledger of a query as a file; to a unit its own. */
import { may, mayEverywhere, unitsWithin } from '../../domain/permitted.ts';
import { buffer } from 'node:stream/consumers';
import { countLedger, type LedgerFilter } from '../../db/ledger.ts';
import { takePeriod } from '../../domain/text/period.ts';
import { dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { ledgerAsked, ledgerCounted } from '../../wording/ledger.ts';
import { lookingRefusals } from '../../wording/refusals/looking.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { wholeMatch } from '../issues/find.ts';
import { file } from '../made.ts';
import { ofUnit, permitted } from '../permitted.ts';
import { exportLedger, reportedWithin } from './export.ts';

export async function sendLedger(ctx: MessageContext, text: string | null): Promise<void> {
  const { core, actor, now, rules, readers } = ctx;
  const { directory, settings } = rules;
  const { period, words } = takePeriod(text ?? '', dayOf(now));
  const rest = words.join(' ');
  const asked = rest === '' ? {} : wholeMatch(readers, rest);
  const denied = asked.units?.find((unit) => !may(actor, 'exportLedger', ofUnit(ctx, unit)));
  if (denied !== undefined && !(await permitted(ctx, 'exportLedger', ofUnit(ctx, denied)))) return;
  const own = mayEverywhere(actor, 'exportLedger')
    ? null
    : unitsWithin(actor, 'exportLedger').flatMap((unit) => [unit, ...directory.children(unit)]);
  const filter: LedgerFilter = {
    ...reportedWithin(period?.from ?? null, period?.to ?? null),
    units: asked.units ?? own,
    places: asked.places ?? null,
    text: asked.text ?? null,
  };
  const found = await countLedger(core.db, filter);
  const most = settings['ledger.chatRows'];
  if (found === 0 || found > most) {
    const refusal = found === 0 ? lookingRefusals.ledgerEmpty() : lookingRefusals.ledgerTooLong(found, most);
    await answer(ctx, message(refusal));
    return;
  }
  const bytes = await buffer(await exportLedger(core, filter, now));
  await answer(ctx, message(ledgerCounted(found), file(ledgerAsked(rest, period), bytes)));
}
