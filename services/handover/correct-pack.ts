/** Issues a corrected edition of a quarter's pack, saying what changed against the last one, form by form. */
import { commitPackCorrection, loadPack } from '../../db/quarterly-packs.ts';
import { changesBetweenPacks } from '../../domain/pack-changes.ts';
import { readQuarter } from '../../domain/text/quarter.ts';
import { dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { packLine, packText, quarterWords } from '../../wording/handover.ts';
import { formChangeWords } from '../../wording/pack-changes.ts';
import { packRefusals } from '../../wording/refusals/packs.ts';
import { answer } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, queued, toLiaison, toOfficeInPrivate } from '../issues/outgoing.ts';
import { permitted } from '../permitted.ts';
import { quarterlyPack } from './pack.ts';
import { packDocument, packEdition } from './pack-edition.ts';

/** How often a correction is decided anew when others are issued meanwhile. */
const TRIES = 5;

/** The office only; a pack that would say the same is not issued again. */
export async function correctPack(ctx: MessageContext, typed: string | null): Promise<void> {
  const { core, now, actor, rules } = ctx;
  if (!(await permitted(ctx, 'correctPack'))) return;
  const read = typed === null ? null : readQuarter(typed, dayOf(now));
  if (read === null || read.rest === '') {
    await answer(ctx, message(packRefusals.correctionIncomplete()));
    return;
  }
  const { quarter, rest: reason } = read;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const last = await loadPack(core.db, quarter.from);
    if (last === null) {
      await answer(ctx, message(packRefusals.notIssued(quarterWords(quarter))));
      return;
    }
    const number = last.pack.edition + 1;
    const made = await quarterlyPack(core, quarter, { edition: number, issuedAt: now, issuedBy: actor.name });
    const changes = changesBetweenPacks(last.pack, made);
    if (changes.length === 0) {
      await answer(ctx, message(packRefusals.nothingChanged(last.pack.edition)));
      return;
    }
    const pack = { ...made, changes: [reason, ...changes.map(formChangeWords)] };
    const edition = await packEdition(core, pack);
    const segments = message(packText(pack, rules.settings['digest.listed']), packDocument(edition));
    const others = [
      ...toOfficeInPrivate(core.reach, rules.directory, segments),
      ...toLiaison(core.reach, rules.directory, `${packLine(pack)}与上一版有 ${changes.length} 份不同。`),
    ];
    const said = message(`${quarterWords(quarter)}材料第 ${number} 版已发布，与上一版有 ${changes.length} 份不同。`);
    const result = await commitPackCorrection(core.db, edition, {
      at: now,
      by: actor.id,
      message: { room: ctx.room, messageId: ctx.messageId },
      outbox: queued(answerAndTell({ address: ctx.address, segments: said }, others), sourceOf(ctx), null, now),
    });
    if (result === 'conflict') continue;
    core.courier.wake();
    return;
  }
  throw new Error(`packs of ${quarter.from} kept being issued under a correction`);
}
