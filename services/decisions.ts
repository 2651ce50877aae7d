/** 批准 and 驳回: what waits for a decision on an issue, by who decides: the office extensions, inspectors the ladder. */
import { loadIssue } from '../db/commit.ts';
import { decideSteps, ladderNames, loadDrafts } from '../db/supervision.ts';
import { hasRole } from '../domain/directory.ts';
import type { LadderStep } from '../domain/escalation.ts';
import { addressKey } from '../domain/message.ts';
import { confirmedStepWords } from '../wording/digests.ts';
import { mention, message, namedFor } from '../wording/format.ts';
import { answer, commitAndTell } from './answer.ts';
import type { MessageContext } from './core.ts';
import { actOnIssue } from './issues/act.ts';
import { addressesOfUnit } from './issues/outgoing.ts';

/** Grants an extension or confirms drafted steps; says so when nothing waits. */
export async function approve(ctx: MessageContext, number: number, leader: string | null): Promise<void> {
  if (await officeDecides(ctx, number)) {
    await actOnIssue(ctx, number, { type: 'approveExtension', leader });
    return;
  }
  await decideDrafts(ctx, number, 'confirmed', null);
}

export async function refuse(ctx: MessageContext, number: number, reason: string): Promise<void> {
  if (await officeDecides(ctx, number)) {
    await actOnIssue(ctx, number, { type: 'refuseExtension', reason });
    return;
  }
  await decideDrafts(ctx, number, 'dismissed', reason);
}

/** The office decides extensions; somebody who is office and inspector decides the extension first. */
async function officeDecides(ctx: MessageContext, number: number): Promise<boolean> {
  if (!hasRole(ctx.actor, 'office', 'admin')) return false;
  if (!hasRole(ctx.actor, 'inspector')) return true;
  const issue = await loadIssue(ctx.core.db, number);
  return issue?.pendingExtension !== null;
}

async function decideDrafts(
  ctx: MessageContext,
  number: number,
  state: 'confirmed' | 'dismissed',
  reason: string | null,
): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const first = (await loadDrafts(core.db)).find((draft) => draft.issue === number);
  if (first === undefined) {
    await answer(ctx, message(`#${number} 没有待审定的督办、通报或约谈。发送“我的”可看待审定的事项。`), number);
    return;
  }
  const steps = await decideSteps(core.db, number, state, actor.id, now, reason);
  if (steps.length === 0) {
    await answer(ctx, message(`#${number} 刚刚已由他人审定。`), number);
    return;
  }
  const names = steps.map((step) => ladderNames[step]).join('、');
  if (state === 'dismissed') {
    await answer(ctx, message(`#${number} ${names}已驳回，理由已记录。`), number);
    return;
  }
  await commitAndTell(ctx, confirmedMessages(ctx, number, first.unit, steps), {}, number);

  function confirmedMessages(context: MessageContext, issue: number, unit: number, decided: readonly LadderStep[]) {
    const { directory } = rules;
    const words = decided
      .map((step) => confirmedStepWords(issue, directory.unitName(unit), step, context.actor.name))
      .join('\n');
    const toUnit = addressesOfUnit(core.reach, directory, unit)
      .filter((address) => addressKey(address) !== context.room)
      .map((address) => ({
        address,
        segments: message(
          namedFor(directory, unit, 'unitLead')
            .slice(0, 3)
            .map((person) => mention(person, address.platform)),
          words,
        ),
      }));
    return [{ address: context.address, segments: message(`#${issue} ${names}已签发`) }, ...toUnit];
  }
}
