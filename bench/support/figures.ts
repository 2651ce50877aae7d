/** Figures of several runs, and how they are printed. */

export interface Spread {
  least: number;
  median: number;
  most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
  return { least: at(0), median: at(0.5), most: at(1) };
}

/** Three digits that matter, thousands apart: what a noisy machine allows to be said. */
export const figure = (value: number): string =>
  Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 2 });

/** `median (least – most)` */
export const spread = ({ least, median, most }: Spread): string =>
  `${figure(median)} (${figure(least)} – ${figure(most)})`;

export const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** A table in columns wide enough for what stands in them; numbers to the right. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of [header, widths.map((width) => '─'.repeat(width)), ...rows]) {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    print(`  ${cells.join('   ')}`);
  }
}
