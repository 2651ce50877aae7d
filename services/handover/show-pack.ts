/** 季度研究: a quarter's pack as it was issued, and what became of what was decided on it. */
import { readQuarter, quarterOf } from '../../domain/text/quarter.ts';
import { dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { packLine, packText, quarterWords } from '../../wording/handover.ts';
import { packRefusals } from '../../wording/refusals/packs.ts';
import { answer, commitAndTell } from '../answer.ts';
import { inGroup, type MessageContext } from '../core.ts';
import { packDocument, packOfQuarter } from './pack-edition.ts';
import { studiedSince } from './study.ts';

/** Answers who asks; a group sees numbers, units and days, the rest goes to them in private. */
export async function showPack(ctx: MessageContext, asked: string | null): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const today = dayOf(now);
  const running = quarterOf(today);
  const read = asked === null ? { quarter: running, rest: '' } : readQuarter(asked, today);
  if (read === null || read.rest !== '') {
    await answer(ctx, message(packRefusals.noQuarter()));
    return;
  }
  const { quarter } = read;
  if (quarter.from > running.from) {
    await answer(ctx, message(packRefusals.notBegun(quarterWords(quarter))));
    return;
  }
  const edition = await packOfQuarter(core, quarter, now);
  const since = await studiedSince(core, edition.pack, now);
  const text = packText(edition.pack, rules.settings['digest.listed']);
  const segments = message([text, ...since.lines].join('\n'), packDocument(edition));
  if (!inGroup(ctx)) {
    await answer(ctx, segments);
    return;
  }
  const address = edition.pack.forms.length === 0 ? null : core.reach.privately(actor);
  const line = `${packLine(edition.pack)}${since.count}${address === null ? '' : '材料已私聊发给您。'}`;
  await commitAndTell(ctx, [
    { address: ctx.address, segments: message(line) },
    ...(address === null ? [] : [{ address, segments }]),
  ]);
}
