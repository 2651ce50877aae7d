/** Rotas, the inspectors' grid and days of the calendar as they were changed: what it is called, how it stands, the way back. */
import type { ArrangementChange, ArrangementStates, KeptDay } from '../domain/arrangement.ts';
import { teamName, type Directory } from '../domain/directory.ts';
import type { Settings } from '../domain/settings.ts';
import { programmeOf, type TeamRota } from '../domain/visits/programme.ts';
import { sessionNames } from '../domain/visits/visit.ts';
import { dayWords, weekdayNames } from './format.ts';
import { programmeWords } from './rotas.ts';

const teamOf = (directory: Directory, key: string): string => {
  const team = directory.data.teams.find(({ id }) => id === Number(key));
  return team === undefined ? '小组' : teamName(team);
};
const inspectorOf = (directory: Directory, key: string): string =>
  directory.person(Number(key))?.name ?? '已不在名册的人';

/** 城厢组团一组的排班改动 */
export function arrangementWords(
  { subject, key }: Pick<ArrangementChange, 'subject' | 'key'>,
  directory: Directory,
): string {
  switch (subject) {
    case 'rota':
      return `${teamOf(directory, key)}的排班改动`;
    case 'grid':
      return `${inspectorOf(directory, key)}的网格改动`;
    case 'calendar':
      return `${dayWords(key)}的日历改动`;
  }
}

const kindWords = (day: KeptDay): string =>
  `${day.kind === 'off' ? '休' : '班'}${day.name === null ? '' : `（${day.name}）`}`;

/** How it stood before the change. */
export function arrangedBefore(
  { subject, key, before }: ArrangementChange,
  settings: Settings,
  directory: Directory,
): string {
  switch (subject) {
    case 'rota':
      return programmeWords(programmeOf(settings, before));
    case 'grid':
      return before.length === 0
        ? `${inspectorOf(directory, key)}没有划定单位`
        : before.map((unit) => directory.unitName(unit)).join('、');
    case 'calendar':
      return before === null ? '照放假安排' : kindWords(before);
  }
}

/** What has to be sent, a command each, so that it is as it was before; nothing where the change changed nothing. */
export function waysBack(change: ArrangementChange, settings: Settings, directory: Directory): string[] {
  switch (change.subject) {
    case 'rota':
      return rotaBack(teamOf(directory, change.key), change.before, change.after, settings);
    case 'grid':
      return gridBack(inspectorOf(directory, change.key), change, directory);
    case 'calendar':
      return dayBack(change.key, change);
  }
}

const isDistricts = (rota: TeamRota): boolean => rota.day === null && rota.night === null && rota.months === null;

function rotaBack(team: string, before: TeamRota, after: TeamRota, settings: Settings): string[] {
  if (isDistricts(before)) return isDistricts(after) ? [] : [`排班 ${team} 恢复`];
  const was = programmeOf(settings, before);
  return [
    ...(['day', 'night'] as const).flatMap((session) =>
      before[session] === after[session]
        ? []
        : [`排班 ${team} ${sessionNames[session]} ${weekdayNames[was[session].weekday] ?? ''}`],
    ),
    ...(before.months === after.months ? [] : [`排班 ${team} 周期 ${was.months}个月`]),
  ];
}

type BeforeAfter<S extends keyof ArrangementStates> = Pick<ArrangementChange<S>, 'before' | 'after'>;

function gridBack(inspector: string, { before, after }: BeforeAfter<'grid'>, directory: Directory): string[] {
  const names = (units: readonly number[]): string => units.map((unit) => directory.unitName(unit)).join(' ');
  const given = after.filter((unit) => !before.includes(unit));
  const taken = before.filter((unit) => !after.includes(unit));
  return [
    ...(given.length === 0 ? [] : [`网格 取消 ${inspector} ${names(given)}`]),
    ...(taken.length === 0 ? [] : [`网格 ${inspector} ${names(taken)}`]),
  ];
}

function dayBack(day: string, { before, after }: BeforeAfter<'calendar'>): string[] {
  if (before === null) return after === null ? [] : [`日历 ${day} 恢复`];
  if (before.kind === after?.kind && before.name === after.name) return [];
  return [['日历', day, before.kind === 'off' ? '休' : '班', ...(before.name === null ? [] : [before.name])].join(' ')];
}
