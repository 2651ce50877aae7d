/** 整改 in chat: what is open, one in full, and the plan as a unit types it. */
import { inTimeFrom } from '../../domain/given-day.ts';
import { mayEverywhere, unitsWithin } from '../../domain/permitted.ts';
import { loadRectification, openRectifications } from '../../db/rectifications.ts';
import { maskPersonal } from '../../domain/text/mask.ts';
import { readPlan } from '../../domain/text/plan.ts';
import { dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { rectificationInFull, rectificationLine } from '../../wording/rectifications.ts';
import { planProblems, rectificationSays } from '../../wording/refusals/rectifications.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { ofUnit, permitted } from '../permitted.ts';
import { actOnRectification } from './act.ts';

type Point = { number: number; milestone: number | null };

/** Everything open to those who supervise; to a unit its own. */
export async function listRectifications(ctx: MessageContext): Promise<void> {
  const { core, now, actor, rules } = ctx;
  const units = mayEverywhere(actor, 'readRectifications') ? null : unitsWithin(actor, 'readRectifications');
  const open = await openRectifications(core.db, units === null ? null : rules.directory.withFormer(units));
  const lines = open.map((state) => rectificationLine(state, rules.directory, inTimeFrom(dayOf(now), rules.calendar)));
  await answer(
    ctx,
    message(lines.length === 0 ? nothingThere.rectifications() : [`整改 ${lines.length} 项：`, ...lines].join('\n')),
  );
}

/** One in full to those who supervise and to its unit. */
export async function showRectification(ctx: MessageContext, number: number): Promise<void> {
  const { core, now, rules } = ctx;
  const found = await loadRectification(core.db, number);
  if (found === null) {
    await answer(ctx, message(rectificationSays.noSuggestion(number)));
    return;
  }
  if (!(await permitted(ctx, 'readRectifications', ofUnit(ctx, found.state.unit)))) return;
  await answer(ctx, message(rectificationInFull(found.state, rules.directory, inTimeFrom(dayOf(now), rules.calendar))));
}

/** The plan as typed: the whole of it, or every line that is at fault. */
export async function submitPlan(ctx: MessageContext, number: number, text: string): Promise<void> {
  const reading = readPlan(text, dayOf(ctx.saidAt));
  if (!reading.ok) {
    await answer(ctx, message(planProblems(number, reading.problems)));
    return;
  }
  await actOnRectification(ctx, number, { type: 'submitPlan', plan: reading.plan });
}

/** 完成, 核验 and 退回 with what they need; what is missing is asked for. */
export async function stepOfRectification(
  ctx: MessageContext,
  action: '完成' | '核验' | '退回',
  point: Point | null,
  text: string | null,
): Promise<void> {
  const words = text === null ? null : maskPersonal(text).text;
  if (action === '核验' && point !== null) {
    await actOnRectification(ctx, point.number, { type: 'verify', note: words });
  } else if (action === '退回' && point !== null && words !== null) {
    await actOnRectification(ctx, point.number, { type: 'sendBack', milestone: point.milestone, reason: words });
  } else if (action === '完成' && point !== null && point.milestone !== null && words !== null) {
    await actOnRectification(ctx, point.number, { type: 'complete', milestone: point.milestone, note: words });
  } else {
    await answer(ctx, message(rectificationSays.stepIncomplete(action)));
  }
}
