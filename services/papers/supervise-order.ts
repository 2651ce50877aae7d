/** 督办单 as a document: to the inspector who issues it and to the unit's lead, in private; anew for who asks. */
import { latestOrderOf } from '../../db/ladder.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { mayEverywhere, unitsWithin } from '../../domain/permitted.ts';
import { namedFor, message } from '../../wording/format.ts';
import { orderInPrivateWords, orderSentWords } from '../../wording/ladder.ts';
import { ladderRefusals } from '../../wording/refusals/ladder.ts';
import { superviseOrderFile, superviseOrderPaper } from '../../wording/papers/supervise-order.ts';
import { orderNotDelivered } from '../../wording/unreached.ts';
import { answer, commitAndTell } from '../answer.ts';
import type { Core, MessageContext } from '../core.ts';
import { answerAndTell, toUnit, type Outgoing } from '../issues/outgoing.ts';
import { loadSuperviseOrder } from '../ladder/paper.ts';
import { paperFile } from './paper.ts';

/** The 督办单 of a number as a Word file; nothing where there is none or it could not be made. */
export async function orderFile(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  number: number,
): Promise<OutgoingSegment[]> {
  const order = await loadSuperviseOrder(core, number);
  if (order === null) return [];
  const signedBy = core.readers().rules.settings['paper.signedBy'];
  return paperFile(core, superviseOrderFile(order), superviseOrderPaper(order, signedBy));
}

/** The document tells what residents said: it goes to people, never into a group. */
export async function orderToPeople(
  ctx: MessageContext,
  { number, issue, unit }: { number: number; issue: number; unit: number },
): Promise<Outgoing[]> {
  const { core, rules, actor } = ctx;
  const segments = await orderFile(core, number);
  if (segments.length === 0) return [];
  const leads = namedFor(rules.directory, unit, 'unitLead');
  const isReached = leads.some((person) => core.reach.privately(person) !== null);
  const people = [actor, ...leads.filter(({ id }) => id !== actor.id)];
  return [
    ...people.flatMap((person): Outgoing[] => {
      const address = core.reach.privately(person);
      return address === null ? [] : [{ address, segments }];
    }),
    // Its group was told of the order; where the paper is had, somebody of the unit has to know.
    ...(isReached ? [] : toUnit(core.reach, rules.directory, unit, 'unitLiaison', orderNotDelivered(issue))),
  ];
}

/** The units somebody may see the orders of, subordinates included; null for all. */
export function unitsOfOrders({ actor, rules }: MessageContext): readonly number[] | null {
  if (mayEverywhere(actor, 'readOrders')) return null;
  return unitsWithin(actor, 'readOrders').flatMap((unit) => [unit, ...rules.directory.children(unit)]);
}

/** 督办 #12 Word: the latest order about an issue, in private; to a unit its own. */
export async function sendOrder(ctx: MessageContext, issue: number): Promise<void> {
  const { core, actor } = ctx;
  const units = unitsOfOrders(ctx);
  const number = await latestOrderOf(core.db, issue, units);
  const segments = number === null ? [] : await orderFile(core, number);
  if (segments.length === 0) {
    const words = units === null ? ladderRefusals.noOrder(issue) : ladderRefusals.noOrderToUnit(issue);
    await answer(ctx, message(words), issue);
    return;
  }
  const { address } = ctx;
  if (address.kind === 'private') {
    await answer(ctx, message(orderSentWords(issue), segments), issue);
    return;
  }
  const inPrivate = core.reach.privately(actor);
  const others = inPrivate === null ? [] : [{ address: inPrivate, segments }];
  await commitAndTell(
    ctx,
    answerAndTell({ address, segments: message(orderInPrivateWords(issue)) }, others),
    {},
    issue,
  );
}
