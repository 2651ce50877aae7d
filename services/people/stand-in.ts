/** 代班: who does somebody's work while that one is away; reminders, @s and permissions follow, and it ends by itself. */
import { cancelStandIn, setStandIn } from '../../db/stand-ins.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { changeBySource } from '../../db/roster-changes.ts';
import type { Person, StandIn } from '../../domain/directory.ts';
import { may } from '../../domain/permitted.ts';
import { whyNoStandIn } from '../../domain/stand-ins.ts';
import { readDay } from '../../domain/text/numbers.ts';
import { addDays, dayOf, type Day } from '../../domain/time.ts';
import { dateWords, message } from '../../wording/format.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { changedWords } from '../../wording/roster-changes.ts';
import { standInWords } from '../../wording/stand-ins.ts';
import { lendingRefusal, rosterUsage, standInRefusals } from '../../wording/refusals/roster.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, toPeople } from '../issues/outgoing.ts';
import { personMeant } from './named.ts';

/** How often the end is tried anew when others keep changing the same. */
const TRIES = 20;

/** Sets, ends or lists, by the words. */
export async function standIn(ctx: MessageContext, text: string, mentioned: readonly string[]): Promise<void> {
  const { core } = ctx;
  const { days, names, cancel } = wordsOf(text, dayOf(ctx.now));
  if (days.length === 0 && names.length === 0 && mentioned.length === 0 && !cancel) return list(ctx);
  if (await wasAnswered(core.db, ctx)) return;
  if ((await changeBySource(core.db, sourceOf(ctx))) === null) {
    const people = peopleOf(ctx, names, mentioned);
    const refused =
      typeof people === 'string' ? people : cancel ? await end(ctx, people[0] ?? null) : await begin(ctx, people, days);
    if (refused !== null) {
      await answer(ctx, message(refused));
      return;
    }
  }
  await tellBoth(ctx);
}

/** What somebody set by a slip: it ends before it was any use, and both hear of it. Null where it has ended by itself. */
export async function takeBackStandIn(ctx: MessageContext, change: number): Promise<string | null> {
  const { core } = ctx;
  if (await wasAnswered(core.db, ctx)) return null;
  if ((await changeBySource(core.db, sourceOf(ctx))) === null) {
    const { directory } = core.readers();
    const set = directory.data.standIns?.find((one) => one.change === change);
    const absent = set === undefined ? undefined : directory.person(set.absent);
    const refused = absent === undefined ? standInRefusals.over() : await end(ctx, absent, change);
    if (refused !== null) return refused;
  }
  await tellBoth(ctx);
  return null;
}

function wordsOf(text: string, today: Day): { days: Day[]; names: string[]; cancel: boolean } {
  // 10月1日至10月8日 are two words; the dashes within 2026-10-01 stay.
  const apart = text.replace(/(?<=[\d日号])\s*(?:至|到|—+|～|~)\s*/g, ' ').replace(/(?<=[日号])-/g, ' ');
  const some = apart
    .split(/[\s，,、]+/)
    .map((word) => word.replace(/^(?:至|到|从)(?=\d|$)/, ''))
    .filter((word) => word !== '' && !word.startsWith('@'));
  const cancel = some.includes('取消') || some.includes('结束');
  const rest = some.filter((word) => word !== '取消' && word !== '结束' && word !== '替');
  return {
    cancel,
    days: rest.flatMap((word) => readDay(word, today) ?? []),
    names: rest.filter((word) => readDay(word, today) === null),
  };
}

/** Those who are named, then those who are @ed. */
function peopleOf(ctx: MessageContext, names: readonly string[], mentioned: readonly string[]): Person[] | string {
  const found: Person[] = [];
  for (const name of names) {
    const person = personMeant(ctx, name, null);
    if (typeof person === 'string') return person;
    found.push(person);
  }
  const called = mentioned.flatMap(
    (account) => ctx.rules.directory.personByAccount(ctx.address.platform, account) ?? [],
  );
  return [...found, ...called.filter(({ id }) => !found.some((one) => one.id === id))];
}

