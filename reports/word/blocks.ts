/** Lays out the blocks of a paper as paragraphs and tables. */
import { HeadingLevel, LineRuleType, Paragraph, TextRun, type IParagraphOptions, type Table } from 'docx';
import { dateOnPaper, type PaperBlock } from '../../domain/paper.ts';
import { line, sizes, titleLine } from './norm.ts';
import { form, table, type Way } from './table.ts';
import { linesOf, numeral, widthOf } from './text.ts';

/** Everything but the turn of a page. */
export type Laid = Exclude<PaperBlock, { kind: 'page' }>;

/** A character of 三号, in twips. */
const CHARACTER = sizes.three * 10;
/** 成文日期右空四字: room for the seal. */
const DATE_FROM_RIGHT = 4;

/** Counts headings through the whole document. */
export class Layout {
  private first = 0;
  private second = 0;

  /** @param next what follows on the same page, for what keeps to it */
  lay(block: Laid, next: Laid | undefined, way: Way): (Paragraph | Table)[] {
    switch (block.kind) {
      case 'title':
        return [
          paragraph(linesOf(block.text), {
            heading: HeadingLevel.TITLE,
            spacing: { line: titleLine, lineRule: LineRuleType.EXACT, after: next?.kind === 'reference' ? 0 : line },
          }),
        ];
      case 'reference':
        return linesOf(block.text).map((text, index, { length }) =>
          paragraph([text], {
            style: 'Reference',
            spacing: { line, lineRule: LineRuleType.EXACT, after: index === length - 1 ? line : 0 },
          }),
        );
      case 'addressee':
        return [paragraph([`${linesOf(block.text).join('')}：`], { style: 'Addressee' })];
      case 'heading':
        return [
          paragraph([`${this.number(block.level)}${linesOf(block.text).join('')}`], {
            heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          }),
        ];
      case 'paragraph':
        return linesOf(block.text).map((text) => paragraph([text], { keepNext: next?.kind === 'signature' }));
      case 'caption':
        return [paragraph(linesOf(block.text), { style: 'TableCaption' })];
      case 'note':
        return linesOf(block.text).map((text) => paragraph([text], { style: 'Note' }));
      case 'table':
        return [table(block, way, next?.kind === 'note'), ...afterTable(next)];
      case 'form':
        return [form(block.rows, way, block.together), ...afterTable(next)];
      case 'attachments':
        return attachments(block.names);
      case 'signature':
        return signature(block.by, dateOnPaper(block.on));
    }
  }

  private number(level: 1 | 2): string {
    if (level === 1) {
      this.first += 1;
      this.second = 0;
      return `${numeral(this.first)}、`;
    }
    this.second += 1;
    return `（${numeral(this.second)}）`;
  }
}

const paragraph = (lines: readonly string[], options: IParagraphOptions): Paragraph =>
  new Paragraph({
    ...options,
    children: lines.map((text, index) => new TextRun({ text, ...(index === 0 ? {} : { break: 1 }) })),
  });

/** Word sticks two tables together and wants a paragraph after the last: one without height. Text is kept off the border. */
function afterTable(next: Laid | undefined): Paragraph[] {
  if (next?.kind === 'note') return [];
  const style = next === undefined ? 'End' : 'Gap';
  return [new Paragraph({ style, keepNext: next?.kind === 'signature', children: [] })];
}

/** 附件：1. … under each other, two characters in. */
function attachments(names: readonly string[]): Paragraph[] {
  const [only] = names;
  if (names.length === 1) return [paragraph([`附件：${linesOf(only ?? '').join('')}`], { spacing: spaced })];
  return names.map((name, index) =>
    paragraph(
      [`${index === 0 ? '附件：' : '　　　'}${index + 1}. ${linesOf(name).join('')}`],
      index === 0 ? { spacing: spaced } : {},
    ),
  );
}
/** One empty line above. */
const spaced = { before: line, line, lineRule: LineRuleType.EXACT } as const;

/** The unit over the date, centred on it; the longer of the two keeps to the right edge. */
function signature(by: string, on: string): Paragraph[] {
  const name = linesOf(by).join('');
  const overhang = (widthOf(name) - widthOf(on)) / 2;
  const date = Math.max(DATE_FROM_RIGHT, overhang);
  const at = (characters: number): { right: number } => ({ right: Math.round(characters * CHARACTER) });
  return [
    paragraph([name], {
      style: 'Signature',
      indent: at(date - overhang),
      spacing: { before: line, line, lineRule: LineRuleType.EXACT },
      keepNext: true,
      keepLines: true,
    }),
    paragraph([on], { style: 'Signature', indent: at(date), keepLines: true }),
  ];
}
