/** 批准 and 驳回: what waits for a decision on an issue, by who decides: the office what units ask, inspectors the ladder. */
import { loadIssue } from '../db/commit.ts';
import { wasAnswered } from '../db/inbox.ts';
import { decideDrafts, stepsBySource } from '../db/ladder.ts';
import { hasRole } from '../domain/directory.ts';
import { asked } from '../domain/issue/requests.ts';
import { ladderNames } from '../wording/digests.ts';
import { message } from '../wording/format.ts';
import { ladderRefusals } from '../wording/refusals/ladder.ts';
import { answer, commitAndTell } from './answer.ts';
import type { MessageContext } from './core.ts';
import { actOnIssue } from './issues/act.ts';
import { answerAndTell } from './issues/outgoing.ts';
import { stepByPerson } from './ladder/by-hand.ts';
import { stepMessages } from './ladder/paper.ts';
import { orderToPeople } from './papers/supervise-order.ts';

/** Grants what a unit asked or confirms drafted steps; says so when nothing waits. */
export async function approve(ctx: MessageContext, number: number, words: string | null): Promise<void> {
  if (await officeDecides(ctx, number)) {
    await actOnIssue(ctx, number, { type: 'approve', words });
    return;
  }
  await decideSteps(ctx, number, 'confirmed', null);
}

export async function refuse(ctx: MessageContext, number: number, reason: string): Promise<void> {
  if (await officeDecides(ctx, number)) {
    await actOnIssue(ctx, number, { type: 'refuse', reason });
    return;
  }
  await decideSteps(ctx, number, 'dismissed', reason);
}

/** The office decides what units ask; somebody who is office and inspector decides that first. */
async function officeDecides(ctx: MessageContext, number: number): Promise<boolean> {
  if (!hasRole(ctx.actor, 'office', 'admin')) return false;
  if (!hasRole(ctx.actor, 'inspector')) return true;
  const issue = await loadIssue(ctx.core.db, number);
  return issue !== null && asked(issue) !== null;
}

async function decideSteps(
  ctx: MessageContext,
  number: number,
  state: 'confirmed' | 'dismissed',
  reason: string | null,
): Promise<void> {
  const { core } = ctx;
  if (await wasAnswered(core.db, ctx)) return;
  const issue = await loadIssue(core.db, number);
  const one = issue === null ? null : stepByPerson(ctx, issue);
  if (one !== null) await decideDrafts(core.db, state, reason, one);
  const steps = one === null ? [] : await stepsBySource(core.db, number, one.source);
  if (issue === null || one === null || steps.length === 0) {
    await answer(ctx, message(ladderRefusals.nothingDrafted(number)), number);
    return;
  }
  const names = steps.map(({ step }) => ladderNames[step]).join('、');
  if (state === 'dismissed') {
    await answer(ctx, message(`#${number} ${names}已驳回，理由已记录。`), number);
    return;
  }
  const others = await stepMessages(ctx, issue, one.daysOverdue, steps);
  for (const { step, paper, unit } of steps)
    if (step === 'supervise' && paper !== null) others.push(...(await orderToPeople(ctx, paper, unit)));
  const segments = message(`#${number} ${names}已签发`);
  await commitAndTell(ctx, answerAndTell({ address: ctx.address, segments }, others), {}, number);
}
