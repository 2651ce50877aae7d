/** The visit diary as a picture: its three columns, an issue below the other. */
import { diaryColumns, type Diary } from '../../domain/diary.ts';
import { figures, paragraph } from './blocks.ts';
import { paintBlocks } from './pages.ts';
import { linesOf, type Block } from './pen.ts';
import { colours, INNER, MARGIN, sizes } from './theme.ts';

export interface DiaryPictureInput {
  diary: Diary;
  title: string;
  subtitle: string;
  /** Issues shown; the document has them all. */
  listed: number;
}

/** Shares of the width, as the columns stand. */
const SHARES = [0.32, 0.38, 0.3] as const;
const PAD = 14;
const SIZE = sizes.cell;
const STEP = SIZE * 1.3;
/** Lines of a cell: what is longer stands in the document. */
const MOST_LINES = 14;

const edges = SHARES.map((_, index) => MARGIN + INNER * SHARES.slice(0, index).reduce((sum, share) => sum + share, 0));
const widthOf = (column: number): number => INNER * (SHARES[column] ?? 0) - 2 * PAD;

const header: Block = {
  height: 60,
  draw(pen, top) {
    pen.box(MARGIN, top, INNER, 60, colours.head);
    diaryColumns.forEach((title, column) =>
      pen.text(title, (edges[column] ?? 0) + PAD, top + 30, { size: SIZE, bold: true, tone: 'onHead' }),
    );
  },
};

function row(cells: readonly string[], ground: string): Block {
  const lines = cells.map((cell, column) => linesOf(cell, { size: SIZE }, widthOf(column), MOST_LINES));
  const height = Math.max(...lines.map((one) => one.length)) * STEP + 2 * PAD;
  return {
    height,
    draw(pen, top) {
      pen.box(MARGIN, top, INNER, height, ground);
      lines.forEach((ofCell, column) =>
        ofCell.forEach((line, index) =>
          // An issue's number stands first, and is what people look for.
          pen.text(line, (edges[column] ?? 0) + PAD, top + PAD + (index + 0.5) * STEP, {
            size: SIZE,
            bold: column === 0 && index === 0,
          }),
        ),
      );
      for (const edge of edges.slice(1)) pen.box(edge - 1, top, 2, height, colours.line);
      pen.box(MARGIN, top + height - 2, INNER, 2, colours.line);
    },
  };
}

export function diaryPicture({ diary, title, subtitle, listed }: DiaryPictureInput): Uint8Array[] {
  const { rows, visits, households } = diary;
  const shown = rows.slice(0, listed);
  return paintBlocks({
    title,
    subtitle,
    above: [
      figures([
        { label: '走访次数', value: String(visits) },
        { label: '走访户数', value: String(households) },
        { label: '收集问题', value: String(rows.length) },
      ]),
      ...(rows.length === 0 ? [paragraph('这段时间没有收集到问题。', { size: sizes.subtitle, tone: 'soft' })] : []),
    ],
    header: rows.length === 0 ? null : header,
    body: shown.map(({ collected, handling, reply }, index) =>
      row([collected, handling, reply], index % 2 === 1 ? colours.zebra : colours.ground),
    ),
    closing: [],
    notes: rows.length > shown.length ? [`……另有 ${rows.length - shown.length} 件，见附件。`] : [],
  });
}
