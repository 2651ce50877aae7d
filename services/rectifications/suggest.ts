/** A confirmed flag becomes a suggestion to the unit; one more before the unit has answered joins the same. */
import { confirmFlag, openRectifications, rectificationBySource } from '../../db/rectifications.ts';
import type { Flag } from '../../db/supervision.ts';
import {
  decideRectification,
  foldRectification,
  suggest,
  type RectificationState,
} from '../../domain/rectification.ts';
import { doneBy } from '../../domain/taken-back.ts';
import { dayWords, message } from '../../wording/format.ts';
import { flagReason } from '../../wording/flags.ts';
import { joinedWords, stepLine, suggestionNumber, suggestionWords } from '../../wording/rectifications.ts';
import { commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, toLiaison, toUnit } from '../issues/outgoing.ts';

const TRIES = 20;

/** Confirms a flag and tells the unit, the liaison group and the inspector; false when it was decided before. */
export async function confirmAndSuggest(ctx: MessageContext, flag: Flag): Promise<boolean> {
  const { core, actor, now, rules } = ctx;
  const source = sourceOf(ctx);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const begun = await rectificationBySource(core.db, source);
    const done = begun === null ? null : doneBy(begun.log, source);
    if (begun !== null && done !== null) {
      if (done !== 'takenBack') await tell(ctx, flag, foldRectification(begun.state.number, done.until) ?? begun.state);
      return true;
    }
    if (flag.state !== 'draft') return false;
    const awaited = (await openRectifications(core.db, [flag.unit])).find(({ status }) => status === 'suggested');
    const joining =
      awaited === undefined
        ? null
        : decideRectification(awaited, { type: 'join', flag: flag.id, kind: flag.kind }, actor, now, rules);
    const event = joining?.ok
      ? joining.event
      : suggest({ unit: flag.unit, flag: flag.id, kind: flag.kind }, actor.id, now, rules);
    const joins = joining?.ok && awaited !== undefined ? awaited : null;
    if ((await confirmFlag(core.db, { flag: flag.id, joins, event, source })) === 'decided') return false;
  }
  throw new Error(`flag ${flag.id} could not be confirmed`);
}

async function tell(ctx: MessageContext, flag: Flag, state: RectificationState): Promise<void> {
  const { directory } = ctx.rules;
  const evidence = flagReason(flag);
  const joined = state.version > 1;
  const name = directory.unitName(flag.unit);
  const reply = joined
    ? `第 ${flag.id} 号预警已确认，并入${suggestionNumber(state)}，已告知${name}。`
    : `第 ${flag.id} 号预警已确认，${suggestionNumber(state)}已发${name}，${dayWords(state.planDue)}前报整改方案。`;
  const words = joined ? joinedWords(state, evidence, directory) : suggestionWords(state, evidence, directory);
  const line = joined
    ? stepLine(state, directory, `又一条预警（${flag.id} 号）并入，${dayWords(state.planDue)}前一并答复`)
    : stepLine(state, directory, `已发督查建议，${dayWords(state.planDue)}前报整改方案`);
  await commitAndTell(
    ctx,
    answerAndTell({ address: ctx.address, segments: message(reply) }, [
      ...toUnit(ctx.core.reach, directory, flag.unit, 'unitLead', words),
      ...toLiaison(ctx.core.reach, directory, line),
    ]),
  );
}
