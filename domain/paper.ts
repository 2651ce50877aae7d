/** A document on paper (GB/T 9704) as data: what stands on it, from top to bottom; `reports/word` lays it out. */
import type { Day, Instant } from './time.ts';

export interface Paper {
  /** Named in the file's properties; what is printed above the text is a block. */
  title: string;
  blocks: readonly PaperBlock[];
  /** Kept in the file's properties; the same paper gives the same bytes. */
  madeAt: Instant;
}

/** Everywhere in texts `\n` begins a new line; whatever people typed stays text. */
export type PaperBlock =
  /** Begins a page; `across` turns it. As the first block it only turns the first page. */
  | { kind: 'page'; across: boolean }
  /** 二号小标宋, centred. */
  | { kind: 'title'; text: string }
  /** 发文字号, centred under the title: 督办〔2026〕3号 */
  | { kind: 'reference'; text: string }
  /** 主送机关, without its colon. */
  | { kind: 'addressee'; text: string }
  /** 一、 in 黑体 · （一） in 楷体: numbered here, without a full stop. */
  | { kind: 'heading'; level: 1 | 2; text: string }
  /** 三号仿宋, two characters in; `\n` begins a paragraph. */
  | { kind: 'paragraph'; text: string }
  /** Name of a table above it, centred; stays with what follows. */
  | { kind: 'caption'; text: string }
  /** Small, under a table. */
  | { kind: 'note'; text: string }
  | PaperTable
  /** A form to fill in or filled in: one or two fields a row. */
  | { kind: 'form'; rows: readonly (readonly PaperField[])[]; /** On one page, where it fits. */ together?: boolean }
  /** 附件说明 */
  | { kind: 'attachments'; names: readonly string[] }
  /** Who signs and when, at the right, with room for a seal; never alone on a page. */
  | { kind: 'signature'; by: string; on: Day };

/** The header is repeated on every page, and no row is cut in two unless it is too long for a page. */
export interface PaperTable {
  kind: 'table';
  columns: readonly PaperColumn[];
  rows: readonly (readonly string[])[];
  /** Rows that close the table, bold. */
  totals?: readonly (readonly string[])[];
  /** 小四 where nothing is said; 五号 for tables with many columns. */
  small?: boolean;
}

export interface PaperColumn {
  title: string;
  /** Share of the width, against the other columns' shares. */
  width: number;
  align?: 'left' | 'center' | 'right';
}

export interface PaperField {
  label: string;
  text: string;
  /** Room for so many lines at least, to be written on by hand. */
  lines?: number;
}

/** 2026年10月26日: Arabic digits without leading noughts. */
export const dateOnPaper = (day: Day): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
