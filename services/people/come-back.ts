/** 离职 taken back: what went to others with it comes back, where they have done nothing with it since; the rest stays. */
import { issuesWithClocks } from '../../db/duties.ts';
import { openCalls } from '../../db/follow-ups.ts';
import { handOverSupervised, wentAlongWith, type WentAlong } from '../../db/handed-over.ts';
import { openRectificationLogs } from '../../db/rectifications.ts';
import { changeBySource } from '../../db/roster-changes.ts';
import type { Person } from '../../domain/directory.ts';
import { groupBy } from '../../domain/group-by.ts';
import { decide } from '../../domain/issue/decide.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { callsResidents, isUntouched } from '../../domain/leaving.ts';
import { milestonesHandedOver } from '../../domain/rectification.ts';
import type { HandedOver } from '../../domain/roster-change.ts';
import { standing } from '../../domain/taken-back.ts';
import { message } from '../../wording/format.ts';
import { givenBackWords, returnedToPerson, returnedWords, type Thing } from '../../wording/come-back.ts';
import { commitManyAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { unitsTold } from '../duty/hand-over.ts';
import { answerAndTell, type Outgoing } from '../issues/outgoing.ts';
import { milestonesTold } from './owed.ts';

const TRIES = 20;

interface Split {
  back: Thing[];
  /** What others go on with. */
  stays: Thing[];
}

interface IssueBack {
  before: IssueState;
  after: IssueState;
  events: IssueEvent[];
}

/**
 * Answers with `words` and what came back, and tells everybody concerned.
 *
 * @param left the change that let them go, by its number
 */
export async function comeBack(before: MessageContext, person: Person, left: number, words: string): Promise<void> {
  const ctx = { ...before, rules: before.core.readers().rules };
  const { core, address, rules } = ctx;
  const along = await wentAlongWith(core.db, left);
  const reason = `撤回${person.name}的离职`;
  const listed = rules.settings['digest.listed'];
  const supervised = await supervisedBack(ctx, person, along.supervised, reason);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const { back, stays, changes } = await dutiesBack(ctx, person, along.duties, reason);
    const all = { back: [...back, ...supervised.back], stays: [...stays, ...supervised.stays] };
    const answer = [words, ...returnedWords(all, listed)].join('\n');
    const told = answerAndTell({ address, segments: message(answer) }, [
      ...peopleTold(ctx, person, all),
      ...[...groupBy(changes, ({ before: { duty } }) => duty)].flatMap(([from, ofOne]) =>
        unitsTold(ctx, {
          from: rules.directory.person(from)?.name ?? '',
          to: person.name,
          reason,
          issues: ofOne.map(({ after }) => after),
          listed,
        }),
      ),
      ...milestonesTold(ctx, supervised.handedOver, ''),
    ]);
    const issues = changes.map((change) => ({ ...change, source: sourceOf(ctx) }));
    const result = await commitManyAndTell(ctx, told, { issues });
    if (result.kind !== 'conflict') return;
  }
  throw new Error(`duties of ${person.id} kept changing while they came back`);
}

/** Each by the rules of handing it over; what somebody has done something to since stays with whoever has it. */
async function dutiesBack(
  { core, actor, rules, now, saidAt }: MessageContext,
  person: Person,
  duties: WentAlong['duties'],
  reason: string,
): Promise<Split & { changes: IssueBack[] }> {
  const { directory } = rules;
  const given = new Map(duties.map((one) => [one.issue, one]));
  const found: Split & { changes: IssueBack[] } = { back: [], stays: [], changes: [] };
  for (const state of await issuesWithClocks(core.db, [...given.keys()])) {
    const went = given.get(state.number);
    if (state.closedAt !== null || state.duty === person.id || went === undefined) continue;
    const name = directory.person(state.duty)?.name ?? '';
    const thing: Thing = { what: 'duty', label: `#${state.number}`, holder: state.duty, name };
    const at = Math.max(saidAt, state.touchedAt);
    const decision =
      went.acted || state.duty !== went.to
        ? null
        : decide(state, { type: 'handOverDuty', to: person.id, reason }, actor, at, rules, Math.max(now, at));
    if (decision === null || !decision.ok) {
      found.stays.push(thing);
      continue;
    }
    found.back.push(thing);
    const after = decision.events.reduce<IssueState>(evolve, state);
    found.changes.push({ before: state, after, events: decision.events });
  }
  return found;
}

