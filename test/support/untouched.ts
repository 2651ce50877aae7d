/** What no play came to: commands, jobs and refusals. Only a run of all that count can tell. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of tests that count. */
export const places = ['plays', 'web', 'cli'] as const;

/** Null where not everything that counts was run. */
export function untouched(folder: string, filesRun: readonly string[]): string[] | null {
  const counting = places.flatMap((place) =>
    readdirSync(new URL(`../${place}`, import.meta.url))
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => `/test/${place}/${name}`),
  );
  if (!counting.every((path) => filesRun.some((file) => file.endsWith(path)))) return null;
  const lines = readdirSync(folder).flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { touched: string[]; all: string[] }),
  );
  const touched = new Set(lines.flatMap((line) => line.touched));
  const all = [...new Set(lines.flatMap((line) => line.all))];
  return all.filter((one) => !touched.has(one));
}
