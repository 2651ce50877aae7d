/** 批准 and 驳回: what waits for a decision on an issue, by who decides: the office what units ask, inspectors the ladder. */
import { loadIssue } from '../db/commit.ts';
import { wasAnswered } from '../db/inbox.ts';
import { decideDrafts, stepsBySource } from '../db/ladder.ts';
import { loadDrafts } from '../db/supervision.ts';
import { asked } from '../domain/issue/requests.ts';
import { mayAtAll } from '../domain/permitted.ts';
import { ladderNames } from '../wording/digests.ts';
import { message } from '../wording/format.ts';
import { ladderRefusals } from '../wording/refusals/ladder.ts';
import { answer, commitAndTell } from './answer.ts';
import type { MessageContext } from './core.ts';
import { actOnIssue } from './issues/act.ts';
import { answerAndTell } from './issues/outgoing.ts';
import { stepByPerson } from './ladder/by-hand.ts';
import { stepMessages } from './ladder/paper.ts';
import { permitted } from './permitted.ts';
import { orderToPeople } from './papers/supervise-order.ts';

/** Grants what a unit asked or confirms drafted steps; says so when nothing waits. */
export async function approve(ctx: MessageContext, number: number, words: string | null): Promise<void> {
  const what = await decidedBy(ctx, number, 'approve', 'confirmStep');
  if (what === 'request') await actOnIssue(ctx, number, { type: 'approve', words });
  else if (what === 'steps') await decideSteps(ctx, number, 'confirmed', null);
}

export async function refuse(ctx: MessageContext, number: number, reason: string): Promise<void> {
  const what = await decidedBy(ctx, number, 'refuse', 'dismissStep');
  if (what === 'request') await actOnIssue(ctx, number, { type: 'refuse', reason });
  else if (what === 'steps') await decideSteps(ctx, number, 'dismissed', reason);
}

/** What is the speaker's to decide, a unit's request before drafted steps; null, and answered, where only what waits is not. */
async function decidedBy(
  ctx: MessageContext,
  number: number,
  request: 'approve' | 'refuse',
  step: 'confirmStep' | 'dismissStep',
): Promise<'request' | 'steps' | null> {
  const { core, actor } = ctx;
  const issue = await loadIssue(core.db, number);
  const requested = issue !== null && asked(issue) !== null;
  const mayRequest = mayAtAll(actor, request);
  if (requested && mayRequest) return 'request';
  const maySteps = mayAtAll(actor, step);
  if (maySteps && !requested) return 'steps';
  const drafted = (await loadDrafts(core.db)).some((draft) => draft.issue === number);
  if (drafted ? maySteps : mayRequest) return drafted ? 'steps' : 'request';
  await permitted(ctx, drafted ? step : request, {}, number);
  return null;
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
    if (step === 'supervise' && paper !== null)
      others.push(...(await orderToPeople(ctx, { number: paper, issue: number, unit })));
  const segments = message(`#${number} ${names}已签发`);
  await commitAndTell(ctx, answerAndTell({ address: ctx.address, segments }, others), {}, number);
}
