/** Sets right what the bot understood of a report. */
import type { ReportDraft } from '../../domain/text/report.ts';
import { message } from '../../wording/format.ts';
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
  for (const [question, found] of [
    ['place', place],
    ['unit', unit],
  ] as const) {
    if (found === null || found.id !== null) continue;
    const words = question === 'place' ? draft.place : draft.unit;
    await answer(
      ctx,
      message(
        found.options.length > 0
          ? `“${words}”有几个，请写全：\n${choiceQuestion(readers.directory, question, found.options).split('\n').slice(1).join('\n')}`
          : `没有找到${question === 'place' ? '地点' : '单位'}“${words}”，请写全称`,
      ),
      issue,
    );
    return;
  }
  if (category === null) {
    const names = readers.directory.data.categories.map((known) => known.name).join('、');
    await answer(ctx, message(`没有类别“${draft.category}”，现有：${names}`), issue);
    return;
  }
  if (place === null && unit === null && category === undefined) {
    await answer(ctx, message('请写明更正什么，例如：更正 地点：紫霞村　或　更正 单位：住建局'), issue);
    return;
  }
  await actOnIssue(ctx, issue, {
    type: 'clarify',
    ...(place?.id === undefined || place.id === null ? {} : { place: place.id }),
    ...(unit?.id === undefined || unit.id === null ? {} : { unit: unit.id }),
    ...(category === undefined ? {} : { category }),
  });
}
