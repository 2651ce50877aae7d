/** Who hears what of a changed calendar: units, first receivers, inspectors with calls left. */
import { movedBy } from '../../db/calendar.ts';
import type { QueuedMessage } from '../../db/queued-message.ts';
import { groupBy } from '../../domain/group-by.ts';
import { addressKey } from '../../domain/message.ts';
import { monthOf } from '../../domain/time.ts';
import { callsMovedWords, movedForFirstReceiver, movedForUnit } from '../../wording/calendar.ts';
import type { Core } from '../core.ts';
import { callsToMake } from '../follow-ups/calls.ts';
import { callsUntil } from '../follow-ups/draw.ts';
import { addressesOfUnit, addressOfFirstReceiver, queued, toPeople } from '../issues/outgoing.ts';
import { namedDays, promisedDays } from './named-days.ts';
import { itemsMoved, type CalendarChange } from './recount-days.ts';

/** One message for each unit, one for each room a first receiver has to answer from. */
export async function movedMessages(core: Core, change: CalendarChange): Promise<QueuedMessage[]> {
  const { source, at } = change;
  const { directory, settings } = core.readers().rules;
  const [moved, items, named, promised] = await Promise.all([
    movedBy(core.db, source),
    itemsMoved(core, source),
    namedDays(core, change),
    promisedDays(core, change),
  ]);
  const listed = settings['digest.listed'];
  const held = moved.filter((one) => one.unit !== null && (one.moved.due ?? one.moved.acceptDue) !== undefined);
  const issuesOf = groupBy(held, (one) => one.unit ?? 0);
  const itemsOf = groupBy(items, ({ unit }) => unit);
  const namedOf = groupBy(named, ({ unit }) => unit);
  const replies = moved.filter((one) => one.moved.replyDue !== undefined);
  const placeOf = (one: Pick<(typeof moved)[number], 'duty' | 'source' | 'reporter'>) => {
    const address = addressOfFirstReceiver(core.reach, directory, one);
    return { duty: one.duty, address, key: `${one.duty}|${addressKey(address)}` };
  };
  const receivers = new Map([...replies, ...promised].map(placeOf).map((place) => [place.key, place]));
  const repliesOf = groupBy(replies, (one) => placeOf(one).key);
  const promisedOf = groupBy(promised, (one) => placeOf(one).key);
  return [
    ...[...new Set([...issuesOf.keys(), ...itemsOf.keys(), ...namedOf.keys()])].flatMap((unit) => {
      const ofUnit = {
        unit,
        issues: issuesOf.get(unit) ?? [],
        items: itemsOf.get(unit) ?? [],
        named: namedOf.get(unit) ?? [],
      };
      return queued(
        addressesOfUnit(core.reach, directory, unit).map((address) => ({
          address,
          segments: movedForUnit(ofUnit, listed, directory, address),
        })),
        `${source}:unit:${unit}`,
        null,
        at,
      );
    }),
    ...[...receivers.values()].flatMap(({ duty, address, key }) => {
      const theirs = { replies: repliesOf.get(key) ?? [], promised: promisedOf.get(key) ?? [] };
      const segments = movedForFirstReceiver(duty, theirs, listed, directory, address);
      return queued([{ address, segments }], `${source}:reporter:${duty}`, null, at);
    }),
  ];
}

/** Calls are made until the month's last working day: each inspector who has some left hears that it is another one. */
export async function callsMoved(core: Core, { before, after, source, at }: CalendarChange): Promise<QueuedMessage[]> {
  const month = monthOf(at);
  const [was, due] = [callsUntil(month, before), callsUntil(month, after)];
  if (was === due) return [];
  const { directory } = core.readers();
  const letters = [...groupBy(await callsToMake(core), ({ inspector }) => inspector)].map(([inspector, calls]) => ({
    person: inspector === null ? undefined : directory.person(inspector),
    words: callsMovedWords(calls.length, was, due),
  }));
  return queued(toPeople(core.reach, directory, letters), `${source}:calls`, null, at);
}
