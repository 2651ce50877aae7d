/** The measures of GB/T 9704—2012, in the units Word counts in. */

/** Twentieths of a point in a millimetre. */
const TWIPS_PER_MM = 1440 / 25.4;
export const twips = (millimetres: number): number => Math.round(millimetres * TWIPS_PER_MM);

/** A4 upright. */
export const page = { width: 11_906, height: 16_838 } as const;

/** 天头 37 mm, 地脚 35 mm, 订口 28 mm, 切口 26 mm: a type area of 156 × 225 mm. */
export const margins = { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26) } as const;
/** A page that lies across keeps its type area and is bound at the top. */
export const marginsAcross = {
  top: margins.left,
  bottom: margins.right,
  left: margins.bottom,
  right: margins.top,
} as const;
/** The page number's lower edge over the paper's, so that its dash lies 7 mm under the type area. */
export const footer = { upright: twips(25), across: twips(16) } as const;

export const textWidth = {
  upright: page.width - margins.left - margins.right,
  across: page.height - marginsAcross.left - marginsAcross.right,
} as const;
export const textHeight = {
  upright: page.height - margins.top - margins.bottom,
  across: page.width - marginsAcross.top - marginsAcross.bottom,
} as const;

/** 22 lines a page, rounded down so that the last has room. */
const LINES = 22;
export const line = Math.floor(textHeight.upright / LINES);
/** Leading of a title of several lines. */
export const titleLine = 700;

/** Half points, as Word counts sizes: 二号, 三号, 四号, 小四, 五号. */
export const sizes = { two: 44, three: 32, four: 28, smallFour: 24, five: 21 } as const;

/**
 * What each character of 三号 is set closer by, in twips, for 28 in a line of 156 mm. Not said in the document grid: LibreOffice
 * gives every character two cells of a grid that is closer than the type.
 */
const CHARACTERS = 28;
export const closer = Math.floor(textWidth.upright / CHARACTERS - sizes.three * 10);

/** Leading of text in tables, as a share of its size. */
const CELL_LEADING = 1.35;
/** @param size half points */
export const cellLine = (size: number): number => Math.round(size * 10 * CELL_LEADING);

/** Hundredths of a character, as Word indents in characters. */
export const CHARACTER = 100;
