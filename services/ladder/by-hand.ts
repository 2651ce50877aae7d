/** 催办, 督办, 通报 and 约谈 of an issue by hand: taken at once by the person who says so, each once a holding. */
import { loadIssue } from '../../db/commit.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { stepsBySource, stepsOf, takeStep, type StepByPerson, type StepTaken } from '../../db/ladder.ts';
import { dueAt, workingDaysOverdue } from '../../domain/deadlines.ts';
import type { LadderStep } from '../../domain/escalation.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { tookWords } from '../../wording/ladder.ts';
import { ladderRefusals, notForStep } from '../../wording/refusals/ladder.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell } from '../issues/outgoing.ts';
import { permitted } from '../permitted.ts';
import { orderToPeople } from '../papers/supervise-order.ts';
import { loadSuperviseOrder, stepMessages } from './paper.ts';

/** How a step is kept: who takes it, how the issue stands, until when a 督办单 is to be answered. */
export function stepByPerson(ctx: MessageContext, issue: IssueState): StepByPerson {
  const { now, rules, actor } = ctx;
  const { calendar, settings } = rules;
  return {
    issue: issue.number,
    by: actor.id,
    at: now,
    source: sourceOf(ctx),
    due: issue.due,
    daysOverdue: issue.due === null ? 0 : workingDaysOverdue(issue.due, now, calendar),
    answerDue: dayOf(dueAt({ workingDays: settings['supervise.answer.workingDays'] }, now, calendar)),
  };
}

/** How often a step is tried when others keep changing the same issue. */
const TRIES = 20;

/** Takes the step and tells the unit; says so where it cannot be taken or was taken before. */
export async function takeByHand(
  ctx: MessageContext,
  number: number,
  step: Exclude<LadderStep, 'remind'>,
  note: string | null,
): Promise<void> {
  const { core, rules } = ctx;
  if (await wasAnswered(core.db, ctx)) return;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const issue = await loadIssue(core.db, number);
    if (issue === null) {
      await answer(ctx, message(notThere.issue(number)));
      return;
    }
    if (!(await permitted(ctx, step, {}, number))) return;
    const one = stepByPerson(ctx, issue);
    const refusal = notForStep(issue, step, rules.directory);
    if (refusal === null) await takeStep(core.db, step, note, one);
    const taken = await stepsBySource(core.db, number, one.source);
    if (taken.length > 0) {
      await tell(ctx, issue, step, one, taken);
      return;
    }
    const words = refusal ?? (await takenBefore(ctx, issue, step));
    if (words !== null) {
      await answer(ctx, message(words), number);
      return;
    }
  }
  throw new Error(`issue ${number} kept changing under a step of the ladder`);
}

async function tell(
  ctx: MessageContext,
  issue: IssueState,
  step: LadderStep,
  { daysOverdue }: StepByPerson,
  taken: readonly StepTaken[],
): Promise<void> {
  const [last] = taken;
  if (last === undefined) throw new Error(`no step was taken of issue ${issue.number}`);
  const { paper, unit } = last;
  const others = await stepMessages(ctx, issue, daysOverdue, taken);
  if (step === 'supervise' && paper !== null)
    others.push(...(await orderToPeople(ctx, { number: paper, issue: issue.number, unit })));
  const order = step === 'supervise' && paper !== null ? await loadSuperviseOrder(ctx.core, paper) : null;
  const words = tookWords(step, issue.number, ctx.rules.directory.unitName(unit), paper, order);
  const said = answerAndTell({ address: ctx.address, segments: message(words) }, others);
  await commitAndTell(ctx, said, {}, issue.number);
}

async function takenBefore({ core, rules }: MessageContext, { number, holding }: IssueState, step: LadderStep) {
  const earlier = (await stepsOf(core.db, number, holding)).find((one) => one.step === step);
  if (earlier === undefined) return null;
  const by = earlier.by === null ? null : (rules.directory.person(earlier.by)?.name ?? null);
  return ladderRefusals.takenBefore(number, step, earlier.at, by);
}
