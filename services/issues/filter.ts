/** Makes of the words of a question what the list of issues is asked: each word narrows it. */
import type { IssueFilter } from '../../db/issue-queries.ts';
import type { IssueStatus } from '../../domain/issue/state.ts';
import type { AskedState, IssueQuestion } from '../../domain/text/issue-question.ts';
import { dayOf, endOfDay, type Instant } from '../../domain/time.ts';
import type { MessageContext } from '../core.ts';
import { findNamedPlace, wholeMatch } from './find.ts';
import { lookingRefusals } from '../../wording/refusals/looking.ts';

/** The filter, or what cannot be looked for. */
export function filterOf(ctx: MessageContext, { states, words }: IssueQuestion): IssueFilter | string {
  const { readers, rules } = ctx;
  const { directory } = rules;
  const filter: IssueFilter = {};
  const texts: string[] = [];
  for (const word of words) {
    const named = findNamedPlace(readers, word);
    const match = named === null ? wholeMatch(readers, word) : { places: [named] };
    const category = directory.data.categories.find(({ name }) => name === word);
    if (match.places !== undefined && filter.places === undefined) filter.places = directory.withFormer(match.places);
    else if (match.units !== undefined && filter.units === undefined) filter.units = directory.withFormer(match.units);
    else if (category !== undefined && filter.categories === undefined) filter.categories = [category.id];
    else if ([...word].length < 2) return lookingRefusals.oneLetter(word);
    else texts.push(word);
  }
  if (texts.length > 0) filter.texts = texts;
  return { ...filter, ...standing(states, ctx) };
}

/** Several states: in one of them; 逾期 and 即将到期 narrow further. */
function standing(states: readonly AskedState[], { now, rules }: MessageContext): IssueFilter {
  const statuses = states.reduce<readonly IssueStatus[] | undefined>(
    (all, one) => (one.statuses === undefined ? all : [...new Set([...(all ?? []), ...one.statuses])]),
    undefined,
  );
  const overdue = states.some((one) => one.overdue);
  const soon = states.some((one) => one.soon);
  const unrouted = states.some((one) => one.unrouted);
  return {
    ...(statuses === undefined ? {} : { statuses }),
    ...(overdue && !soon ? { overdueAt: now } : {}),
    ...(soon ? { ...(overdue ? {} : { dueFrom: now }), overdueAt: soonEnd(now, rules) + 1 } : {}),
    ...(unrouted ? { unrouted: true } : {}),
    ...(states.some((one) => one.extension) ? { extensionPending: true } : {}),
  };
}

/** Until when a deadline is near, as the daily digest has it. */
export const soonEnd = (now: Instant, { calendar, settings }: MessageContext['rules']): Instant =>
  endOfDay(calendar.addWorkingDays(dayOf(now), settings['digest.soon.workingDays']));
