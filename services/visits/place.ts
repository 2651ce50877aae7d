/** Finds the village a visit was to; what is ambiguous comes back as choices, what is not there as a reason. */
import type { Person } from '../../domain/directory.ts';
import type { VisitDraft } from '../../domain/text/visit.ts';
import { findPlace } from '../issues/find.ts';
import type { Readers } from '../roster-memory.ts';

export type VisitPlace =
  | { kind: 'found'; place: number }
  | { kind: 'choose'; options: readonly number[] }
  /** Named, and there is no such place. */
  | { kind: 'unknown'; words: string }
  /** Several villages in one message. */
  | { kind: 'several'; names: readonly string[] }
  | { kind: 'missing' };

/** Most choices that are offered: more than that is no question a person answers on a phone. */
const CHOICES = 9;
/** Words at the beginning of a note that look like a village nobody knows. */
const LIKE_A_PLACE = /^\p{Script=Han}{1,10}?(?:社区|村委会|居委会|村)(?=$|[\s，,。；;])/u;

/** A village wins over its town; without a name it is the one place the cadre's team looks after, or one of several. */
export function findVisitPlace(readers: Readers, draft: VisitDraft, visitor: Person): VisitPlace {
  const { directory, gazetteer } = readers;
  const isTown = (id: number): boolean => directory.unit(id)?.kind === 'town';
  const own = [...new Set(directory.teamsOf(visitor.id).flatMap((team) => team.places))];
  const words = draft.where === '' && !draft.placeMarked ? draft.note : draft.where;
  const villages = gazetteer
    .find(draft.where)
    .filter((match) => match.kind === 'place' && !match.ids.every(isTown))
    .map((match) => match.text);
  const names = [...new Set(villages)];
  if (names.length > 1) return { kind: 'several', names };
  const found = findPlace(readers, undefined, words, visitor);
  if (found.options.length > 0) return { kind: 'choose', options: found.options };
  if (found.id !== null && !isTown(found.id)) return { kind: 'found', place: found.id };
  if (draft.placeMarked && found.id === null) return { kind: 'unknown', words: draft.where };
  const unknown = LIKE_A_PLACE.exec(draft.note)?.[0];
  if (draft.where === '' && found.id === null && unknown !== undefined) return { kind: 'unknown', words: unknown };
  return oneOf(found.id === null ? own : within(found.id));

  function within(town: number): readonly number[] {
    const ofTeam = own.filter((place) => directory.townOf(place) === town);
    return ofTeam.length > 0 ? ofTeam : directory.children(town).filter((id) => directory.unit(id)?.kind === 'village');
  }
}

function oneOf(places: readonly number[]): VisitPlace {
  const [first] = places;
  if (first === undefined || places.length > CHOICES) return { kind: 'missing' };
  return places.length === 1 ? { kind: 'found', place: first } : { kind: 'choose', options: places };
}
