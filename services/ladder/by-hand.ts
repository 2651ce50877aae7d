/** 催办, 督办, 通报 and 约谈 of an issue by hand: taken at once by the person who says so, each once a holding. */
import { loadIssue } from '../../db/commit.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { stepsBySource, stepsOf, takeStep, type StepByPerson } from '../../db/ladder.ts';
import { dueAt, workingDaysOverdue } from '../../domain/deadlines.ts';
import type { LadderStep } from '../../domain/escalation.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { dayOf } from '../../domain/time.ts';
import { ladderNames } from '../../wording/digests.ts';
import { message } from '../../wording/format.ts';
import { notForStep, takenBefore, tookWords } from '../../wording/ladder.ts';
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

/** Takes the step and tells the unit; says so where it cannot be taken or was taken before. */
export async function takeByHand(
  ctx: MessageContext,
  number: number,
  step: Exclude<LadderStep, 'remind'>,
  note: string | null,
): Promise<void> {
  const { core, rules } = ctx;
  const { directory } = rules;
  if (await wasAnswered(core.db, ctx)) return;
  const issue = await loadIssue(core.db, number);
  if (issue === null) {
    await answer(ctx, message(`没有 #${number} 这件事，请核对编号。`));
    return;
  }
  if (!(await permitted(ctx, step, {}, { issue: number }))) return;
  const one = stepByPerson(ctx, issue);
  const refusal = notForStep(issue, step, directory);
  if (refusal === null) await takeStep(core.db, step, note, one);
  const taken = await stepsBySource(core.db, number, one.source);
  const [last] = taken;
  if (last === undefined) {
    await answer(ctx, message(refusal ?? (await whyNot(ctx, issue, step))), number);
    return;
  }
  const others = await stepMessages(ctx, issue, one.daysOverdue, taken);
  if (step === 'supervise' && last.paper !== null) others.push(...(await orderToPeople(ctx, last.paper, last.unit)));
  const order = step === 'supervise' && last.paper !== null ? await loadSuperviseOrder(core, last.paper) : null;
  const words = tookWords(step, number, directory.unitName(last.unit), last.paper, order);
  await commitAndTell(ctx, answerAndTell({ address: ctx.address, segments: message(words) }, others), {}, number);
}

async function whyNot({ core, rules }: MessageContext, { number, holding }: IssueState, step: LadderStep) {
  const steps = await stepsOf(core.db, number, holding);
  const earlier = steps.find((one) => one.step === step);
  return earlier === undefined
    ? `#${number} 刚刚有变动，请查询后再${ladderNames[step]}。`
    : takenBefore(
        number,
        step,
        earlier.at,
        earlier.by === null ? null : (rules.directory.person(earlier.by)?.name ?? null),
      );
}
