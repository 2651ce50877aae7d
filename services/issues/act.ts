/** Does what a person asked of an issue: load, decide, commit; again when somebody else was faster. */
import { loadIssue } from '../../db/commit.ts';
import { visitOn } from '../../db/visits.ts';
import type { IssueCommand, Refusal } from '../../domain/issue/commands.ts';
import { decide } from '../../domain/issue/decide.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { EventType, IssueEvent } from '../../domain/issue/events.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { dayOf } from '../../domain/time.ts';
import type { Notice } from '../../wording/notice.ts';
import { confirmation } from '../../wording/confirmations.ts';
import { noticesFor } from '../../wording/notices.ts';
import { raisedInVisit } from '../../wording/cards.ts';
import { message } from '../../wording/format.ts';
import { answer, commitAndTell, commitManyAndTell } from '../answer.ts';
import { inGroup, sourceOf, type MessageContext } from '../core.ts';
import { otherUnitLine } from '../../wording/requests.ts';
import { refusalWords } from '../../wording/refusals/issue.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { instructionNotices } from '../handover/beside.ts';
import { saidOn } from '../handover/study.ts';
import { alongWith, askedOfWhole, partOverNotices } from '../handover/parts.ts';
import { outgoingFor } from './outgoing.ts';

/** How often a command is decided anew when others keep changing the same issue. */
const TRIES = 20;

export type ActResult =
  { kind: 'done'; issue: IssueState } | { kind: 'refused'; refusal: Refusal } | { kind: 'unknown' } | { kind: 'seen' };

/** Why the rules would refuse a command as things stand; null where they would not, or there is no such issue. */
export async function refusalOf(ctx: MessageContext, number: number, command: IssueCommand): Promise<Refusal | null> {
  const before = await loadIssue(ctx.core.db, number);
  if (before === null) return null;
  const at = Math.max(ctx.saidAt, before.touchedAt);
  const decision = decide(before, command, ctx.actor, at, ctx.rules, ctx.now);
  return decision.ok ? null : decision.refusal;
}

/**
 * Carries out a command on an issue and answers; refusals and unknown numbers are answered too. `first` is what the
 * answer begins with, where the command follows from something else that was recorded.
 */
export async function actOnIssue(
  ctx: MessageContext,
  number: number,
  command: IssueCommand,
  first: readonly OutgoingSegment[] = [],
): Promise<ActResult> {
  const { core, now, rules, actor } = ctx;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await loadIssue(core.db, number);
    if (before === null) {
      await answer(ctx, message(notThere.issue(number)));
      return { kind: 'unknown' };
    }
    // What was said while the bot was away counts from then, but never before what has happened since.
    const at = Math.max(ctx.saidAt, before.touchedAt);
    const ofWhole = await askedOfWhole(core, before, await saidOn(core, number, command), at);
    const { asked, beside } = ofWhole;
    const decision = decide(before, asked, actor, at, rules, now);
    if (!decision.ok) {
      await answer(ctx, message(...begun(first), refusalWords(decision.refusal, rules.directory)), number);
      return { kind: 'refused', refusal: decision.refusal };
    }
    const after = decision.events.reduce<IssueState>(evolve, before);
    // Once it is clear where it was, it may turn out to have been raised in a visit.
    const visit =
      after.place === null || after.place === before.place
        ? null
        : await visitOn(core.db, after.reporter, dayOf(after.reportedAt), after.place);
    const raised = visit === null ? '' : raisedInVisit(dayOf(after.reportedAt));
    const more = [
      ...(await partOverNotices(core, after, decision.events, rules.directory)),
      ...(await instructionNotices(core, after, decision.events)),
    ];
    const source = sourceOf(ctx);
    const along = alongWith({ before, events: decision.events }, ofWhole, at, rules);
    const last = [raised, along.said].filter((words) => words !== '').join('\n');
    const outgoing = told(ctx, before, after, decision.events, first, last, [...more, ...along.notices]);
    const change = { before, after, events: decision.events, source };
    const result =
      along.changes.length === 0
        ? await commitAndTell(ctx, outgoing, { issue: { ...change, visit, beside } })
        : await commitManyAndTell(
            ctx,
            outgoing,
            { issues: [change, ...along.changes.map((one) => ({ ...one, source }))], beside },
            number,
          );
    if (result.kind === 'done') return { kind: 'done', issue: after };
    if (result.kind === 'seen') return { kind: 'seen' };
  }
  throw new Error(`issue ${number} kept changing under a command`);
}

/** What is said with what it follows from. */
const follows: ReadonlySet<EventType> = new Set<EventType>(['deadlineChanged', 'unitProposed', 'unitKept']);

const begun = (first: readonly OutgoingSegment[]) => (first.length === 0 ? [] : [first, '\n']);

/**
 * @param first what the one who acted is told before what happened
 * @param last what is told after it
 * @param others what else others hear
 */
function told(
  ctx: MessageContext,
  before: IssueState,
  after: IssueState,
  events: readonly IssueEvent[],
  first: readonly OutgoingSegment[],
  last: string,
  others: readonly Notice[],
) {
  const { directory } = ctx.rules;
  // What follows from it, a deadline that moved, is said with it.
  const event = events.findLast(({ type }) => !follows.has(type)) ?? events.at(-1);
  if (event === undefined) throw new Error(`a command on issue ${after.number} was let through and did nothing`);
  const said = confirmation(event, after, directory, inGroup(ctx));
  const proposed = events.find((one) => one.type === 'unitProposed');
  const more = proposed?.type === 'unitProposed' && proposed !== event ? `\n${otherUnitLine(proposed, directory)}` : '';
  const segments = message(...begun(first), said, more, last === '' ? '' : `\n${last}`);
  // Who gets the issue reads in the same notice what it is: what was set right with it needs no notice of its own.
  const happened = new Set(events.map(({ type }) => type));
  const given = happened.has('assigned') || happened.has('transferred');
  // So does who gets it by a form.
  const byForm: readonly EventType[] = happened.has('formIssued') ? ['assigned', 'transferred', 'routeChanged'] : [];
  const notices = events
    .filter(({ type }) => (!given || type !== 'clarified') && !byForm.includes(type))
    .flatMap((one) => {
      const told = noticesFor(one, after, directory);
      return byForm.length > 0 && one.type === 'supportChanged'
        ? told.filter(({ audience }) => audience !== 'unit')
        : told;
    });
  const all = [...notices, ...others];
  return outgoingFor({ address: ctx.address, segments }, all, before, after, directory, ctx.core.reach);
}
