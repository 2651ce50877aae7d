/** 苗头 in chat: what was raised lately, or one (or all of a category or town) with its evidence. */
import { loadEmerging, loadEmergingIssue, type EmergingIssue, type KnownEmerging } from '../../db/emerging.ts';
import { jointItemsFor } from '../../db/joint-items.ts';
import type { Directory } from '../../domain/directory.ts';
import { grewAlong } from '../../domain/emerging.ts';
import { groupBy } from '../../domain/group-by.ts';
import { addDays, dayOf, type Instant } from '../../domain/time.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import {
  emergingInFull,
  emergingLine,
  strongestFirst,
  surgeName,
  weekWords,
  weeklyCountNotes,
} from '../../wording/emerging.ts';
import { dateWords, message } from '../../wording/format.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer } from '../answer.ts';
import type { Core, MessageContext } from '../core.ts';
import { made, pictures } from '../made.ts';
import { countWords, listedOf, moreWords, offerNext, offsetOf } from '../pages.ts';

/** Days back that are listed: a quarter. */
const SHOWN_DAYS = 91;
/** Shown in full in one message. */
const FULL = 3;
/** Asks for what grew with the whole district. */
const TOTAL = '总量';

/**
 * Raised in the last quarter: the newest week first, of each what stands out most, then what grew with the whole district.
 * Of a category or town whose name holds the word, where one is given.
 */
export async function recentEmerging(
  core: Pick<Core, 'db' | 'readers'>,
  now: Instant,
  word: string | null,
): Promise<KnownEmerging[]> {
  const { directory } = core.readers();
  const all = await loadEmerging(core.db, addDays(dayOf(now), -SHOWN_DAYS));
  const ordered = [...groupBy(all, ({ week }) => week).values()].flatMap((ofWeek) => [
    ...strongestFirst(ofWeek.filter((one) => !grewAlong(one))),
    ...strongestFirst(ofWeek.filter(grewAlong)),
  ]);
  if (word === null) return ordered;
  return ordered.filter((one) => (word === TOTAL ? grewAlong(one) : surgeName(one, directory).includes(word)));
}

export async function showEmerging(ctx: MessageContext, number: number | null, word: string | null): Promise<void> {
  const { core, now } = ctx;
  if (number !== null) {
    const one = await loadEmergingIssue(core.db, number);
    await answer(ctx, one === null ? message(notThere.surge(number)) : await evidenceOf(core, one, now));
    return;
  }
  const found = await recentEmerging(core, now, word);
  const [first, ...others] = found;
  if (first === undefined) {
    await answer(ctx, message(word === null ? nothingThere.surges() : nothingThere.surgesOf(word)));
  } else if (word === null || word === TOTAL) {
    await listEmerging(ctx, word, 1);
  } else {
    await answer(ctx, await evidenceOf(core, first, now, others.slice(0, FULL - 1)));
  }
}

/** Page by page. */
async function listEmerging(ctx: MessageContext, word: string | null, page: number): Promise<void> {
  const { directory } = ctx.rules;
  const found = await recentEmerging(ctx.core, ctx.now, word);
  const listed = listedOf(ctx);
  const shown = { page, total: found.length, listed };
  offerNext(ctx, shown, (later) => listEmerging(later, word, page + 1));
  const lines = found
    .slice(offsetOf(page, listed), offsetOf(page + 1, listed))
    .map((one) => `${weekWords(one.week)} ${emergingLine(one, directory)}`);
  await answer(
    ctx,
    message(
      [`近 13 周的苗头${countWords(shown, '条')}`, ...lines, ...moreWords(shown, '条'), '发送“苗头 序号”看依据'].join(
        '\n',
      ),
    ),
  );
}

/** All there is of one, and of others beside it, in words; the picture is of the first. */
export async function evidenceOf(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  first: KnownEmerging,
  now: Instant,
  others: readonly KnownEmerging[] = [],
): Promise<OutgoingSegment[]> {
  const { directory } = core.readers();
  const shown = [first, ...others];
  const items = await jointItemsFor(
    core.db,
    shown.map(({ id }) => id),
  );
  const words = shown.map((one) => emergingInFull(one, directory, items.get(one.id)?.number ?? null, dayOf(now)));
  return message(words.join('\n\n'), await picture(core, first, directory));
}

/** The weekly counts as bars; the words beside it say the same. */
async function picture(
  core: Pick<Core, 'log'>,
  one: EmergingIssue,
  directory: Directory,
): Promise<readonly OutgoingSegment[]> {
  const { counts, average } = one.evidence;
  const title = surgeName(one, directory);
  const pages = await made(core, 'weeklyCounts', {
    title,
    subtitle: `第 ${one.id} 号苗头　${weekWords(one.week)}`,
    weeks: counts.map((count, index) => ({
      date: dateWords(addDays(one.week, 7 * (index + 1 - counts.length))),
      count,
    })),
    average,
    notes: weeklyCountNotes,
  });
  return pages.length === 0 ? [] : pictures(`苗头-${title}`, pages, `${title} 每周件数：${counts.join(' ')}`);
}
