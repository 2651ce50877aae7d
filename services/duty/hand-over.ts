/** Hands first-receiver duty over: of one issue, or everything somebody owes residents when they leave. */
import { dutiesOf } from '../../db/duties.ts';
import type { Person } from '../../domain/directory.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { Refusal } from '../../domain/issue/commands.ts';
import { decide } from '../../domain/issue/decide.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { may } from '../../domain/permitted.ts';
import {
  allHandedOver,
  allReleased,
  handedOverAll as handedOverAllWords,
  receiverChanged,
  type HandedOver,
} from '../../wording/duties.ts';
import { message } from '../../wording/format.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { refusalWords } from '../../wording/refusals/issue.ts';
import { answer, commitManyAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { actOnIssue } from '../issues/act.ts';
import { answerAndTell, toUnit, type Outgoing } from '../issues/outgoing.ts';

/** How often everything is decided anew when others keep changing one of the issues. */
const TRIES = 20;

/** What is to be handed over: one issue, or all of the one who says it or of whom they name. */
export interface Handover {
  issue: number | 'all';
  /** Whose duties; null for those of the one who says it. Only with `all`. */
  from: Person | null;
  to: Person;
  reason: string;
}

export async function handOver(ctx: MessageContext, { issue, from, to, reason }: Handover): Promise<void> {
  if (issue === 'all') await handOverAll(ctx, from ?? ctx.actor, to, reason);
  else await actOnIssue(ctx, issue, { type: 'handOverDuty', to: to.id, reason });
}

export type HandOverAllResult =
  { kind: 'done'; issues: readonly number[] } | { kind: 'refused'; refusal: Refusal } | { kind: 'seen' };

/**
 * Every open issue whose first receiver is `from` goes to `to`: read in one statement, written in one with all that is
 * said about it. Answers the one who speaks, tells both and the units; `first` is what the answer begins with, where the
 * handover follows from something else that was recorded (somebody left); `others` is what else is said of that.
 */
export async function handOverAll(
  ctx: MessageContext,
  from: Pick<Person, 'id' | 'name'>,
  to: Person,
  reason: string,
  first: readonly OutgoingSegment[] = [],
  others: readonly Outgoing[] = [],
): Promise<HandOverAllResult> {
  const { core, rules, now, actor } = ctx;
  const begun = first.length === 0 ? [] : [first, '\n'];
  if (!may(actor, 'handOverAll', { person: from.id })) {
    await answer(ctx, message(...begun, notPermittedWords(actor, 'handOverAll')));
    return { kind: 'refused', refusal: { code: 'officeOnly', number: 0, command: 'handOverDuty' } };
  }
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const open = await dutiesOf(core.db, from.id);
    const changes = [];
    for (const before of open) {
      const at = Math.max(ctx.saidAt, before.touchedAt);
      const decision = decide(before, { type: 'handOverDuty', to: to.id, reason }, actor, at, rules, Math.max(now, at));
      if (!decision.ok) {
        await answer(ctx, message(...begun, refusalWords(decision.refusal, rules.directory)));
        return { kind: 'refused', refusal: decision.refusal };
      }
      const after = decision.events.reduce<IssueState>(evolve, before);
      changes.push({ before, after, events: decision.events, source: sourceOf(ctx) });
    }
    const issues = changes.map(({ after }) => after);
    const handed = { from: from.name, to: to.name, reason, issues, listed: rules.settings['digest.listed'] };
    const segments = message(...begun, handedOverAllWords(handed));
    const told = answerAndTell({ address: ctx.address, segments }, [
      ...othersTold(ctx, from.id, to, handed),
      ...others,
    ]);
    const result = await commitManyAndTell(ctx, told, { issues: changes });
    if (result.kind === 'done') return { kind: 'done', issues: issues.map(({ number }) => number) };
    if (result.kind === 'seen') return { kind: 'seen' };
  }
  throw new Error(`duties of ${from.id} kept changing while they were handed over`);
}

/** Who gets them and who had them in private, and each unit that works on some of them. */
function othersTold(ctx: MessageContext, from: number, to: Person, handed: HandedOver<IssueState>): Outgoing[] {
  const { directory } = ctx.rules;
  const { reach } = ctx.core;
  if (handed.issues.length === 0) return [];
  const privately = (person: Person | undefined, words: string): Outgoing[] => {
    const address = person === undefined ? null : reach.privately(person);
    return address === null ? [] : [{ address, segments: message(words) }];
  };
  return [
    ...privately(to, allHandedOver(handed, directory)),
    ...(from === ctx.actor.id ? [] : privately(directory.person(from), allReleased(handed))),
    ...unitsTold(ctx, handed),
  ];
}

/** Each unit that works on some of them: who answers the resident now. */
export function unitsTold({ core, rules }: MessageContext, handed: HandedOver<IssueState>): Outgoing[] {
  const held = handed.issues.filter(({ unit, outcomeAt }) => unit !== null && outcomeAt === null);
  return [...groupBy(held, ({ unit, handler }) => handler ?? unit ?? 0)].flatMap(([unit, issues]) =>
    toUnit(core.reach, rules.directory, unit, 'unitLiaison', ` ${receiverChanged(handed, issues)}`),
  );
}
