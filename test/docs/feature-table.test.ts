/** The table of features names plays that exist, and tests that run in them. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const table = readFileSync(new URL('../../docs/feature-table.md', import.meta.url), 'utf8');
const rows = [...table.matchAll(/\| `([^`]+)` › (.+?) \|$/gm)].map(
  ([, file = '', name = '']) => [file, name.trim()] as const,
);

/** The titles of the tests and groups of tests of a file; what is left out of a run has none. */
const titlesIn = (source: string): string[] =>
  [
    ...source.matchAll(
      /(?<!\.(?:skip|todo))\(\s*(['"`])((?:\\.|(?!\1).)*)\1,\s*(?:async\s*)?(?:\(|\w+\s*=>|\{\s*timeout)/gs,
    ),
  ].map(([, , title = '']) => title.replaceAll(/\\(['"`])/g, '$1'));

it('has a play in every row', () => {
  expect(rows.length).toBe(table.split('\n').filter((line) => /^\| [\dP] /.test(line)).length);
});

it.each(rows)('%s has a test that %s', (file, name) => {
  const titles = titlesIn(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
  expect(titles).toContain(name);
});
