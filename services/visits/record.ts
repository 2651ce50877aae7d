/** 走访: records a cadre's visit at once, and asks afterwards which village is meant where that is not clear. */
import { placeVisit, recordVisit, visitById, visitBySource, type VisitShown } from '../../db/visits.ts';
import type { Person, Team } from '../../domain/directory.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import { maskPersonal } from '../../domain/text/mask.ts';
import { readVisit, type VisitDraft } from '../../domain/text/visit.ts';
import { addDays, dayOf, timeOfDay, type Day, type TimeOfDay } from '../../domain/time.ts';
import { householdWords } from '../../domain/visits/household.ts';
import { noRota, programmeOf, sessionOf, type TeamRota } from '../../domain/visits/programme.ts';
import type { VisitSession } from '../../domain/visits/visit.ts';
import { excerpt, message } from '../../wording/format.ts';
import { visitRefusals } from '../../wording/refusals/visits.ts';
import { visitCard } from '../../wording/visits.ts';
import { answer, commitAndTell } from '../answer.ts';
import { inGroup, sourceOf, type MessageContext } from '../core.ts';
import { choiceQuestion } from '../issues/find.ts';
import { whichVillage } from '../questions.ts';
import type { Readers } from '../roster-memory.ts';
import { findVisitPlace, type VisitPlace } from './place.ts';

/** Reads the words of a visit with the roster at hand. */
const draftOf = ({ gazetteer, directory }: Readers, text: string, today: Day): VisitDraft =>
  readVisit(text, {
    today,
    placesIn: (words) => gazetteer.find(words).filter((match) => match.kind === 'place'),
    isPerson: (name) => directory.peopleNamed(name).length > 0,
  });

export async function visit(ctx: MessageContext, text: string): Promise<void> {
  const { core, readers, rules, saidAt, actor } = ctx;
  const { settings, directory } = rules;
  const today = dayOf(saidAt);
  const draft = draftOf(readers, text, today);
  const day = draft.day ?? today;
  const late = settings['visit.lateDays'];
  if (day > today || day < addDays(today, -late)) {
    await answer(ctx, message(day > today ? visitRefusals.ahead(day) : visitRefusals.tooOld(day, late)));
    return;
  }
  const found = findVisitPlace(readers, draft, actor);
  if (found.kind !== 'found' && found.kind !== 'choose') {
    await answer(ctx, message(noPlace(found)));
    return;
  }
  const place = found.kind === 'found' ? found.place : null;
  const note = maskPersonal(excerptOf(draft.note, settings['report.longest'])).text;
  const source = sourceOf(ctx);
  await recordVisit(
    core.db,
    source,
    {
      cadre: actor.id,
      day,
      recordedAt: saidAt,
      kind: draft.kind ?? 'household',
      session: sessionFor(rules, actor, place, day, day === today ? timeOfDay(saidAt) : null),
      place,
      households: draft.households,
      companions: draft.companions,
      note,
    },
    draft.named.map((words) => core.vault.fingerprint(householdWords(words))),
  );
  const recorded = await visitBySource(core.db, source);
  // Nothing to be seen yet: another process is recording the very same message, and answers it.
  if (recorded === null) return;
  const question = found.kind === 'choose' ? choiceQuestion(directory, 'place', found.options) : null;
  const segments = visitCard({
    visit: recorded,
    directory,
    question,
    kindAssumed: draft.kind === null,
    namesHouseholds: draft.named.length > 0 && ctx.shows.length === 0,
    group: inGroup(ctx),
  });
  await commitAndTell(ctx, [{ address: ctx.address, segments }], {
    ask: found.kind === 'choose' ? whichVillage(ctx, recorded.id, found.options) : null,
  });
}

function noPlace(found: Exclude<VisitPlace, { kind: 'found' | 'choose' }>): string {
  if (found.kind === 'unknown') return visitRefusals.unknown(found.words);
  return found.kind === 'several' ? visitRefusals.several(found.names) : visitRefusals.missing();
}

/** The village that was chosen by its number. */
export async function choosePlace(ctx: MessageContext, id: number, village: number): Promise<void> {
  const { core, rules, actor } = ctx;
  const before = await visitById(core.db, id);
  if (before === null) throw new Error(`no visit ${id} though it was asked about`);
  await placeVisit(core.db, before, village, sessionFor(rules, actor, village, before.day, timeRecorded(before)));
  const placed = (await visitById(core.db, id)) ?? before;
  const card = {
    visit: placed,
    directory: rules.directory,
    question: null,
    kindAssumed: false,
    namesHouseholds: false,
  };
  const segments = placed.withdrawn
    ? message(visitRefusals.placedTooLate(id))
    : visitCard({ ...card, group: inGroup(ctx) });
  await commitAndTell(ctx, [{ address: ctx.address, segments }]);
}

export const timeRecorded = ({ day, recordedAt }: Pick<VisitShown, 'day' | 'recordedAt'>): TimeOfDay | null =>
  dayOf(recordedAt) === day ? timeOfDay(recordedAt) : null;

const excerptOf = (note: string, longest: number): string => (note.length > longest ? excerpt(note, longest) : note);

/** By the rota of the team that looks after the place, the cadre's own before others'; else of the cadre's team. */
export function sessionFor(
  { directory, settings }: Rules,
  visitor: Person,
  place: number | null,
  day: Day,
  time: TimeOfDay | null,
  rotaOf: (team: Team) => TeamRota = ({ rota }) => rota,
): VisitSession | null {
  const own = directory.teamsOf(visitor.id);
  const looksAfter = directory.data.teams.filter((team) => place !== null && team.places.includes(place));
  const team = looksAfter.find((one) => own.includes(one)) ?? looksAfter[0] ?? own[0];
  return sessionOf(programmeOf(settings, team === undefined ? noRota : rotaOf(team)), day, time);
}
