/** Sets right what the bot understood of a report. */
import type { ReportDraft } from '../../domain/text/report.ts';
import { message } from '../../wording/format.ts';
import { correctionRefusals } from '../../wording/refusals/corrections.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { actOnIssue } from './act.ts';
import { choiceQuestion, findCategory, findPlace, findUnit } from './find.ts';

/** What is to be set right: in somebody's words, or chosen by its number. */
export type Correction = { words: ReportDraft } | { place: number } | { unit: number };

export async function correct(ctx: MessageContext, issue: number, correction: Correction): Promise<void> {
  if ('words' in correction) await correctInWords(ctx, issue, correction.words);
  else await actOnIssue(ctx, issue, { type: 'clarify', ...correction });
}

/** Corrects place, category or unit as marked in the text; says what it did not find. */
async function correctInWords(ctx: MessageContext, issue: number, draft: ReportDraft): Promise<void> {
  const { readers } = ctx;
  const place = draft.place === undefined ? null : findPlace(readers, draft.place, '', ctx.actor);
  const unit = draft.unit === undefined ? null : findUnit(readers, draft.unit);
  const category = draft.category === undefined ? undefined : findCategory(readers, draft.category, '');
  for (const [question, found, words] of [
    ['place', place, draft.place],
    ['unit', unit, draft.unit],
  ] as const) {
    if (found === null || words === undefined || found.id !== null) continue;
    const choices = () => choiceQuestion(readers.directory, question, found.options).split('\n').slice(1).join('\n');
    const refusal =
      found.options.length > 0
        ? correctionRefusals.several(words, choices())
        : question === 'place'
          ? correctionRefusals.noPlace(words)
          : correctionRefusals.noUnit(words);
    await answer(ctx, message(refusal), issue);
    return;
  }
  if (category === null) {
    const names = readers.directory.data.categories.map((known) => known.name).join('、');
    await answer(ctx, message(correctionRefusals.noCategory(draft.category ?? '', names)), issue);
    return;
  }
  if (place === null && unit === null && category === undefined) {
    await answer(ctx, message(correctionRefusals.nothing()), issue);
    return;
  }
  await actOnIssue(ctx, issue, {
    type: 'clarify',
    ...(place?.id === undefined || place.id === null ? {} : { place: place.id }),
    ...(unit?.id === undefined || unit.id === null ? {} : { unit: unit.id }),
    ...(category === undefined ? {} : { category }),
  });
}
