/** 日记: a visit diary in private chat as a picture, with the sheet or the document to take away. */
import { may } from '../../domain/permitted.ts';
import { teamName } from '../../domain/directory.ts';
import { periodOf } from '../../domain/period.ts';
import { takePeriod } from '../../domain/text/period.ts';
import { isDocumentWord } from '../../domain/text/wanted-file.ts';
import { dayOf } from '../../domain/time.ts';
import { diaryFileName, diaryText } from '../../wording/diary.ts';
import { message } from '../../wording/format.ts';
import { periodWords } from '../../wording/periods.ts';
import { diaryRefusals, teamRefusals } from '../../wording/refusals/visits.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { findUnit } from '../issues/find.ts';
import { pictures } from '../made.ts';
import { findTeams } from '../visits/teams.ts';
import { diaryOf, type Diarist } from './diary.ts';
import { diaryDocument, diaryPages, diarySheets } from './files.ts';

/** Of the running month where no days are named; of oneself where nobody is. */
export async function showDiary(ctx: MessageContext, text: string | null): Promise<void> {
  const { core, now, rules } = ctx;
  const today = dayOf(now);
  const { period: asked, words: typed } = takePeriod(text ?? '', today);
  const words = typed.filter((word) => !isDocumentWord(word));
  const period = asked ?? periodOf(today, 1);
  if (period.from > today) {
    await answer(ctx, message(diaryRefusals.ahead(periodWords(period))));
    return;
  }
  const whose = diaristFor(ctx, words);
  if (typeof whose === 'string') {
    await answer(ctx, message(whose));
    return;
  }
  const diary = await diaryOf(core, whose, period, now);
  const listed = rules.settings['digest.listed'];
  const shown = diaryText(diary, listed);
  if (diary.rows.length === 0) {
    await answer(ctx, message(shown));
    return;
  }
  const name = diaryFileName(diary);
  const pages = await diaryPages(core, diary, listed);
  const files = words.length < typed.length ? await diaryDocument(core, diary) : await diarySheets(core, diary);
  await answer(ctx, message(pictures(name, pages, shown), files));
}

/** A cadre sees the own diary and the own team's; those who supervise any. */
function diaristFor(ctx: MessageContext, words: readonly string[]): Diarist | string {
  const { actor, rules, readers } = ctx;
  const { directory } = rules;
  const [name = '', unitWord] = words;
  if (name === '') return { name: actor.name, people: [actor.id] };
  const own = directory.teamsOf(actor.id);
  const teams = /^(?:本|我)?(?:小组|组)$/.test(name) ? own : findTeams(directory, words.join(''), actor);
  const [team] = teams;
  if (team !== undefined && teams.length > 1) return teamRefusals.several(name, teams);
  if (team !== undefined) {
    if (!may(actor, 'readDiary', { teams: [team] })) return notPermittedWords(actor, 'readDiary');
    return { name: teamName(team), people: team.members };
  }
  const unit = unitWord === undefined ? null : findUnit(readers, unitWord).id;
  const named = directory.peopleNamed(name).filter((person) => unitWord === undefined || person.unit === unit);
  const [person] = named;
  if (person === undefined) return diaryRefusals.unknown(words.join(' '));
  if (!may(actor, 'readDiary', { person: person.id })) return notPermittedWords(actor, 'readDiary');
  if (named.length > 1) {
    const units = named.map(({ unit }) => directory.unitName(unit));
    return diaryRefusals.namesakes(name, units);
  }
  return { name: person.name, people: [person.id] };
}
