/** Plays months of work through port, commands, jobs and outbox, with a controlled clock and at full speed. */
import type { HeardMessage, MemoryChat } from '../bot/memory.ts';
import type { House } from '../compose.ts';
import { loadIssue } from '../db/commit.ts';
import type { Person } from '../domain/directory.ts';
import type { RoomAddress } from '../domain/message.ts';
import { DAY, HOUR, type Instant } from '../domain/time.ts';
import { Agenda } from './agenda.ts';
import { handlingDays, outcomes, progresses, replies, reporterFor, tempersOf, workMoment } from './people.ts';
import type { Random } from './random.ts';
import type { PlannedReport } from './reports.ts';
import { surgeFollower } from './surges.ts';
import { plannedVisits } from './visits.ts';

/** Departments of the demo that take their time, for the flags to find. */
export const slowUnits = ['交通运输局', '教育局'];

export interface RehearsalOptions {
  house: House;
  chat: MemoryChat;
  reports: readonly PlannedReport[];
  random: Random;
  /** Units that take their time. */
  slow: readonly string[];
  clock: { now: Instant };
  /** Everything ends here: open matters stay open. */
  until: Instant;
  onProgress(at: Instant, reported: number): void;
}

interface Case {
  number: number;
  reporter: Person;
  source: RoomAddress;
  answeredAt: Instant | null;
}

type Act = () => Promise<void>;

export interface RehearsalCounts {
  reported: number;
  /** Taken for discipline clues: not accepted in a group, not kept. */
  clues: number;
  visits: number;
  commands: number;
  jobs: number;
}

/** How often people do the unusual: shares of all issues. */
const RETURNED = 0.03;
const EXTENDED = 0.06;
const FORGOTTEN = 0.01;
const FOLLOWED_UP = 0.05;
const UNSOLVED = 0.15;

