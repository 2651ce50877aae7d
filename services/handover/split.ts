/** 拆分: parts for several units, written with what is said of them in one statement with the whole. */
import { loadIssue } from '../../db/commit.ts';
import { drawIssueNumbers } from '../../db/handover.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { decidePart } from '../../domain/issue/decide-parts.ts';
import { decide } from '../../domain/issue/decide.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { message } from '../../wording/format.ts';
import type { Notice } from '../../wording/notice.ts';
import { confirmation, noticesFor } from '../../wording/notices.ts';
import { refusalWords } from '../../wording/refusals/issue.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { answer, commitAndTell } from '../answer.ts';
import { inGroup, sourceOf, type MessageContext } from '../core.ts';
import { outgoingFor } from '../issues/outgoing.ts';

/** How often it is decided anew when others keep changing the same issue. */
const TRIES = 20;

export interface PartAsked {
  unit: number;
  content: string;
}

export async function splitIssue(ctx: MessageContext, number: number, asked: readonly PartAsked[]): Promise<void> {
  const { core, now, rules } = ctx;
  if (await wasAnswered(core.db, ctx)) return;
  let drawn: readonly number[] = [];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await loadIssue(core.db, number);
    if (before === null) {
      await answer(ctx, message(notThere.issue(number)));
      return;
    }
    const at = Math.max(now, before.touchedAt);
    const numbered = (numbers: readonly number[]) =>
      asked.map((part, index) => ({ ...part, number: numbers[index] ?? 0 }));
    const decideWith = (numbers: readonly number[]) =>
      decide(before, { type: 'split', parts: numbered(numbers) }, ctx.actor, at, rules, now);
    const possible = decideWith(drawn);
    if (!possible.ok) {
      await answer(ctx, message(refusalWords(possible.refusal, rules.directory)), number);
      return;
    }
    // Numbers are drawn once it is sure that they are needed.
    if (drawn.length === 0) drawn = await drawIssueNumbers(core.db, asked.length);
    const decision = decideWith(drawn);
    if (!decision.ok) throw new Error(`issue ${number} was split and was not`);
    const after = decision.events.reduce<IssueState>(evolve, before);
    const parts = numbered(drawn).map((part) =>
      written(part.number, decidePart(before, part, ctx.actor.id, at, rules)),
    );
    const result = await commitAndTell(ctx, told(ctx, before, after, decision.events, parts), {
      issue: { before, after, events: decision.events, source: sourceOf(ctx), parts },
    });
    if (result.kind !== 'conflict') return;
  }
  throw new Error(`issue ${number} kept changing under a split`);
}

interface Part {
  after: IssueState;
  events: readonly IssueEvent[];
}

function written(number: number, events: readonly IssueEvent[]): Part {
  const after = events.reduce<IssueState | null>(evolve, null);
  if (after === null) throw new Error('a part gave no event');
  return { after: { ...after, number }, events };
}

function told(
  ctx: MessageContext,
  before: IssueState,
  after: IssueState,
  events: readonly IssueEvent[],
  parts: readonly Part[],
) {
  const { directory } = ctx.rules;
  const event = events.at(-1);
  if (event === undefined) throw new Error('a split gave no event');
  const segments = confirmation(event, after, directory, inGroup(ctx));
  const toUnits = parts.flatMap((part) =>
    part.events.flatMap((one) => noticesFor(one, part.after, directory).map((notice) => toUnitOf(notice, part.after))),
  );
  const notices = [...events.flatMap((one) => noticesFor(one, after, directory)), ...toUnits];
  return outgoingFor({ address: ctx.address, segments }, notices, before, after, directory, ctx.core.reach);
}

/** What a part's unit hears goes to that unit, not to the one of the whole. */
const toUnitOf = (notice: Notice, { unit, handler }: IssueState): Notice =>
  notice.audience === 'unit' && unit !== null ? { ...notice, audience: { unit: handler ?? unit } } : notice;
