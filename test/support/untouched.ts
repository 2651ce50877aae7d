/** What no play came to: commands, jobs and refusals. Only a run of all plays can tell. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Null where not every play was run. */
export function untouched(folder: string, filesRun: readonly string[]): string[] | null {
  const plays = readdirSync(new URL('../plays', import.meta.url)).filter((name) => name.endsWith('.test.ts'));
  if (!plays.every((name) => filesRun.some((file) => file.endsWith(`/test/plays/${name}`)))) return null;
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
