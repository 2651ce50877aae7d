/** Draws text, boxes, lines and circles in the theme's fonts and colours; the only file that knows the canvas. */
import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { encodePng } from './png.ts';
import { colours, fonts, WIDTH, type Tone } from './theme.ts';
import { fit, printable, wrap, wrapEvenly, type Measure } from './words.ts';

for (const [file, name] of [
  ['regular.ttf', fonts.regular],
  ['bold.ttf', fonts.bold],
] as const) {
  if (GlobalFonts.registerFromPath(fileURLToPath(new URL(`../fonts/${file}`, import.meta.url)), name) === null)
    throw new Error(`the font ${file} cannot be read`);
}

export interface TextStyle {
  size: number;
  bold?: boolean;
  tone?: Tone;
}

export type Align = 'left' | 'center' | 'right';

/** Half of a Chinese character's height over the baseline, as a share of the size: centres a line on its middle. */
const RISE = 0.36;

/** The hole of a ring, as a share of its radius. */
const RING = 0.58;

const fontOf = ({ size, bold }: TextStyle): string => `${size}px "${bold ? fonts.bold : fonts.regular}"`;

const scratch = createCanvas(1, 1).getContext('2d');

/** Measures text in a style. */
export const measureIn =
  (style: TextStyle): Measure =>
  (text) => {
    scratch.font = fontOf(style);
    return scratch.measureText(printable(text)).width;
  };

/** Lines no wider than `width`, at most `most` of them. */
export const linesOf = (text: string, style: TextStyle, width: number, most: number): string[] =>
  wrap(text, width, most, measureIn(style));

/** The same, of about equal length. */
export const evenLinesOf = (text: string, style: TextStyle, width: number, most: number): string[] =>
  wrapEvenly(text, width, most, measureIn(style));

export class Pen {
  private readonly context: SKRSContext2D;

  constructor(context: SKRSContext2D) {
    this.context = context;
  }

  /** One line, its middle at `middle`; cut with … where it is wider than `width`. */
  text(words: string, x: number, middle: number, style: TextStyle, align: Align = 'left', width = Infinity): void {
    const { context } = this;
    context.font = fontOf(style);
    context.fillStyle = colours[style.tone ?? 'ink'];
    context.textAlign = align;
    context.textBaseline = 'alphabetic';
    const shown = fit(printable(words), width, (text) => context.measureText(text).width);
    context.fillText(shown, x, middle + style.size * RISE);
  }

  box(x: number, y: number, width: number, height: number, colour: string, radius = 0): void {
    this.context.fillStyle = colour;
    this.context.beginPath();
    this.context.roundRect(x, y, width, height, radius);
    this.context.fill();
  }

  circle(x: number, y: number, radius: number, colour: string): void {
    this.context.fillStyle = colour;
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
    this.context.fill();
  }

  /** A circle that is empty. */
  ring(x: number, y: number, radius: number, colour: string): void {
    this.circle(x, y, radius, colour);
    this.circle(x, y, radius * RING, colours.ground);
  }

  /** Points joined by a line. */
  path(
    points: readonly (readonly [number, number])[],
    colour: string,
    thickness: number,
    dash: readonly number[] = [],
  ): void {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = thickness;
    context.lineJoin = 'round';
    context.setLineDash([...dash]);
    context.beginPath();
    points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.stroke();
    context.setLineDash([]);
  }
}

/** A part of a picture that knows its height before it is drawn. */
export interface Block {
  height: number;
  draw(pen: Pen, top: number): void;
}

/** Blocks below each other as one PNG; the same blocks give the same bytes. */
export function paint(blocks: readonly Block[]): Uint8Array {
  const height = Math.ceil(blocks.reduce((sum, block) => sum + block.height, 0));
  const canvas = createCanvas(WIDTH, height);
  const pen = new Pen(canvas.getContext('2d'));
  pen.box(0, 0, WIDTH, height, colours.ground);
  let top = 0;
  for (const block of blocks) {
    block.draw(pen, top);
    top += block.height;
  }
  return encodePng(canvas.data(), WIDTH, height);
}
