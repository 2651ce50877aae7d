/** Records a report at once, whatever is still unclear about it, and asks afterwards. */
import { visitOn } from '../../db/visits.ts';
import { dependsOnUnpublishedYear } from '../../domain/deadlines.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import { decideReport } from '../../domain/issue/decide.ts';
import { proposeRoute, proposeUnit } from '../../domain/issue/propose.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import type { ReportDraft } from '../../domain/text/report.ts';
import { maskName, maskPersonal } from '../../domain/text/mask.ts';
import { reportCard } from '../../wording/cards.ts';
import { noticesFor } from '../../wording/notices.ts';
import { dayOf, type Day } from '../../domain/time.ts';
import type { QuotedMessage } from '../../domain/text/quoted.ts';
import { commitAndTell } from '../answer.ts';
import { inGroup, sourceOf, type MessageContext } from '../core.ts';
import { choiceQuestion, findCategory, findPlace, findUnit, type Found } from './find.ts';
import { whichIsMeant } from '../questions.ts';
import { visitQuoted } from '../visits/quoted.ts';
import { outgoingFor } from './outgoing.ts';

/**
 * Records what a cadre reports. A report is never lost to a question: what is ambiguous is asked after it is kept.
 *
 * @param quote where it is a visit's card, the report was raised in that visit
 */
export async function report(
  ctx: MessageContext,
  draft: ReportDraft,
  quote: QuotedMessage | null = null,
): Promise<void> {
  const { readers, rules, now, saidAt, actor } = ctx;
  const { directory, settings } = rules;
  const whole = draft.content;
  const longest = settings['report.longest'];
  const kept = whole.length > longest ? `${[...whole].slice(0, longest).join('')}…` : whole;
  const content = maskPersonal(kept).text;
  const { place, visit } = await placeAndVisit(ctx, findPlace(readers, draft.place, whole, actor), quote);
  const unit = findUnit(readers, draft.unit);
  const category = findCategory(readers, draft.category, `${draft.place ?? ''} ${whole}`);
  const proposal = proposeUnit(directory, { named: unit.id, category, place: place.id });
  const route = routeOf(ctx, draft, whole);
  // A named unit that is still ambiguous waits for the answer rather than going to a guess.
  const waits = unit.options.length > 0 || (proposal.unit === null && place.options.length > 0);
  const events = decideReport(
    {
      source: ctx.room,
      place: place.id,
      placeText: draft.place === undefined ? null : maskPersonal(draft.place).text,
      content,
      photos: ctx.photos,
      resident: draft.resident === undefined ? null : maskName(draft.resident),
      category,
      urgency: draft.urgency,
      ...route,
      unit: waits ? null : proposal.unit,
      handler: waits ? null : proposal.handler,
      assignReason: proposal.reason,
      settlement: draft.settledOnSpot ? maskPersonal(draft.settlement ?? '现场解决').text : null,
    },
    actor.id,
    saidAt,
    rules,
    now,
  );
  const after = events.reduce<IssueState | null>(evolve, null);
  if (after === null) throw new Error('a report gave no event');

  const ask = askFor(place, unit);
  const card = reportCard({
    issue: after,
    directory,
    question: ask === null ? null : choiceQuestion(directory, ask.what, ask.options),
    asksPlace: ask?.what === 'place',
    visit,
    shortened: kept !== whole,
    assumed: after.due !== null && dependsOnUnpublishedYear(now, after.due, rules.calendar),
    group: inGroup(ctx),
  });
  const notices = events.flatMap((event) => noticesFor(event, after, directory));
  await commitAndTell(
    ctx,
    outgoingFor({ address: ctx.address, segments: card }, notices, null, after, directory, ctx.core.reach),
    {
      issue: { before: null, after, events, source: sourceOf(ctx), visit: visit?.id ?? null },
      contact: contactOf(ctx, draft),
      ask: ask === null ? null : whichIsMeant(ctx, 0, ask.what, ask.options),
    },
  );
}

/** The route it goes by, and the one the bot would rather have the office decide on. */
function routeOf({ readers, rules }: MessageContext, draft: ReportDraft, text: string) {
  if (draft.settledOnSpot) return { route: 'spot', routeReason: '上报人现场解决', proposal: null } as const;
  const named = readers.gazetteer
    .find(`${draft.unit ?? ''} ${text}`)
    .flatMap(({ kind, ids: [id, ...others] }) => (kind === 'unit' && id !== undefined && others.length === 0 ? id : []))
    .filter((id) => ['department', 'subordinate'].includes(readers.directory.unit(id)?.kind ?? ''));
  const proposal = proposeRoute(rules, text, named);
  return proposal.route === 'platform'
    ? ({ route: 'platform', routeReason: proposal.reason, proposal: null } as const)
    : ({ route: 'platform', routeReason: null, proposal } as const);
}

/** The visit it was raised in: the one quoted, which then says where, else the reporter's of that day to that place. */
async function placeAndVisit(
  ctx: MessageContext,
  place: Found,
  quote: QuotedMessage | null,
): Promise<{ place: Found; visit: { id: number; day: Day } | null }> {
  const quoted = quote === null ? null : await visitQuoted(ctx, quote);
  if (quoted !== null && !quoted.withdrawn) {
    const named = place.id !== null || place.options.length > 0;
    return { place: named ? place : { id: quoted.place, options: [] }, visit: quoted };
  }
  if (place.id === null) return { place, visit: null };
  const day = dayOf(ctx.saidAt);
  const id = await visitOn(ctx.core.db, ctx.actor.id, day, place.id);
  return { place, visit: id === null ? null : { id, day } };
}

function askFor(place: Found, unit: Found): { what: 'place' | 'unit'; options: readonly number[] } | null {
  if (unit.options.length > 0) return { what: 'unit', options: unit.options };
  if (place.options.length > 0) return { what: 'place', options: place.options };
  return null;
}

/** Name and number as the resident gave them, sealed; null where neither was given. */
const contactOf = (ctx: MessageContext, draft: ReportDraft): string | null =>
  draft.resident === undefined && draft.phone === undefined
    ? null
    : ctx.core.vault.seal([draft.resident, draft.phone].filter((part) => part !== undefined).join(' '));
