/** Which places were visited and which were not, by town or team: one box a place, filled or empty. */
import { figures, LINE } from './blocks.ts';
import { paintBlocks } from './pages.ts';
import { measureIn, type Block, type Pen } from './pen.ts';
import type { Figure } from './blocks.ts';
import { colours, INNER, MARGIN, sizes } from './theme.ts';

export interface CoverageGroup {
  /** A town, a team. */
  name: string;
  /** Not visited first. */
  places: readonly { name: string; visited: boolean }[];
}

export interface CoverageInput {
  title: string;
  subtitle: string;
  figures: readonly Figure[];
  groups: readonly CoverageGroup[];
  notes: readonly string[];
}

const NAME = { size: 32, bold: true } as const;
const COUNT = { size: sizes.label, bold: true } as const;
const PLACE = { size: sizes.label } as const;
const CHIP = 48;
const GAP = 10;
const CHIP_PAD = 14;
const BAR = 14;
/** Where the bar of a group begins, and how wide it is when every place is visited. */
const BAR_LEFT = 400;
const BAR_WIDTH = 480;

/** With more groups, the places of one that is visited whole are not drawn one by one: a district would take pages. */
const MOST_IN_FULL = 12;

interface Chip {
  name: string;
  visited: boolean;
  left: number;
  width: number;
}

/** As many in a line as fit. */
function chipLines({ places }: CoverageGroup): Chip[][] {
  const lines: Chip[][] = [[]];
  let left = 0;
  for (const { name, visited } of places) {
    const width = Math.min(INNER, measureIn(PLACE)(name) + 2 * CHIP_PAD);
    if (left > 0 && left + width > INNER) {
      lines.push([]);
      left = 0;
    }
    lines.at(-1)?.push({ name, visited, left: MARGIN + left, width });
    left += width + GAP;
  }
  return lines;
}

/** Filled where somebody was, empty with a red border where nobody was: told apart in black and white too. */
function drawChip(pen: Pen, { name, visited, left, width }: Chip, top: number): void {
  if (visited) pen.box(left, top, width, CHIP, colours.visited, 8);
  else {
    pen.box(left, top, width, CHIP, colours.red, 8);
    pen.box(left + 3, top + 3, width - 6, CHIP - 6, colours.ground, 6);
  }
  const style = { ...PLACE, bold: !visited, tone: visited ? ('ink' as const) : ('red' as const) };
  pen.text(name, left + width / 2, top + CHIP / 2, style, 'center', width - 8);
}

function groupBlock(group: CoverageGroup, brief: boolean): Block {
  const visited = group.places.filter((place) => place.visited).length;
  const lines = brief && visited === group.places.length ? [] : chipLines(group);
  const head = NAME.size * LINE + 6;
  const height = 16 + head + lines.length * (CHIP + GAP) + 8;
  return {
    height,
    draw(pen, top) {
      pen.box(MARGIN, top + 4, INNER, 2, colours.line);
      const middle = top + 16 + head / 2;
      const all = visited === group.places.length;
      pen.text(group.name, MARGIN, middle, NAME, 'left', BAR_LEFT - MARGIN - 16);
      pen.box(BAR_LEFT, middle - BAR / 2, BAR_WIDTH, BAR, colours.line, BAR / 2);
      if (visited > 0)
        pen.box(
          BAR_LEFT,
          middle - BAR / 2,
          Math.max(BAR, (BAR_WIDTH * visited) / group.places.length),
          BAR,
          colours.green,
          BAR / 2,
        );
      pen.text(
        `${visited}/${group.places.length}`,
        MARGIN + INNER,
        middle,
        { ...COUNT, tone: all ? 'green' : 'red' },
        'right',
      );
      lines.forEach((line, index) =>
        line.forEach((chip) => drawChip(pen, chip, top + 16 + head + index * (CHIP + GAP))),
      );
    },
  };
}

const legend: Block = {
  height: CHIP + 20,
  draw(pen, top) {
    drawChip(pen, { name: '已走访', visited: true, left: MARGIN, width: 120 }, top);
    drawChip(pen, { name: '未走访', visited: false, left: MARGIN + 120 + GAP, width: 120 }, top);
  },
};

export function coverage(input: CoverageInput): Uint8Array[] {
  return paintBlocks({
    title: input.title,
    subtitle: input.subtitle,
    above: [figures(input.figures), legend],
    header: null,
    body: input.groups.map((group) => groupBlock(group, input.groups.length > MOST_IN_FULL)),
    closing: [],
    notes: input.notes,
  });
}
