/** 立项: an emerging issue becomes a joint item with a unit that leads it. */
import { loadEmergingIssue, type EmergingIssue } from '../../db/emerging.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { jointItemsFor, loadJointItem, openJointItem } from '../../db/joint-items.ts';
import { accountability } from '../../domain/issue/rules.ts';
import { foldJointItem } from '../../domain/joint-item.ts';
import { isDismissed, type SurgeEvent } from '../../domain/surge-dismissal.ts';
import { doneBy } from '../../domain/taken-back.ts';
import { dayOf, type Day } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { forLead, jointItemStep, openedWords } from '../../wording/joint-items.ts';
import { jointItemSays } from '../../wording/refusals/joint-items.ts';
import { surgeRefusal } from '../../wording/refusals/surges.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, toLiaison, toUnit } from '../issues/outgoing.ts';
import { permitted } from '../permitted.ts';

/** How often it is tried when others decide about the same surge, or the item it joins. */
const TRIES = 20;

/** @param wanted the unit that is to lead; where none is named, the one that answers for the category, else the town */
export async function openJointItemFor(
  ctx: MessageContext,
  emerging: number,
  wanted: number | null,
  due: Day | null,
  text: string | null,
): Promise<void> {
  const { core, actor, now } = ctx;
  const source = sourceOf(ctx);
  if (await wasAnswered(core.db, ctx)) return;
  if (!(await permitted(ctx, 'openJointItem'))) return;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const found = await loadEmergingIssue(core.db, emerging);
    if (found === null) {
      await answer(ctx, message(notThere.surge(emerging)));
      return;
    }
    const done = doneBy(found.log, source);
    if (done !== null) {
      if (done !== 'takenBack') await tell(ctx, emerging, done.event);
      return;
    }
    const earlier = (await jointItemsFor(core.db, [emerging])).get(emerging);
    if (earlier !== undefined) {
      await answer(ctx, message(jointItemSays.openedBefore(emerging, earlier.number)));
      return;
    }
    if (found.dismissal !== null && isDismissed(found.dismissal, dayOf(now))) {
      await answer(ctx, message(surgeRefusal(emerging, { code: 'dismissed', dismissal: found.dismissal })));
      return;
    }
    const unit = leadFor(ctx, found, wanted);
    if (unit === null) {
      await answer(ctx, message(jointItemSays.noUnitLeads(emerging)));
      return;
    }
    if (due !== null && due < dayOf(now)) {
      await answer(ctx, message(jointItemSays.dayPast(due)));
      return;
    }
    const seq = found.log.length + 1;
    await openJointItem(core.db, { emerging, seq, unit, text, due, by: actor.id, at: now, source });
  }
  throw new Error(`surge ${emerging} kept changing while it was made a joint item`);
}

function leadFor({ rules }: MessageContext, { town, category }: EmergingIssue, wanted: number | null): number | null {
  const { directory } = rules;
  const unit = wanted ?? directory.category(category)?.unit ?? town;
  return unit === null ? null : (accountability(directory, unit)?.unit ?? null);
}

async function tell(ctx: MessageContext, emerging: number, event: SurgeEvent): Promise<void> {
  const { core, rules } = ctx;
  const { directory } = rules;
  if (event.type !== 'opened' && event.type !== 'joined') throw new Error(`no 立项 makes a surge ${event.type}`);
  const loaded = await loadJointItem(core.db, event.data.item);
  if (loaded === null) throw new Error(`joint item ${event.data.item} is not there`);
  const state = foldJointItem(loaded.item, loaded.log);
  const joined = event.type === 'joined';
  const line = joined ? `又有同类事项并入，现共 ${state.issues.length} 件` : `已立项，共 ${state.issues.length} 件`;
  await commitAndTell(
    ctx,
    answerAndTell({ address: ctx.address, segments: message(openedWords(state, emerging, joined, directory)) }, [
      ...toUnit(core.reach, directory, state.unit, 'unitLead', forLead(state, joined, directory)),
      ...toLiaison(core.reach, directory, jointItemStep(state, directory, line)),
    ]),
  );
}
