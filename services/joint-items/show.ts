/** 联合 in chat: what is open, one in full, and the steps with what they need. */
import { inTimeFrom } from '../../domain/given-day.ts';
import { mayEverywhere, unitsWithin } from '../../domain/permitted.ts';
import { loadJointItem, openJointItems } from '../../db/joint-items.ts';
import { foldJointItem, type JointItemCommand } from '../../domain/joint-item.ts';
import { readDay } from '../../domain/text/numbers.ts';
import { dayOf, type Day } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { jointItemInFull, jointItemLine, jointItemsHead } from '../../wording/joint-items.ts';
import { jointItemSays } from '../../wording/refusals/joint-items.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { ofUnit, permitted } from '../permitted.ts';
import { actOnJointItem } from './act.ts';

export const jointItemActions = ['进展', '办结', '期限', '退回', '销号'] as const;
export type JointItemAction = (typeof jointItemActions)[number];

/** Everything open to those who supervise; to a unit what it leads. */
export async function listJointItems(ctx: MessageContext): Promise<void> {
  const { core, now, actor, rules } = ctx;
  const units = mayEverywhere(actor, 'readJointItems') ? null : unitsWithin(actor, 'readJointItems');
  const open = await openJointItems(core.db, units);
  const lines = open.map((item) => jointItemLine(item, rules.directory, inTimeFrom(dayOf(now), rules.calendar)));
  await answer(
    ctx,
    message(lines.length === 0 ? nothingThere.jointItems() : [jointItemsHead(lines.length), ...lines].join('\n')),
  );
}

/** One in full to those who supervise and to the unit that leads it. */
export async function showJointItem(ctx: MessageContext, number: number): Promise<void> {
  const { core, now, rules } = ctx;
  const found = await loadJointItem(core.db, number);
  if (found === null) {
    await answer(ctx, message(jointItemSays.noItem(number)));
    return;
  }
  if (!(await permitted(ctx, 'readJointItems', ofUnit(ctx, found.item.unit)))) return;
  const state = foldJointItem(found.item, found.log);
  await answer(ctx, message(jointItemInFull(state, rules.directory, inTimeFrom(dayOf(now), rules.calendar))));
}

/** A step with what it needs; what is missing is asked for. */
export async function stepOfJointItem(
  ctx: MessageContext,
  action: JointItemAction,
  number: number | null,
  text: string | null,
): Promise<void> {
  const command = commandFor(action, text, dayOf(ctx.saidAt));
  if (number === null || command === null) {
    await answer(ctx, message(jointItemSays.stepIncomplete(action)));
    return;
  }
  await actOnJointItem(ctx, number, command);
}

function commandFor(action: JointItemAction, text: string | null, today: Day): JointItemCommand | null {
  if (action === '销号') return { type: 'settle', note: text };
  if (text === null) return null;
  if (action === '期限') {
    const due = readDay(text, today);
    return due === null ? null : { type: 'reschedule', due };
  }
  if (action === '退回') return { type: 'sendBack', reason: text };
  return { type: action === '进展' ? 'progress' : 'answer', text };
}
