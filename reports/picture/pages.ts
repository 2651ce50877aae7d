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
  const closing = [...totals, ...footnotes(notes), space(BOTTOM)];
  const top = (page: number, pages: number): Block[] => [
    heading(pages > 1 ? `${title}（${page + 1}/${pages}）` : title, subtitle),
    ...(page === 0 ? above : []),
    header,
  ];
  const fixed = heightOf(top(0, 2));
  const body = heightOf(rows);
  const pages = Math.max(1, Math.ceil((body + heightOf(closing)) / (MOST_HEIGHT - fixed)));
  const share = (body + heightOf(closing)) / pages;
  const cut = Array.from({ length: pages }, (): { blocks: Block[]; marked: boolean } => ({
    blocks: [],
    marked: false,
  }));
  let used = 0;
  rows.forEach((row, index) => {
    // A row that straddles the border belongs to the page its middle lies on.
    const part = cut[Math.min(pages - 1, Math.floor((used + row.height / 2) / share))];
    used += row.height;
    if (part === undefined) return;
    part.blocks.push(row);
    part.marked ||= table.rows[index]?.marked === true;
  });
  return cut.flatMap(({ blocks, marked }, page) =>
    wanted === 'marked' && !marked
      ? []
      : [paint([...top(page, pages), ...blocks, ...(page === pages - 1 ? closing : [space(BOTTOM)])])],
  );
}
