/** Roles are compared in one place: elsewhere the table of permissions is asked. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { roles } from '../../domain/roles.ts';

const root = new URL('../../', import.meta.url);
const folders = ['bot', 'cli', 'commands', 'db', 'domain', 'jobs', 'services', 'web', 'wording'];

/** The table, and the roster itself: who holds which role, read, shown and changed. */
const mayKnowRoles = [
  'domain/permitted.ts',
  'domain/roles.ts',
  'domain/directory.ts',
  'domain/roster.ts',
  'domain/roster-change.ts',
  'domain/stand-ins.ts',
  'domain/text/person-words.ts',
  'services/roster/check.ts',
  'services/roster/apply.ts',
  'services/roster/reconcile.ts',
  'services/people/move.ts',
  'services/people/bind.ts',
  'wording/roster-changes.ts',
  'wording/permissions.ts',
  'commands/handbook.ts',
  // Whom a message names, and whom operators' news goes to.
  'wording/format.ts',
  'wording/notice.ts',
  'wording/notices.ts',
  'services/channels/operators.ts',
  // Where roles are kept and changed; the accounts `.env` names are made administrators.
  'db/people.ts',
  'db/roster.ts',
  'db/roster-changes.ts',
  'db/merge-units.ts',
  // A clock and a column that are called like a role.
  'db/trend.ts',
  'db/visits.ts',
];

/** Whom a message is for: their names are looked up by role, nobody is allowed anything by it. */
const addressed = [
  /\b(?:holdersOf|everyHolderOf)\([^)]*\)(?!\s*\.(?:some|every|find|includes)\b)/g,
  /\b(?:namedFor|toUnit|toNamedUnit)\((?:[^()]|\([^()]*\))*\)/g,
  /\b(?:audience: |case )'office'/g,
  // The clock of an issue that is with the office.
  /\bkind: 'office'|(?:\[|\boffice: \[|, |\| )'office'(?=\]|,| \|)/g,
  // The console shows what somebody is.
  /\bperson\.roles\.map\(\(grant\) => (?:roleNames\[)?grant\.role\]?\)/g,
];

const literal = new RegExp(`(['"\`])(?:${roles.join('|')})\\1`);
const held =
  /\.roles\b(?!\()|\broles\.(?:some|every|find|filter|includes|map|flatMap)\b|\bRoleGrant\b|\b(?:has|holds)Role\b/;
/** A OneBot connection has a role of its own. */
const compared = /\brole\s*[!=]==(?!\s*(?:'API'|'Event'|null|undefined)(?!\w))/;

const files = folders
  .flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  )
  .filter((file) => file.endsWith('.ts'));

/** Lines of a file that name a role, or look at those somebody holds. */
function comparisons(source: string): string[] {
  const rest = addressed.reduce((text, call) => text.replace(call, ''), source.replace(/\/\*[^]*?\*\/|\/\/.*$/gm, ''));
  return rest.split('\n').filter((line) => literal.test(line) || held.test(line) || compared.test(line));
}

const found = new Map(files.map((file) => [file, comparisons(readFileSync(new URL(file, root), 'utf8'))]));

it('is asked wherever something depends on who may', () => {
  expect(files.length).toBeGreaterThan(300);
  const elsewhere = [...found].flatMap(([file, lines]) =>
    mayKnowRoles.includes(file) ? [] : lines.map((line) => `${file}: ${line.trim()}`),
  );
  expect(elsewhere).toEqual([]);
});

it('leaves out no file that names no role', () => {
  expect(mayKnowRoles.filter((file) => (found.get(file) ?? []).length === 0)).toEqual([]);
});

it('would be missed where somebody compared a role', () => {
  for (const line of [
    `if (hasRole(actor, 'inspector')) return;`,
    `const office = actor.roles.some((grant) => grant.unit === null);`,
    `return role === "admin";`,
    `if (role === wanted) return;`,
    `if (hasRole(actor, wanted)) return;`,
    `if (directory.holdersOf('office').some(({ id }) => id === actor.id)) return;`,
    `toUnit(reach, directory, unit, 'unitLead', words); if (role === 'unitLead') return;`,
  ])
    expect(comparisons(line), line).toHaveLength(1);
  expect(comparisons(`toUnit(reach, directory, lead(of), 'unitLead', words(one))`)).toEqual([]);
});
