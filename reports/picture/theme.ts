/** How every picture looks: sizes in pixels at a width a phone shows as 390, colours as hex. */
import type { Light } from '../../domain/monthly-table.ts';

/** Width of every picture: a phone of 390 points with three dots a point shows all of it. */
export const WIDTH = 1080;
/** Taller pictures are cut into pages: chat programs shrink or crop them. */
export const MOST_HEIGHT = 4000;
/** Space left and right. */
export const MARGIN = 30;
export const INNER = WIDTH - 2 * MARGIN;

/** Names the fonts are registered under: no font of the machine is ever used. */
export const fonts = { regular: 'Huiyin Regular', bold: 'Huiyin Bold' } as const;

export const sizes = {
  title: 44,
  subtitle: 28,
  figure: 52,
  label: 26,
  /** Cells of a table with many columns: 10 points on a phone. */
  cell: 28,
  /** Cells of a table with few columns. */
  wideCell: 34,
  head: 24,
  /** What stands below. */
  note: 26,
  /** Under a row of a table; never larger than its cells. */
  remark: 25,
} as const;

export const colours = {
  ground: '#ffffff',
  ink: '#1b2530',
  soft: '#5d6975',
  line: '#cfd6dd',
  zebra: '#eef3f5',
  head: '#0f5e59',
  headLine: '#3f837e',
  onHead: '#ffffff',
  totals: '#dcebe9',
  marked: '#ffeeb3',
  mark: '#e09a00',
  brand: '#0f766e',
  other: '#7b8794',
  red: '#c8201b',
  yellow: '#eda100',
  green: '#178a43',
  bar: '#b9cfd6',
  visited: '#d5ebdb',
} as const;

export const lightColours: Record<Light, string> = { red: colours.red, yellow: colours.yellow, green: colours.green };

/** What emphasis text may carry. */
export type Tone = 'ink' | 'soft' | 'red' | 'yellow' | 'green' | 'brand' | 'onHead';
