/** What a step a person took says to the unit, and the 督办单 behind it. */
import { loadIssue } from '../../db/commit.ts';
import { loadOrder, stepsOf, type StepTaken } from '../../db/ladder.ts';
import { superviseOrder, type SuperviseOrder } from '../../domain/supervise-order.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import {
  circulatedWords,
  orderNumber,
  orderWords,
  stepLineWords,
  summonedWords,
  toArrangeWords,
  urgedWords,
} from '../../wording/ladder.ts';
import type { Core, MessageContext } from '../core.ts';
import { toLiaison, toUnit, type Outgoing } from '../issues/outgoing.ts';

/** The 督办单 as data for a message or a document; null when there is none of that number. */
export async function loadSuperviseOrder(
  core: Pick<Core, 'db' | 'readers'>,
  number: number,
): Promise<SuperviseOrder | null> {
  const record = await loadOrder(core.db, number);
  const issue = record === null ? null : await loadIssue(core.db, record.issue);
  if (record === null || issue === null) return null;
  const { holding, ...kept } = record;
  const steps = await stepsOf(core.db, record.issue, holding);
  const before = steps
    .filter(
      ({ step, state, at }) =>
        step !== 'supervise' && (state === 'taken' || state === 'confirmed') && at < record.issuedAt,
    )
    .map(({ step, at }) => ({ step, at }));
  return superviseOrder(kept, issue, before, core.readers().directory);
}

/** What the unit, and for the upper steps the liaison group, hear of the steps a message took. */
export async function stepMessages(
  ctx: MessageContext,
  issue: Pick<IssueState, 'number' | 'category' | 'due'>,
  daysOverdue: number,
  steps: readonly StepTaken[],
): Promise<Outgoing[]> {
  const { directory } = ctx.rules;
  const by = ctx.actor.name;
  const outgoing: Outgoing[] = [];
  for (const { step, unit, note, paper } of steps) {
    const name = directory.unitName(unit);
    const order = step === 'supervise' && paper !== null ? await loadSuperviseOrder(ctx.core, paper) : null;
    const words =
      step === 'circulate'
        ? circulatedWords(issue.number, name, daysOverdue, note, by)
        : step === 'summon'
          ? summonedWords(issue.number, name, note, by)
          : order === null
            ? urgedWords({ ...issue, category: directory.categoryName(issue.category) }, daysOverdue, note, by)
            : orderWords(order);
    outgoing.push(...toUnit(ctx.core.reach, directory, unit, 'unitLead', words));
    if (step === 'urge') continue;
    const line = stepLineWords(step, issue.number, name, order === null ? null : orderNumber(order), by);
    outgoing.push(
      ...(step === 'summon' && paper !== null
        ? toArrange(ctx, paper, issue.number, unit, note)
        : toLiaison(ctx.core.reach, directory, line)),
    );
  }
  return outgoing;
}

/** To the office: somebody is to be summoned. */
export function toArrange(
  ctx: MessageContext,
  paper: number,
  issue: number | null,
  unit: number,
  reason: string | null,
): Outgoing[] {
  const { directory } = ctx.rules;
  const words = toArrangeWords(paper, issue, directory.unitName(unit), reason);
  return toLiaison(ctx.core.reach, directory, words, directory.holdersOf('office'));
}
