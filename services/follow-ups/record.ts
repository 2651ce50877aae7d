/** 回访: what a resident said of a closed issue; unsolved, it is reopened in the same breath. */
import { loadIssue } from '../../db/commit.ts';
import { recordResult, resultBySource } from '../../db/follow-ups.ts';
import { wasAnswered } from '../../db/inbox.ts';
import type { FollowUpOutcome, Satisfaction } from '../../domain/follow-up.ts';
import { reach } from '../../domain/permitted.ts';
import { myCalls, openByInspector, resultWords } from '../../wording/follow-ups.ts';
import { message } from '../../wording/format.ts';
import { followUpRefusals } from '../../wording/refusals/follow-ups.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { actOnIssue } from '../issues/act.ts';
import { callsOf, callsToMake } from './calls.ts';

export interface SaidByResident {
  outcome: FollowUpOutcome | null;
  /** Null: not rated. */
  satisfaction: Satisfaction | null;
  note: string | null;
}

/** One's open calls; to the office how many everybody has left. */
export async function showCalls(ctx: MessageContext): Promise<void> {
  const { core, actor, rules } = ctx;
  const own = reach(actor, 'listCalls').has('called');
  const calls = own ? await callsOf(core, actor.id) : await callsToMake(core);
  const listed = rules.settings['digest.listed'];
  await answer(ctx, message(own ? myCalls(calls, listed, rules.directory) : openByInspector(calls, rules.directory)));
}

/** Records a follow-up, drawn or not. */
export async function followUp(ctx: MessageContext, number: number, said: SaidByResident): Promise<void> {
  const { core, actor, saidAt, rules } = ctx;
  const { outcome, satisfaction, note } = said;
  if (await wasAnswered(core.db, ctx)) return;
  if (outcome === null) {
    await answer(ctx, message(followUpRefusals.noResult(number)), number);
    return;
  }
  if (outcome === 'unsolved' && note === null) {
    await answer(ctx, message(followUpRefusals.noReason(number)), number);
    return;
  }
  const issue = await loadIssue(core.db, number);
  if (issue === null) {
    await answer(ctx, message(notThere.issue(number)));
    return;
  }
  const source = sourceOf(ctx);
  const recorded = await resultBySource(core.db, source);
  if (recorded === null && issue.status !== 'closed') {
    await answer(ctx, message(followUpRefusals.notClosed(number, issue.status)), number);
    return;
  }
  await recordResult(
    core.db,
    { issue: number, holding: issue.holding, unit: issue.unit, by: actor.id, at: saidAt, outcome, satisfaction, note },
    source,
  );
  const unit = issue.unit === null ? null : rules.directory.unitName(issue.unit);
  const words = message(resultWords(number, outcome, satisfaction, unit));
  if (outcome === 'unsolved') {
    await actOnIssue(ctx, number, { type: 'reopen', reason: note ?? '' }, words);
    return;
  }
  await commitAndTell(ctx, [{ address: ctx.address, segments: words }], {}, number);
}
