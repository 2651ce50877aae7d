/** What somebody still owes, and how it goes to who takes over: calls and milestones, each to who may have it. */
import { handOverSupervised } from '../../db/handed-over.ts';
import { openCalls } from '../../db/follow-ups.ts';
import { openDuties } from '../../db/open-duties.ts';
import { openRectifications } from '../../db/rectifications.ts';
import { changeBySource } from '../../db/roster-changes.ts';
import type { Person } from '../../domain/directory.ts';
import { groupBy } from '../../domain/group-by.ts';
import { callTaker, milestoneTaker, type Owed, type OwedCall, type OwedMilestone } from '../../domain/leaving.ts';
import { isTheirs } from '../../domain/milestones.ts';
import { milestonesHandedOver } from '../../domain/rectification.ts';
import type { HandedOver } from '../../domain/roster-change.ts';
import { handedToUnit, handedToPerson } from '../../wording/open-duties.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { toLiaison, toPeople, toUnit, type Outgoing } from '../issues/outgoing.ts';

const TRIES = 20;

type Leaving = Pick<Person, 'id' | 'name' | 'unit'>;

const callsOf = async ({ core }: MessageContext, person: number): Promise<OwedCall[]> =>
  (await openCalls(core.db)).filter(({ inspector }) => inspector === person);

/** Of whatever unit: who was moved keeps what a plan says of them. */
async function milestonesOf({ core, rules }: MessageContext, person: Leaving) {
  const plans = await openRectifications(core.db, null);
  return plans.map((state) => ({
    state,
    milestones: state.milestones.flatMap((one, index): OwedMilestone[] =>
      one.doneAt === null && isTheirs(one, state.unit, person, rules.directory)
        ? [{ rectification: state.number, milestone: index + 1, unit: state.unit }]
        : [],
    ),
  }));
}

export async function owedBy(ctx: MessageContext, person: Leaving): Promise<Owed> {
  const [{ unanswered, handled }, calls, plans] = await Promise.all([
    openDuties(ctx.core.db, person.id),
    callsOf(ctx, person.id),
    milestonesOf(ctx, person),
  ]);
  return { unanswered, handled, calls, milestones: plans.flatMap(({ milestones }) => milestones) };
}

export interface HandedOn {
  handedOver: HandedOver;
  others: readonly Outgoing[];
}

/** Calls and milestones to who takes over, once a message; what it handed over before is told again. */
export async function handOverOwed(ctx: MessageContext, from: Leaving, to: Person, reason: string): Promise<HandedOn> {
  const { core, now, actor } = ctx;
  const { directory } = core.readers();
  const source = `${sourceOf(ctx)}#handedOver`;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = (await changeBySource(core.db, source))?.data.handedOver;
    if (known !== undefined) return { handedOver: known, others: told(ctx, from, known) };
    const [calls, plans] = await Promise.all([callsOf(ctx, from.id), milestonesOf(ctx, from)]);
    const steps = plans.flatMap(({ state, milestones: [first, ...more] }) => {
      if (first === undefined) return [];
      const taker = milestoneTaker(directory, from.id, to, first) ?? to;
      const handed = { from: from.name, to: taker, reason };
      const milestones = [first, ...more].map(({ milestone }) => milestone);
      const event = milestonesHandedOver(milestones, handed, actor.id, now);
      return [{ number: state.number, seq: state.version + 1, event, unit: state.unit }];
    });
    const handedOver: HandedOver = {
      to: to.id,
      reason,
      calls: calls.map((call) => ({
        issue: call.issue,
        from: from.id,
        to: (callTaker(directory, from.id, to, call) ?? to).id,
      })),
      milestones: steps.flatMap(({ number, unit, event }) =>
        event.data.milestones.map((milestone) => ({
          rectification: number,
          milestone,
          unit,
          from: { id: from.id, name: from.name },
          to: event.data.to,
        })),
      ),
    };
    if (handedOver.calls.length + handedOver.milestones.length === 0) return { handedOver, others: [] };
    await handOverSupervised(core.db, { person: from.id, handedOver, steps }, { source, at: now, by: actor.id });
  }
  throw new Error(`what ${from.id} owes kept changing while it was handed over`);
}

/** Who calls whom now, in private; whose steps they are now, to the unit and the liaison group. */
function told(ctx: MessageContext, from: Leaving, handedOver: HandedOver): Outgoing[] {
  const { core } = ctx;
  const { directory } = core.readers();
  const people = groupBy(handedOver.calls, ({ to }) => to);
  return [
    ...toPeople(
      core.reach,
      directory,
      [...people].map(([id, calls]) => ({
        person: directory.person(id),
        words: handedToPerson(from.name, calls, handedOver.reason),
      })),
    ),
    ...milestonesTold(ctx, handedOver, from.name),
  ];
}

/** Whose steps they are now, to each unit and the liaison group; `from` where the change does not say whose they were. */
export function milestonesTold({ core }: MessageContext, handedOver: HandedOver, from: string): Outgoing[] {
  const { directory } = core.readers();
  const was = ({ unit, from: one }: HandedOver['milestones'][number]): string => `${unit} ${one?.name ?? from}`;
  return [...groupBy(handedOver.milestones, was).values()].flatMap((milestones) => {
    const [first] = milestones;
    if (first === undefined) return [];
    const words = handedToUnit(first.from?.name ?? from, milestones, handedOver.reason);
    return [
      ...toUnit(core.reach, directory, first.unit, 'unitLead', ` ${words}`),
      ...toLiaison(core.reach, directory, `【整改】${directory.unitName(first.unit)}：${words}`),
    ];
  });
}
