/** 苗头 in chat: what was raised lately, or one (or all of a category or town) with its evidence. */
import { loadEmerging, loadEmergingIssue, type EmergingIssue } from '../../db/emerging.ts';
import { jointItemsFor } from '../../db/joint-items.ts';
import type { Directory } from '../../domain/directory.ts';
import { addDays, dayOf, type Instant } from '../../domain/time.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { emergingInFull, emergingLine, surgeName, weekWords, weeklyCountNotes } from '../../wording/emerging.ts';
import { dateWords, message } from '../../wording/format.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { answer } from '../answer.ts';
import type { Core, MessageContext } from '../core.ts';
import { made, pictures } from '../made.ts';

/** Days back that are listed: a quarter. */
const SHOWN_DAYS = 91;
const LISTED = 15;
/** Shown in full in one message. */
const FULL = 3;

/** Raised in the last quarter, newest first; of a category or town whose name holds the word, where one is given. */
export async function recentEmerging(
  core: Pick<Core, 'db' | 'readers'>,
  now: Instant,
  word: string | null,
): Promise<EmergingIssue[]> {
  const { directory } = core.readers();
  const all = await loadEmerging(core.db, addDays(dayOf(now), -SHOWN_DAYS));
  return word === null ? all : all.filter((one) => surgeName(one, directory).includes(word));
}

export async function showEmerging(ctx: MessageContext, number: number | null, word: string | null): Promise<void> {
  const { core, now, rules } = ctx;
  const { directory } = rules;
  if (number !== null) {
    const one = await loadEmergingIssue(core.db, number);
    await answer(ctx, one === null ? message(notThere.surge(number)) : await evidenceOf(core, one));
    return;
  }
  const found = await recentEmerging(core, now, word);
  const [first, ...others] = found;
  if (first === undefined) {
    await answer(ctx, message(word === null ? '近 13 周没有苗头。' : `近 13 周没有“${word}”的苗头。`));
  } else if (word === null) {
    const more = found.length > LISTED ? [`……共 ${found.length} 条，加类别或镇街可缩小范围`] : [];
    const lines = found.slice(0, LISTED).map((one) => `${weekWords(one.week)} ${emergingLine(one, directory)}`);
    await answer(ctx, message([...lines, ...more, '发送“苗头 序号”看依据'].join('\n')));
  } else {
    await answer(ctx, await evidenceOf(core, first, others.slice(0, FULL - 1)));
  }
}

/** All there is of one, and of others beside it, in words; the picture is of the first. */
export async function evidenceOf(
  core: Pick<Core, 'db' | 'readers' | 'log'>,
  first: EmergingIssue,
  others: readonly EmergingIssue[] = [],
): Promise<OutgoingSegment[]> {
  const { directory } = core.readers();
  const shown = [first, ...others];
  const items = await jointItemsFor(
    core.db,
    shown.map(({ id }) => id),
  );
  const words = shown.map((one) => emergingInFull(one, directory, items.get(one.id)?.number ?? null));
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
