/** A paper as a Word file by GB/T 9704: pages, page numbers, styles, and the blocks in their order. */
import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
  type ISectionOptions,
} from 'docx';
import type { Paper } from '../../domain/paper.ts';
import { Layout, type Laid } from './blocks.ts';
import { coreProperties, sameBytes } from './file.ts';
import { fontTable, fonts, inFont } from './fonts.ts';
import { CHARACTER, footer, line, margins, marginsAcross, page, sizes } from './norm.ts';
import { stylesXml } from './styles.ts';
import type { Way } from './table.ts';
import { plain } from './text.ts';

/** A docx; the same paper gives the same bytes. */
export async function wordDocument(paper: Paper): Promise<Uint8Array> {
  const layout = new Layout();
  const document = new Document({
    title: plain(paper.title),
    creator: '回音',
    evenAndOddHeaderAndFooters: true,
    sections: pagesOf(paper).map(({ way, blocks }) => section(way, blocks, layout)),
  });
  const packed = await Packer.toBuffer(document, undefined, [
    { path: 'word/styles.xml', data: stylesXml },
    { path: 'word/fontTable.xml', data: fontTable },
    { path: 'docProps/core.xml', data: coreProperties(plain(paper.title), paper.madeAt) },
  ]);
  return sameBytes(packed);
}

interface Pages {
  way: Way;
  blocks: Laid[];
}

/** Blocks by stretches of pages that lie the same way. */
function pagesOf({ blocks }: Paper): Pages[] {
  const pages: Pages[] = [];
  for (const block of blocks) {
    if (block.kind === 'page') pages.push({ way: block.across ? 'across' : 'upright', blocks: [] });
    else {
      if (pages.length === 0) pages.push({ way: 'upright', blocks: [] });
      pages.at(-1)?.blocks.push(block);
    }
  }
  return pages;
}

function section(way: Way, blocks: readonly Laid[], layout: Layout): ISectionOptions {
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        size: { ...page, orientation: way === 'across' ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { ...(way === 'across' ? marginsAcross : margins), footer: footer[way] },
      },
      grid: { type: DocumentGridType.LINES, linePitch: line },
    },
    // 单页码居右空一字，双页码居左空一字
    footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
    children: blocks.flatMap((block, index) => layout.lay(block, blocks[index + 1], way)),
  };
}

function pageNumber(alignment: 'left' | 'right'): Footer {
  const indent = Math.round((CHARACTER / 100) * sizes.four * 10);
  return new Footer({
    children: [
      new Paragraph({
        alignment,
        indent: { firstLineChars: 0, firstLine: 0, [alignment]: indent },
        children: [
          new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: inFont(fonts.pageNumber), size: sizes.four }),
        ],
      }),
    ],
  });
}
