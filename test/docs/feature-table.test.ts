/** The table of features names plays that exist. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const table = readFileSync(new URL('../../docs/feature-table.md', import.meta.url), 'utf8');
const rows = [...table.matchAll(/\| `([^`]+)` › (.+?) \|$/gm)].map(
  ([, file = '', name = '']) => [file, name.trim()] as const,
);

it('has a play in every row', () => {
  expect(rows.length).toBe(table.split('\n').filter((line) => /^\| [\dP] /.test(line)).length);
});

it.each(rows)('%s has a test that %s', (file, name) => {
  const source = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  expect(source.replaceAll("\\'", "'")).toContain(name);
});
