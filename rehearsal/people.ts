/** How the people of a rehearsal behave: when they act on an issue and what they say. */
import type { WorkingCalendar } from '../domain/calendar.ts';
import type { Directory, Person, Room } from '../domain/directory.ts';
import { addDays, dayOf, HOUR, instantAt, startOfDay, type Instant } from '../domain/time.ts';
import type { Random } from './random.ts';

/** Working days a unit takes for an issue, in the median; most settle one well within the five they have. */
const MEDIAN_DAYS = 2.6;
const SPREAD = 0.7;

/** How much slower some units are: the ones a fair rule should find. */
const SLOW_FACTOR = 4;

export interface Temper {
  /** Multiplies the time this unit takes. */
  slowness: number;
}

/** Every unit at the same pace but `slow` many of the busiest departments. */
export function tempersOf(directory: Directory, slow: readonly string[]): Map<number, Temper> {
  return new Map(
    directory.data.units.map((unit) => [unit.id, { slowness: slow.includes(unit.name) ? SLOW_FACTOR : 1 }]),
  );
}

/** A moment in office hours some working days later; 0 is the same day. */
export function workMoment(from: Instant, workingDays: number, calendar: WorkingCalendar, random: Random): Instant {
  const whole = Math.floor(workingDays);
  const day = calendar.sameOrNextWorkingDay(calendar.addWorkingDays(dayOf(from), whole));
  const at = startOfDay(day) + (9 + random.next() * 8) * HOUR;
  if (at > from) return Math.round(at);
  const next = calendar.nextWorkingDay(addDays(dayOf(from), 0));
  return Math.round(instantAt(next, '09:00') + random.next() * 3 * HOUR);
}

export const handlingDays = (temper: Temper, random: Random): number =>
  random.logNormal(MEDIAN_DAYS * temper.slowness, SPREAD);

/** A cadre to report: of the place's team where one looks after it. */
export function reporterFor(directory: Directory, text: string, random: Random): { person: Person; room: Room } {
  const teams = directory.data.teams;
  const team =
    teams.find((one) =>
      one.places.some((place) =>
        text.includes(`${directory.unitName(directory.townOf(place))}${directory.unitName(place)}`),
      ),
    ) ?? random.pick(teams);
  const member = directory.person(team.members[0] ?? -1);
  const room = directory.roomsOfCluster(team.cluster)[0];
  if (member === undefined || room === undefined) throw new Error(`team ${team.name} has no member or room`);
  return { person: member, room };
}

export const outcomes: readonly string[] = [
  '已现场处理完毕',
  '已整改到位',
  '已修复，恢复正常',
  '已协调解决，双方认可',
  '已按规定办理',
  '已安排并完成施工',
];
export const progresses: readonly string[] = [
  '已到现场查看',
  '已联系反映人，约定上门时间',
  '已列入本周计划',
  '正在协调施工单位',
];
export const replies: readonly string[] = [
  '已当面告知，群众满意',
  '已电话答复',
  '已上门说明，群众表示理解',
  '已告知处理结果',
];