export async function rehearse(options: RehearsalOptions): Promise<RehearsalCounts> {
  const { house, chat, reports, random, clock, until, onProgress } = options;
  const { directory, calendar, settings } = house.core.readers().rules;
  const tempers = tempersOf(directory, options.slow);
  const agenda = new Agenda<Act>();
  const counts: RehearsalCounts = { reported: 0, clues: 0, visits: 0, commands: 0, jobs: 0 };
  let heard: HeardMessage | null = null;

  /** Somebody says something; the bot's answer in that room. */
  const say = async (person: Person, room: RoomAddress, text: string): Promise<string> => {
    counts.commands += 1;
    heard = null;
    const account = person.accounts[0]?.account ?? '';
    chat.listenIn(room, (message) => (heard ??= message));
    await house.receive(chat.message({ room, account, name: person.name, text }));
    await house.delivery.quiet();
    return (heard as HeardMessage | null)?.text ?? '';
  };
  const later = (at: Instant, act: Act): void => void (at < until && agenda.add(at, act));
  const liaisonRoom = directory.liaisonRooms()[0]?.address;
  const office = directory.holdersOf('office');
  const inspectors = directory.holdersOf('inspector');

  async function report({ text, answeredAt }: PlannedReport): Promise<void> {
    const { person, room } = reporterFor(directory, text, random);
    const answer = await say(person, room.address, text);
    const number = Number(/已登记 #(\d+)/.exec(answer)?.[1]);
    if (Number.isNaN(number)) {
      counts.clues += 1;
      return;
    }
    counts.reported += 1;
    const matter = { number, reporter: person, source: room.address, answeredAt };
    if (/请回复数字/.test(answer)) await say(person, room.address, '1');
    plan(matter);
  }

  /** Whoever has the issue now takes it up; the office routes what nobody has. */
  function plan(matter: Case): void {
    later(workMoment(clock.now, random.next() * 1.3, calendar, random), () => takeUp(matter));
  }

  async function takeUp(matter: Case): Promise<void> {
    const issue = await loadIssue(house.core.db, matter.number);
    if (issue === null || !['reported', 'returned', 'reopened'].includes(issue.status)) return;
    if (issue.unit === null) {
      const unit = random.pick(directory.data.units.filter((one) => one.kind === 'department' || one.kind === 'town'));
      if (liaisonRoom !== undefined)
        await say(random.pick(office), liaisonRoom, `/转办 #${matter.number} ${unit.name}`);
      plan(matter);
      return;
    }
    const handler = handlerOf(issue.handler ?? issue.unit, issue.unit);
    if (handler === null) return;
    const { person, room } = handler;
    if (issue.returns === 0 && random.next() < RETURNED) {
      await say(person, room, `/退回 #${matter.number} 查过，不在我们的管养范围，归市政`);
      plan(matter);
      return;
    }
    await say(person, room, `/受理 #${matter.number}`);
    if (random.next() < FORGOTTEN) return;
    const days = handlingDays(tempers.get(issue.unit) ?? { slowness: 1 }, random);
    const done =
      matter.answeredAt !== null && matter.answeredAt > clock.now
        ? matter.answeredAt
        : workMoment(clock.now, days, calendar, random);
    later(clock.now + (done - clock.now) * random.next(), () =>
      say(person, room, `/办理 #${matter.number} ${random.pick(progresses)}`).then(() => undefined),
    );
    if (issue.due !== null && done > issue.due && random.next() < EXTENDED / 0.2) {
      later(Math.max(clock.now + HOUR, issue.due - DAY), () => extend(matter, person, room));
    }
    later(done, () => settle(matter, person, room));
  }

  async function extend(matter: Case, person: Person, room: RoomAddress): Promise<void> {
    await say(person, room, `/延期 #${matter.number} 5天 施工受天气影响`);
    later(workMoment(clock.now, 0, calendar, random), async () => {
      if (liaisonRoom === undefined) return;
      const grants = random.next() < 0.8;
      await say(
        random.pick(office),
        liaisonRoom,
        grants ? `/批准 #${matter.number}` : `/驳回 #${matter.number} 请按期办结`,
      );
    });
  }

  async function settle(matter: Case, person: Person, room: RoomAddress): Promise<void> {
    await say(person, room, `/办结 #${matter.number} ${random.pick(outcomes)}`);
    later(workMoment(clock.now, random.next() * 2, calendar, random), async () => {
      await say(matter.reporter, matter.source, `/反馈 #${matter.number} 1 ${random.pick(replies)}`);
      if (random.next() >= FOLLOWED_UP) return;
      later(workMoment(clock.now, 5, calendar, random), async () => {
        if (liaisonRoom === undefined) return;
        const unsolved = random.next() < UNSOLVED;
        const said = unsolved ? '未解决 不满意 群众反映未解决' : '解决 满意';
        await say(random.pick(inspectors), liaisonRoom, `/回访 #${matter.number} ${said}`);
        if (unsolved) plan({ ...matter, answeredAt: null });
      });
    });
  }

  function handlerOf(unit: number, accountable: number): { person: Person; room: RoomAddress } | null {
    const person = [unit, accountable].flatMap((id) => directory.holdersOf('unitLiaison', id))[0];
    const room = directory.roomsOfUnit(unit)[0];
    return person === undefined || room === undefined ? null : { person, room: room.address };
  }

  for (const { at, person, room, text } of plannedVisits(directory, settings, clock.now, until, random)) {
    agenda.add(at, async () => {
      await say(person, room, text);
      counts.visits += 1;
    });
  }

  const [head] = office;
  const followSurges =
    liaisonRoom === undefined || head === undefined
      ? null
      : surgeFollower({
          db: house.core.db,
          calendar,
          office: { person: head, room: liaisonRoom },
          say,
          later,
          handlerOf: (unit) => handlerOf(unit, unit),
        });

  // Reports wait in their own list, not on the agenda: there may be very many.
  let upcoming = 0;
  for (;;) {
    const nextReport = reports[upcoming]?.at ?? Number.POSITIVE_INFINITY;
    const nextAct = agenda.next ?? Number.POSITIVE_INFINITY;
    const nextJob = house.runner.nextDue(clock.now);
    const next = Math.min(nextReport, nextAct, nextJob);
    if (next > until) break;
    clock.now = next;
    if (next === nextJob) {
      counts.jobs += await house.runner.runDue();
      await house.quiet();
      await followSurges?.(clock.now);
    } else if (next === nextAct) await agenda.take()?.();
    else {
      await report(reports[upcoming] as PlannedReport);
      upcoming += 1;
      onProgress(clock.now, counts.reported);
    }
  }
  clock.now = until;
  return counts;
}
