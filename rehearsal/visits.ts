/** Visits of a rehearsal: every team goes to its villages in turn, on visit days and some talk nights. */
import type { Directory, Person } from '../domain/directory.ts';
import type { RoomAddress } from '../domain/message.ts';
import type { Settings } from '../domain/settings.ts';
import { addDays, dayOf, HOUR, instantAt, MINUTE, weekdayOf, type Instant } from '../domain/time.ts';
import { programmeOf } from '../domain/visits/programme.ts';
import type { Random } from './random.ts';

export interface PlannedVisit {
  at: Instant;
  person: Person;
  room: RoomAddress;
  text: string;
}

/** Visit days a team misses: enough that some village of it is not visited in a month. */
const MISSED = 0.15;
/** Talk nights a team holds beside its visit days. */
const NIGHTS = 0.3;

/** In order of time, from a moment until another. */
export function plannedVisits(
  directory: Directory,
  settings: Settings,
  from: Instant,
  until: Instant,
  random: Random,
): PlannedVisit[] {
  const visits = directory.data.teams.flatMap((team) => {
    const person = directory.person(team.members[0] ?? -1);
    const room = directory.roomsOfCluster(team.cluster)[0]?.address;
    if (person === undefined || room === undefined || team.places.length === 0) return [];
    const programme = programmeOf(settings, team.rota);
    const planned: PlannedVisit[] = [];
    let turn = 0;
    for (let day = dayOf(from); day <= dayOf(until); day = addDays(day, 1)) {
      const weekday = weekdayOf(day);
      const goes = weekday === programme.day.weekday && random.next() >= MISSED;
      const talks = weekday === programme.night.weekday && random.next() < NIGHTS;
      if (!goes && !talks) continue;
      const place = team.places[turn % team.places.length] ?? 0;
      turn += 1;
      const begin = instantAt(day, goes ? programme.day.from : programme.night.from);
      const households = 3 + Math.floor(random.next() * 12);
      const how = goes ? `入户 ${households}户` : `座谈 ${households}户`;
      const name = `${directory.unitName(directory.townOf(place))}${directory.unitName(place)}`;
      planned.push({
        at: begin + Math.round((random.next() * 2 * HOUR) / MINUTE) * MINUTE,
        person,
        room,
        text: `/走访 ${name} ${how}`,
      });
    }
    return planned;
  });
  return visits.filter(({ at }) => at >= from && at < until).sort((a, b) => a.at - b.at);
}
