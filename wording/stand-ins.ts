/** 代班 in words: what both are told when it is set, on its first and its last morning, and why somebody cannot be one. */
import type { Directory, StandIn } from '../domain/directory.ts';
import { lentRoles } from '../domain/stand-ins.ts';
import { addDays, type Day } from '../domain/time.ts';
import { dateWords, dayWords } from './format.ts';
import { roleWords } from './roster-changes.ts';

/** Said with each that is set. */
export const standInWords =
  '期间提醒和 @ 都找代班人，代班人可办其经办的事（名册和单位的变动除外），到期自动恢复。首日和末日早上会再提醒两人。';

const nameOf = (directory: Directory, id: number): string => directory.person(id)?.name ?? '已不在名册';

/** 沈立夏（单位联络员） */
const absentWords = (directory: Directory, id: number): string =>
  `${nameOf(directory, id)}（${roleWords(lentRoles(directory.person(id) ?? { roles: [] }))}）`;

const back = ({ to }: StandIn): string => `${dayWords(addDays(to, 1))}起恢复`;

/** On the first morning, to the one who does the work and to the one who is away. */
export function beginsWords(standIn: StandIn, directory: Directory): { standIn: string; absent: string } {
  const until = `今天起至${dayWords(standIn.to)}`;
  return {
    standIn: `【代班】${until}由您替${absentWords(directory, standIn.absent)}，提醒和 @ 都找您，${back(standIn)}由本人办理。发“我的”看等办的事。`,
    absent: `【代班】${until}由${nameOf(directory, standIn.standIn)}替您，提醒和 @ 都找对方，${back(standIn)}找您。提前结束请发：代班 取消`,
  };
}

/** On the last working morning, or on the first after it. */
export function endsWords(standIn: StandIn, today: Day, directory: Directory): { standIn: string; absent: string } {
  const day = `${dateWords(standIn.to)}`;
  const until = standIn.to === today ? `到今天（${day}）为止` : standIn.to > today ? `到${day}为止` : `已于${day}结束`;
  const then = standIn.to < today ? '现已恢复' : back(standIn);
  return {
    standIn: `【代班】您替${absentWords(directory, standIn.absent)}${until}，${then}由本人办理，没办完的请交代清楚。`,
    absent: `【代班】${nameOf(directory, standIn.standIn)}替您${until}，${then}由您办理，提醒和 @ 都找您。发“我的”看等办的事。`,
  };
}