/** Calls nobody has made and milestones nobody has done since, once a message; what it brought back before is told again. */
async function supervisedBack(
  ctx: MessageContext,
  person: Person,
  went: WentAlong['supervised'],
  reason: string,
): Promise<Split & { handedOver: HandedOver }> {
  const { core, now, actor, rules } = ctx;
  const { directory } = rules;
  const source = `${sourceOf(ctx)}#handedOver`;
  const none: HandedOver = { to: person.id, reason, calls: [], milestones: [] };
  const nameOf = (id: number): string => directory.person(id)?.name ?? '';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = (await changeBySource(core.db, source))?.data.handedOver ?? null;
    if (known === null && went === null) return { back: [], stays: [], handedOver: none };
    const [calls, plans] = await Promise.all([openCalls(core.db), openRectificationLogs(core.db)]);
    const wentOf = new Map((went?.handedOver.calls ?? []).map(({ issue, to }) => [issue, to]));
    const callsBack = callsResidents(person)
      ? calls.filter(({ issue, inspector }) => inspector !== null && wentOf.get(issue) === inspector)
      : [];
    const steps = plans.flatMap(({ state, log }) =>
      (went?.handedOver.milestones ?? []).flatMap(({ rectification, milestone, to }) => {
        const one = rectification === state.number ? state.milestones[milestone - 1] : undefined;
        if (one === undefined || one.doneAt !== null || one.known === person.id) return [];
        const back = one.person === to && isUntouched(standing(log), milestone, went?.at ?? 0);
        return [{ state, milestone, holder: one.known, name: one.person, back }];
      }),
    );
    const stays = steps
      .filter(({ back }) => !back)
      .map(({ state, milestone, holder, name }): Thing => ({ ...stepOf(state.number, milestone), holder, name }));
    if (known !== null) return { back: thingsOf(known, nameOf), stays, handedOver: known };

    const stepsBack = steps.filter(({ back }) => back);
    const handedOver: HandedOver = {
      ...none,
      calls: callsBack.flatMap(({ issue, inspector }) =>
        inspector === null ? [] : [{ issue, from: inspector, to: person.id }],
      ),
      milestones: stepsBack.map(({ state, milestone, holder, name }) => ({
        rectification: state.number,
        milestone,
        unit: state.unit,
        from: { id: holder, name },
        to: person.name,
      })),
    };
    if (went === null || callsBack.length + stepsBack.length === 0) return { back: [], stays, handedOver: none };
    const events = [...groupBy(stepsBack, ({ state }) => state.number).values()].flatMap((ofOne) => {
      const [first] = ofOne;
      if (first === undefined) return [];
      const { state, name } = first;
      const numbers = ofOne.map(({ milestone }) => milestone);
      const event = milestonesHandedOver(numbers, { from: name, to: person, reason }, actor.id, now);
      return [{ number: state.number, seq: state.version + 1, event }];
    });
    const origin = { source, at: now, by: actor.id, takesBack: went.number };
    await handOverSupervised(core.db, { person: person.id, handedOver, steps: events }, origin);
  }
  throw new Error(`what ${person.id} had handed over kept changing while it came back`);
}

const stepOf = (rectification: number, milestone: number) => ({
  what: 'milestone' as const,
  label: `${rectification}-${milestone}`,
});

const thingsOf = ({ calls, milestones }: HandedOver, nameOf: (id: number) => string): Thing[] => [
  ...calls.map(({ issue, from = null }): Thing => ({
    what: 'call',
    label: `#${issue}`,
    holder: from,
    name: from === null ? '' : nameOf(from),
  })),
  ...milestones.map(({ rectification, milestone, from }): Thing => ({
    ...stepOf(rectification, milestone),
    holder: from?.id ?? null,
    name: from?.name ?? '',
  })),
];

/** Who is back, and everybody who had or keeps something of theirs, in private. */
function peopleTold(ctx: MessageContext, person: Person, all: Split): Outgoing[] {
  const { core, actor, rules } = ctx;
  const listed = rules.settings['digest.listed'];
  const privately = (id: number | null, words: string): Outgoing[] => {
    const who = id === null || id === actor.id ? undefined : rules.directory.person(id);
    const address = who === undefined ? null : core.reach.privately(who);
    return address === null ? [] : [{ address, segments: message(words) }];
  };
  const holders = new Set([...all.back, ...all.stays].map(({ holder }) => holder));
  if (holders.size === 0) return [];
  const of = (things: readonly Thing[], id: number | null): Thing[] => things.filter(({ holder }) => holder === id);
  return [
    ...privately(person.id, returnedToPerson(all, listed)),
    ...[...holders].flatMap((id) =>
      privately(id, givenBackWords(person.name, { back: of(all.back, id), stays: of(all.stays, id) }, listed)),
    ),
  ];
}
