/** The paragraph styles of every document, as `word/styles.xml`: whoever edits one finds them by name in Word. */
import { fonts } from './fonts.ts';
import { cellLine, closer, line, sizes, titleLine } from './norm.ts';

interface Style {
  id: string;
  name: string;
  font?: string;
  /** Half points. */
  size?: number;
  align?: 'left' | 'center' | 'right' | 'both';
  /** First line, in characters of 三号. */
  indent?: number;
  /** Exact leading, twips. */
  leading?: number;
  keepNext?: boolean;
  /** Level in the navigation pane, from 0. */
  outline?: number;
  /** Lines are not the page's: where the grid rounded them up they would be twice as far apart. */
  offGrid?: boolean;
}

const styles: readonly Style[] = [
  {
    id: 'Title',
    name: 'Title',
    font: fonts.title,
    size: sizes.two,
    align: 'center',
    indent: 0,
    leading: titleLine,
    keepNext: true,
    offGrid: true,
  },
  { id: 'Heading1', name: 'heading 1', font: fonts.heading, keepNext: true, outline: 0 },
  { id: 'Heading2', name: 'heading 2', font: fonts.subheading, keepNext: true, outline: 1 },
  { id: 'Reference', name: '发文字号', align: 'center', indent: 0 },
  { id: 'Addressee', name: '主送机关', indent: 0, keepNext: true },
  { id: 'Signature', name: '落款', align: 'right', indent: 0 },
  { id: 'TableCaption', name: '表名', font: fonts.heading, align: 'center', indent: 0, keepNext: true },
  { id: 'Note', name: '表注', size: sizes.smallFour, indent: 0, leading: cellLine(sizes.smallFour), offGrid: true },
  {
    id: 'Cell',
    name: '表格文字',
    size: sizes.smallFour,
    align: 'left',
    indent: 0,
    leading: cellLine(sizes.smallFour),
    offGrid: true,
  },
  {
    id: 'SmallCell',
    name: '表格小字',
    size: sizes.five,
    align: 'left',
    indent: 0,
    leading: cellLine(sizes.five),
    offGrid: true,
  },
  { id: 'Gap', name: '表后', size: 2, indent: 0, leading: 120, offGrid: true },
  { id: 'End', name: '表末', size: 2, indent: 0, leading: 20, offGrid: true },
];

const element = (name: string, attributes: Readonly<Record<string, string | number>> = {}): string =>
  `<w:${name}${Object.entries(attributes)
    .map(([key, value]) => ` w:${key}="${value}"`)
    .join('')}/>`;

function characters(font: string | undefined, size: number | undefined): string {
  const named = font === undefined ? '' : element('rFonts', { ascii: font, eastAsia: font, hAnsi: font, cs: font });
  const spacing = size === undefined ? '' : element('spacing', { val: size === sizes.three ? closer : 0 });
  const sized = size === undefined ? '' : element('sz', { val: size }) + element('szCs', { val: size });
  return named + spacing + sized;
}

/** In characters for Word, in twips for programs that do not count characters. */
const indented = (count: number): string =>
  element('ind', { firstLineChars: count * 100, firstLine: count * sizes.three * 10 });

const spaced = (leading: number): string =>
  element('spacing', { before: 0, after: 0, line: leading, lineRule: 'exact' });

/** In the order the schema wants. */
function styleXml({ id, name, font, size, align, indent, leading, keepNext, outline, offGrid }: Style): string {
  const paragraph = [
    keepNext === true ? element('keepNext') : '',
    offGrid === true ? element('snapToGrid', { val: 0 }) : '',
    leading === undefined ? '' : spaced(leading),
    indent === undefined ? '' : indented(indent),
    align === undefined ? '' : element('jc', { val: align }),
    outline === undefined ? '' : element('outlineLvl', { val: outline }),
  ].join('');
  return (
    `<w:style w:type="paragraph" w:styleId="${id}">${element('name', { val: name })}${element('basedOn', { val: 'Normal' })}` +
    `${element('next', { val: 'Normal' })}${element('qFormat')}<w:pPr>${paragraph}</w:pPr>` +
    `<w:rPr>${characters(font, size)}</w:rPr></w:style>`
  );
}

const bodyText = characters(fonts.body, sizes.three);
// No space of Word's own between Chinese and digits: it would take characters out of the line, and cells are narrow.
const unspaced = element('autoSpaceDE', { val: 0 }) + element('autoSpaceDN', { val: 0 });
const bodyParagraph = unspaced + spaced(line) + indented(2) + element('jc', { val: 'both' });

export const stylesXml =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
  '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>' +
  `${bodyText}${element('lang', { val: 'en-US', eastAsia: 'zh-CN' })}</w:rPr></w:rPrDefault>` +
  '<w:pPrDefault/></w:docDefaults>' +
  `<w:style w:type="paragraph" w:default="1" w:styleId="Normal">${element('name', { val: 'Normal' })}${element('qFormat')}` +
  `<w:pPr>${bodyParagraph}</w:pPr><w:rPr>${bodyText}</w:rPr></w:style>` +
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>' +
  '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
  `${styles.map(styleXml).join('')}</w:styles>`;