async function begin(ctx: MessageContext, people: readonly Person[], days: readonly Day[]): Promise<string | null> {
  const { core, actor, now, rules } = ctx;
  const { directory, settings } = rules;
  const today = dayOf(now);
  const [first, second] = people;
  if (first === undefined || people.length > 2 || days.length === 0 || days.length > 2) return rosterUsage.stoodIn();
  const [absent, other] = second === undefined ? [actor, first] : [first, second];
  const [from, to] = days.length === 1 ? [today, days[0] ?? today] : [days[0] ?? today, days[1] ?? today];
  if (!may(actor, 'standIn', { person: absent.id })) return notPermittedWords(actor, 'standIn');
  if (absent.id === other.id) return standInRefusals.oneself();
  const refused = whyNoStandIn(absent, other);
  if (refused !== null) return lendingRefusal(refused, absent.name, other.name);
  if (other.accounts.length === 0) return standInRefusals.unbound(other.name);
  if (to < from || to < today) return standInRefusals.days(from, to);
  const longest = settings['standIn.longestDays'];
  if (to > addDays(from, longest - 1)) return standInRefusals.tooLong(longest);
  const top = ({ unit }: Person): number | undefined => (unit === null ? undefined : directory.lineOf(unit).at(-1));
  if (top(absent) !== top(other) && !may(actor, 'standInOutside'))
    return standInRefusals.outside(other.name, notPermittedWords(actor, 'standInOutside'));
  const wanted = { absent: absent.id, unit: absent.unit, standIn: other.id, from, to };
  const origin = { source: sourceOf(ctx), at: now, by: actor.id };
  return (await setStandIn(core.db, wanted, origin)) ? null : standInRefusals.overlap(absent.name, other.name);
}

/** @param change which one; the first that is not over where it is left out */
async function end(ctx: MessageContext, absent: Person | null, change?: number): Promise<string | null> {
  const { core, actor, now } = ctx;
  const who = absent ?? actor;
  if (!may(actor, 'standIn', { person: who.id })) return notPermittedWords(actor, 'standIn');
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const standIns = core.readers().directory.data.standIns ?? [];
    const mine = notOver(standIns, dayOf(now)).find(
      (one) => one.absent === who.id && (change === undefined || one.change === change),
    );
    if (mine === undefined) return change === undefined ? standInRefusals.none(who.name) : standInRefusals.over();
    if (await cancelStandIn(core.db, mine.change, { source: sourceOf(ctx), at: now, by: actor.id })) return null;
    // Somebody else was faster.
    await core.renewReaders();
  }
  throw new Error(`the stand-in of ${who.id} kept changing while it was ended`);
}

const notOver = (all: readonly StandIn[], today: Day): StandIn[] => all.filter(({ to }) => to >= today);

async function list(ctx: MessageContext): Promise<void> {
  const { directory } = ctx.rules;
  const shown = notOver(directory.data.standIns ?? [], dayOf(ctx.now)).filter(
    (one) => may(ctx.actor, 'standIn', { person: one.absent }) || one.standIn === ctx.actor.id,
  );
  const name = (id: number): string => directory.person(id)?.name ?? '';
  const lines = shown.map(
    (one) => `${dateWords(one.from)}至${dateWords(one.to)} ${name(one.standIn)}替${name(one.absent)}`,
  );
  await answer(
    ctx,
    message(lines.length === 0 ? nothingThere.standIns(rosterUsage.stoodIn()) : ['代班：', ...lines].join('\n')),
  );
}

/** The answer, and the same to both in private. */
async function tellBoth(ctx: MessageContext): Promise<void> {
  const { core } = ctx;
  const change = await changeBySource(core.db, sourceOf(ctx));
  if (change === null) throw new Error('a stand-in is not there');
  await core.renewReaders();
  const { directory } = core.readers();
  const { standIn: set } = change.data;
  const both = [change.person, set?.person ?? null].flatMap((id) => (id === null ? [] : (directory.person(id) ?? [])));
  const begins = change.kind === 'stoodIn';
  const words = changedWords(change, directory, begins ? [standInWords] : []);
  const told = words.replace(/\n?（名册变动.*）$/, '');
  const others = toPeople(
    core.reach,
    directory,
    both.filter(({ id }) => id !== ctx.actor.id).map((person) => ({ person, words: told })),
  );
  await commitAndTell(ctx, answerAndTell({ address: ctx.address, segments: message(words) }, others));
}
