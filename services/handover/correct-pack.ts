/** Issues a corrected edition of a quarter's pack, saying what changed against the last one, form by form. */
import { commitPackCorrection, loadPack } from '../../db/quarterly-packs.ts';
import { changesBetweenPacks } from '../../domain/pack-changes.ts';
import { readQuarter } from '../../domain/text/quarter.ts';
import { dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { packLine, packText, quarterWords } from '../../wording/handover.ts';
import { formChangeWords } from '../../wording/pack-changes.ts';
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
    await answer(ctx, message('请写季度和更正说明，例如：季度研究 更正 2026年第3季度 #12 进展补记有误'));
    return;
  }
  const { quarter, rest: reason } = read;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const last = await loadPack(core.db, quarter.from);
    if (last === null) {
      await answer(
        ctx,
        message(
          `${quarterWords(quarter)}材料还没有发布，不需要更正；每季度第一个工作日发布上季度的，发布前数据会自动更新。`,
        ),
      );
      return;
    }
    const number = last.pack.edition + 1;
    const made = await quarterlyPack(core, quarter, { edition: number, issuedAt: now, issuedBy: actor.name });
    const changes = changesBetweenPacks(last.pack, made);
    if (changes.length === 0) {
      await answer(
        ctx,
        message(
          `与第 ${last.pack.edition} 版相比没有变化，没有发布新的一版：材料按季度末的情况编制，此后的办理、撤销、重办不改变它，议定和批示随“季度研究”列出。`,
        ),
      );
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
