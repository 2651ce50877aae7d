/** Cuts a long table into pictures of a height that chat programs show whole. */
import { footnotes, heading, space } from './blocks.ts';
import { paint, type Block } from './pen.ts';
import { tableBlocks, type Table } from './table.ts';
import { MOST_HEIGHT } from './theme.ts';

export interface TablePicture {
  title: string;
  subtitle: string;
  /** Between heading and table, on the first page. */
  above: readonly Block[];
  table: Table;
  notes: readonly string[];
}

const BOTTOM = 26;
const heightOf = (blocks: readonly Block[]): number => blocks.reduce((sum, block) => sum + block.height, 0);

/**
 * Pages of about the same length, each with heading and header; totals and notes close the last.
 * @param wanted `marked` paints only those a marked row is on
 */
export function paintPages(
  { title, subtitle, above, table, notes }: TablePicture,
  wanted: 'all' | 'marked' = 'all',
): Uint8Array[] {
  const { header, rows, totals } = tableBlocks(table);
  const pages = { title, subtitle, above, header, body: rows, closing: totals, notes };
  return paintBlocks(pages, wanted === 'marked' ? (row) => table.rows[row]?.marked === true : null);
}

interface BlockPicture {
  title: string;
  subtitle: string;
  /** Between heading and body, on the first page. */
  above: readonly Block[];
  /** Over the body of each page. */
  header: Block | null;
  /** No block of it is cut. */
  body: readonly Block[];
  closing: readonly Block[];
  notes: readonly string[];
}

/** @param wanted only pages with such a block of the body, where given */
export function paintBlocks(
  { title, subtitle, above, header, body, closing, notes }: BlockPicture,
  wanted: ((block: number) => boolean) | null = null,
): Uint8Array[] {
  const last = [...closing, ...footnotes(notes), space(BOTTOM)];
  const top = (page: number, pages: number): Block[] => [
    heading(pages > 1 ? `${title}（${page + 1}/${pages}）` : title, subtitle),
    ...(page === 0 ? above : []),
    ...(header === null ? [] : [header]),
  ];
  const fixed = heightOf(top(0, 2));
  const whole = heightOf(body) + heightOf(last);
  const pages = Math.max(1, Math.ceil(whole / (MOST_HEIGHT - fixed)));
  const share = whole / pages;
  const cut = Array.from({ length: pages }, (): { blocks: Block[]; wanted: boolean } => ({
    blocks: [],
    wanted: false,
  }));
  let used = 0;
  body.forEach((block, index) => {
    // A block that straddles the border belongs to the page its middle lies on.
    const part = cut[Math.min(pages - 1, Math.floor((used + block.height / 2) / share))];
    used += block.height;
    if (part === undefined) return;
    part.blocks.push(block);
    part.wanted ||= wanted?.(index) ?? true;
  });
  return cut.flatMap((part, page) =>
    wanted !== null && !part.wanted
      ? []
      : [paint([...top(page, pages), ...part.blocks, ...(page === pages - 1 ? last : [space(BOTTOM)])])],
  );
}
