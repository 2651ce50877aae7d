/** What inspectors follow, taken back: what is left is what was before, whatever the list is of; and when it is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldFlag, type FlagEvent } from '../../domain/flags.ts';
import type { FollowedSubject } from '../../domain/followed.ts';
import { decideFinding, foldFinding, type FindingCommand, type FindingEvent } from '../../domain/inspection.ts';
import {
  decideJointItem,
  foldJointItem,
  type JointItem,
  type JointItemCommand,
  type JointItemEvent,
} from '../../domain/joint-item.ts';
import {
  decideRectification,
  foldRectification,
  owed,
  suggest,
  type RectificationCommand,
  type RectificationEvent,
} from '../../domain/rectification.ts';
import { decideSurge, dismissalIn, type SurgeCommand, type SurgeEvent } from '../../domain/surge-dismissal.ts';
import { decideTakingBack, doneBy, standing, type AnyEvent, type Log, type Logged } from '../../domain/taken-back.ts';
import { MINUTE, type Instant } from '../../domain/time.ts';
import { at, people, rules } from './support.ts';

const START = at('2026-10-12T10:00');
const MINUTES = 2;

/** A kind of list: what it adds up to without its version, and the event a choice makes of it, where there is one. */
interface Kind<E extends AnyEvent> {
  subject: FollowedSubject;
  first: readonly E[];
  fold(log: Log<E>): unknown;
  next(log: Log<E>, choice: number, when: Instant): E | null;
}

const unversioned = <S extends { version: number }>(state: S | null): unknown =>
  state === null ? null : { ...state, version: 0 };

/** By whom it may be done. */
const by = { submitPlan: people.unit, complete: people.unit, progress: people.unit, answer: people.unit } as const;
const actorOf = (type: string) => (type in by ? by[type as keyof typeof by] : people.inspector);
const pick = <T>(all: readonly [T, ...T[]], choice: number): T => all[choice % all.length] ?? all[0];

const plan = {
  documentNumber: '区住建〔2026〕12号',
  steps: [
    { day: '2026-10-20', person: '沈立夏', text: '完成排查' },
    { day: '2026-10-30', person: '宋知秋', text: '全部办结' },
  ],
};
const rectification: Kind<RectificationEvent> = {
  subject: 'rectification',
  first: [suggest({ unit: 1, flag: 7, kind: 'slow' }, people.inspector.id, START, rules)],
  fold: (log) => unversioned(foldRectification(3, log)),
  next(log, choice, when) {
    const state = foldRectification(3, log);
    const command = pick<RectificationCommand>(
      [
        { type: 'submitPlan', plan },
        { type: 'complete', milestone: 1, note: '已排查' },
        { type: 'complete', milestone: 2, note: '已办结' },
        { type: 'verify', note: null },
        { type: 'sendBack', milestone: 2, reason: '有遗漏' },
        { type: 'sendBack', milestone: null, reason: '重写' },
        { type: 'join', flag: 8, kind: 'untouched' },
      ],
      choice,
    );
    const decision = state === null ? null : decideRectification(state, command, actorOf(command.type), when, rules);
    return decision?.ok === true ? decision.event : null;
  },
};

const answerCommands = [
  { type: 'progress', text: '在办' },
  { type: 'answer', text: '已办' },
  { type: 'sendBack', reason: '没好' },
  { type: 'settle', note: null },
] as const satisfies readonly FindingCommand[];

const found = { number: 5, inspection: 1, unit: 1, text: '公示栏未更新', due: '2026-10-20', countedFrom: null };
const finding: Kind<FindingEvent> = {
  subject: 'finding',
  first: [],
  fold: (log) => unversioned(foldFinding(found, log)),
  next(log, choice, when) {
    const command = pick<FindingCommand>(answerCommands, choice);
    const decision = decideFinding(foldFinding(found, log), command, actorOf(command.type), when, rules);
    return decision.ok ? decision.event : null;
  },
};

const opened: JointItem = {
  number: 1,
  town: 11,
  category: 1,
  unit: 1,
  text: null,
  due: '2026-10-20',
  openedAt: START,
  openedBy: people.office.id,
  links: [
    { emerging: 1, joined: false, issues: [1, 2], source: 'm0' },
    { emerging: 2, joined: true, issues: [2, 3], source: 'm1' },
  ],
};
const jointItem: Kind<JointItemEvent> = {
  subject: 'jointItem',
  first: [{ type: 'opened', at: START, actor: people.office.id, data: { emerging: 1 } }],
  // Links are there once their message has made an event.
  fold: (log) =>
    unversioned(
      foldJointItem(
        { ...opened, links: opened.links.filter(({ source }) => log.some((one) => one.source === source)) },
        log,
      ),
    ),
  next(log, choice, when) {
    if (log.length === 1) return { type: 'joined', at: when, actor: people.office.id, data: { emerging: 2 } };
    const command = pick<JointItemCommand>([...answerCommands, { type: 'reschedule', due: '2026-11-30' }], choice);
    const decision = decideJointItem(foldJointItem(opened, log), command, actorOf(command.type), when, rules);
    return decision.ok ? decision.event : null;
  },
};

const surge: Kind<SurgeEvent> = {
  subject: 'surge',
  first: [],
  fold: dismissalIn,
  next(log, choice, when) {
    const command = pick<SurgeCommand>(
      [
        { type: 'dismiss', reason: '普查' },
        { type: 'restore', reason: null },
      ],
      choice,
    );
    const decision = decideSurge({ dismissal: dismissalIn(log), item: null }, command, 6, when, rules.settings);
    return decision.ok ? decision.event : null;
  },
};

