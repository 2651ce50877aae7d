/** Finds the place, unit and category a report names; what is ambiguous comes back as choices, never as a guess. */
import type { Directory, Person } from '../../domain/directory.ts';
import { resolveUnit } from '../../domain/text/gazetteer.ts';
import { listed } from '../../wording/questions.ts';
import { unitOptions } from '../questions.ts';
import type { Readers } from '../roster-memory.ts';

/** The one found, or the choices where several fit; both empty when nothing was named. */
export interface Found {
  id: number | null;
  options: readonly number[];
}

const nothing: Found = { id: null, options: [] };
const one = (id: number): Found => ({ id, options: [] });

/** Most choices that are offered: more than that is no question a person answers on a phone. */
const CHOICES = 9;

/**
 * The place: in the words marked as place first, else in the text. A village wins over the town named beside it; an
 * ambiguous village is settled by a town in the same text, then by the places the reporter's team looks after.
 */
export function findPlace(readers: Readers, marked: string | undefined, text: string, reporter: Person | null): Found {
  for (const words of marked === undefined ? [text] : [marked, text]) {
    const found = placeIn(readers, words, reporter);
    if (found.id !== null || found.options.length > 0) return found;
  }
  return nothing;
}

function placeIn({ gazetteer, directory }: Readers, words: string, reporter: Person | null): Found {
  const matches = gazetteer.find(words).filter((match) => match.kind === 'place');
  const named = matches.map((match) => match.ids);
  const isTown = (id: number): boolean => directory.unit(id)?.kind === 'town';
  const towns = new Set(named.flat().filter(isTown));
  const villages = named.map((ids) => ids.filter((id) => !isTown(id))).filter((ids) => ids.length > 0);
  for (const ids of villages) {
    const within = towns.size === 0 ? ids : ids.filter((id) => towns.has(directory.townOf(id) ?? -1));
    const candidates = within.length > 0 ? within : ids;
    if (candidates.length === 1) return one(candidates[0] as number);
    const teams = reporter === null ? [] : directory.teamsOf(reporter.id);
    const own = candidates.filter((id) => teams.some((team) => team.places.includes(id)));
    if (own.length === 1) return one(own[0] as number);
    return { id: null, options: candidates.slice(0, CHOICES) };
  }
  const [town] = towns;
  return town === undefined ? nothing : one(town);
}

/** A village named together with its town (河上镇紫霞村), where the whole word says no more; null for anything else. */
export function findNamedPlace({ gazetteer, directory }: Readers, word: string): number | null {
  const matches = gazetteer.find(word).filter((match) => match.kind === 'place');
  const [first, last] = [matches[0], matches.at(-1)];
  if (first === undefined || last === undefined || first === last) return null;
  if (first.start !== 0 || last.end !== word.length) return null;
  const within = last.ids.filter((id) => first.ids.includes(directory.townOf(id) ?? -1));
  return within.length === 1 ? (within[0] as number) : null;
}

/** The unit a person named, by name, short name or near enough; nothing when they named none. */
export function findUnit({ gazetteer }: Readers, named: string | undefined): Found {
  if (named === undefined || named.trim() === '') return nothing;
  const resolved = resolveUnit(named, gazetteer);
  if ('best' in resolved) return one(resolved.best);
  if ('ambiguous' in resolved) return { id: null, options: resolved.ambiguous.slice(0, CHOICES) };
  return nothing;
}

/** The category that was named, else the one the text speaks of most. */
export function findCategory(
  { directory, classify }: Readers,
  marked: string | undefined,
  text: string,
): number | null {
  if (marked !== undefined) {
    const word = marked.trim();
    const exact = directory.data.categories.find(
      (category) => category.name === word || category.keywords.includes(word),
    );
    if (exact !== undefined) return exact.id;
    const near = classify(word).category;
    if (near !== null) return near;
  }
  return classify(text).category;
}

/** A question with numbered choices, each told apart by what is above it. */
export const choiceQuestion = (directory: Directory, question: 'place' | 'unit', options: readonly number[]): string =>
  [
    `${question === 'place' ? '是哪个地点？' : '是哪个单位？'}请回复数字：`,
    ...listed(unitOptions(directory, options)),
  ].join('\n');

/** What a question is about as a whole: places with all within them, units, or words to look for. */
export function wholeMatch(
  { gazetteer, directory }: Readers,
  text: string,
): { places?: readonly number[]; units?: readonly number[]; text?: string } {
  const whole = gazetteer.find(text).filter((match) => match.end - match.start >= text.trim().length);
  const places = whole
    .filter((match) => match.kind === 'place')
    .flatMap((match) => match.ids.flatMap((id) => [id, ...directory.children(id)]));
  if (places.length > 0) return { places };
  const units = whole.filter((match) => match.kind === 'unit').flatMap((match) => match.ids);
  return units.length > 0 ? { units } : { text };
}
