/** Lists page by page: how many lines a page has, and 下一页. */
import { MINUTE } from '../domain/time.ts';
import { message } from '../wording/format.ts';
import { lookingRefusals } from '../wording/refusals/looking.ts';
import { answer } from './answer.ts';
import type { MessageContext, NextPage } from './core.ts';

/** Lines of a list in one message. */
export const listedOf = ({ rules }: Pick<MessageContext, 'rules'>): number => rules.settings['query.listed'];

export interface Page {
  /** From 1. */
  page: number;
  total: number;
  /** Lines on a page. */
  listed: number;
}

export const offsetOf = (page: number, listed: number): number => (page - 1) * listed;

/** `（12 件）`, and which page where there are several. */
export function countWords({ page, total, listed }: Page, unit = '件'): string {
  const pages = Math.ceil(total / listed);
  return pages <= 1 ? `（${total} ${unit}）` : `（${total} ${unit}，第 ${page}/${pages} 页）`;
}

/** What stands under a page that is not the last. */
export const moreWords = ({ page, total, listed }: Page, unit = '件'): string[] =>
  page * listed < total ? [`……还有 ${total - page * listed} ${unit}，发“下一页”看后面的`] : [];

/** Keeps what 下一页 will show; nothing after the last page. */
export function offerNext(ctx: MessageContext, { page, total, listed }: Page, next: NextPage): void {
  const { core, room, actor, now, rules } = ctx;
  const until = now + rules.settings['query.pageMinutes'] * MINUTE;
  core.pages.set(room, actor.id, page * listed < total ? next : null, until);
}

export async function nextPage(ctx: MessageContext): Promise<void> {
  const next = ctx.core.pages.get(ctx.room, ctx.actor.id, ctx.now);
  if (next !== null) return next(ctx);
  await answer(ctx, message(lookingRefusals.noNextPage()));
}