const flag: Kind<FlagEvent> = {
  subject: 'flag',
  first: [],
  fold: foldFlag,
  next(log, choice, when) {
    if (foldFlag(log) !== 'draft') return null;
    return choice % 2 === 0
      ? { type: 'confirmed', at: when, actor: 6, data: { rectification: 1 } }
      : { type: 'dismissed', at: when, actor: 6, data: { reason: '防汛' } };
  },
};

/** Steps and undoings in any order; after each the list adds up to what it would without what was taken back. */
function holds<E extends AnyEvent>(kind: Kind<E>, choices: readonly number[]): void {
  const log: Logged<E | Extract<Log<E>[number], { type: 'undone' }>>[] = [];
  let without: Logged<E>[] = [];
  const add = (event: E): void => {
    const logged = { ...event, source: `m${log.length}` };
    log.push(logged);
    without = [...without, logged];
  };
  kind.first.forEach(add);
  for (const [index, choice] of choices.entries()) {
    const when = START + (index + 1) * MINUTE;
    const last = without.at(-1);
    if (choice % 3 === 0 && last !== undefined && without.length > kind.first.length) {
      const lists = [{ subject: kind.subject, number: 1, log }];
      const decision = decideTakingBack(lists, last.source, Math.max(when, last.at), 60 * 24);
      if (!decision.ok || decision.undone[0]?.seq !== log.length + 1)
        throw new Error('it is not taken back in its place');
      log.push({ type: 'undone', at: when, actor: 6, data: { source: last.source }, source: `m${log.length}` });
      without = without.slice(0, -1);
    } else {
      const event = kind.next(log, Math.floor(choice / 3), when);
      if (event !== null) add(event);
    }
    expect(standing<E>(log)).toEqual(without);
    expect(kind.fold(log)).toEqual(kind.fold(without));
  }
}

const choices = fc.array(fc.nat(99), { maxLength: 25 });

describe('what inspectors follow', () => {
  it('adds up to what it would, had what was taken back never happened', () => {
    fc.assert(fc.property(choices, (all) => holds(rectification, all)));
    fc.assert(fc.property(choices, (all) => holds(finding, all)));
    fc.assert(fc.property(choices, (all) => holds(jointItem, all)));
    fc.assert(fc.property(choices, (all) => holds(surge, all)));
    fc.assert(fc.property(choices, (all) => holds(flag, all)));
  });

  it('keeps the number of a suggestion or a joint item that was taken back, and owes nothing', () => {
    const undone = { type: 'undone' as const, at: START, actor: 6, data: { source: 'm0' }, source: 'm1' };
    const [first] = rectification.first.map((event) => ({ ...event, source: 'm0' }));
    if (first === undefined) throw new Error('nothing was suggested');
    const withdrawn = foldRectification(3, [first, undone]);
    expect(withdrawn).toMatchObject({ number: 3, version: 2, status: 'withdrawn', flags: [] });
    expect(withdrawn === null ? null : owed(withdrawn)).toEqual([]);
    const item = foldJointItem(opened, [
      { type: 'opened', at: START, actor: 7, data: { emerging: 1 }, source: 'm0' },
      undone,
    ]);
    expect(item).toMatchObject({ number: 1, version: 2, status: 'withdrawn' });
  });

  it('is taken back in time, as the last thing done, and by what one message did to every list', () => {
    const event = (type: string, source: string, actor = 6, when = START): Logged<AnyEvent> => ({
      type,
      at: when,
      actor,
      source,
    });
    const of = (...log: Logged<AnyEvent>[]) => ({ subject: 'rectification', number: 2, log });
    const flagged = { subject: 'flag', number: 1, log: [event('confirmed', 'a')] };
    const tries = (lists: Parameters<typeof decideTakingBack>[0], when = START + MINUTE) => {
      const decision = decideTakingBack(lists, 'a', when, MINUTES);
      return decision.ok ? decision.undone : decision.refusal;
    };
    expect(tries([flagged, of(event('suggested', 'b'), event('joined', 'a'))])).toEqual([
      { subject: 'flag', number: 1, seq: 2, at: START + MINUTE },
      { subject: 'rectification', number: 2, seq: 3, at: START + MINUTE },
    ]);
    expect(tries([flagged], START + MINUTES * MINUTE)).toHaveLength(1);
    expect(tries([flagged], START + MINUTES * MINUTE + 1)).toEqual({ code: 'tooLate', minutes: MINUTES });
    expect(tries([flagged, of(event('suggested', 'a'), event('planSubmitted', 'c', 4))])).toEqual({
      code: 'actedSince',
      subject: 'rectification',
      type: 'planSubmitted',
      by: 4,
    });
    // Never before what has happened.
    expect(tries([{ ...flagged, log: [event('confirmed', 'a', 6, START + 2 * MINUTE)] }])).toMatchObject([
      { at: START + 2 * MINUTE },
    ]);
  });

  it('says what a message did, and that it was taken back', () => {
    const log: Log<SurgeEvent> = [
      { type: 'dismissed', at: START, actor: 6, data: { reason: '普查', until: '2027-01-04' }, source: 'a' },
      { type: 'undone', at: START, actor: 6, data: { source: 'a' }, source: 'b' },
    ];
    expect(doneBy(log.slice(0, 1), 'a')).toEqual({ event: log[0], until: log.slice(0, 1) });
    expect([doneBy(log, 'a'), doneBy(log, 'c')]).toEqual(['takenBack', null]);
  });
});
