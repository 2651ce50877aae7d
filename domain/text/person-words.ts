/** Reads what is typed about a person who changes: roles by their names and short forms, joined or apart. */
import { roleNames, roles, type Role } from '../roles.ts';

const shortForms: Record<string, Role> = {
  联络员: 'unitLiaison',
  负责人: 'unitLead',
  督查: 'inspector',
  领导: 'districtLeader',
};
const byWord: ReadonlyMap<string, Role> = new Map([
  ...roles.map((role) => [roleNames[role], role] as const),
  ...Object.entries(shortForms),
]);

/** `单位联络员` · `干部、督查联络员`; null for a word that names anything else. */
export function readRoles(word: string): Role[] | null {
  const parts = word.replace(/^(?:任|为|做|当|角色)/, '').split(/[、；;，,+和兼]/);
  const found = parts.map((part) => byWord.get(part));
  return found.every((role) => role !== undefined) ? [...new Set(found)] : null;
}

/** What stands between the words and says no more than that something moves. */
const between: ReadonlySet<string> = new Set([
  '到',
  '至',
  '去',
  '从',
  '由',
  '调',
  '调到',
  '调至',
  '调往',
  '转到',
  '->',
  '→',
  '小组',
  '角色',
  '任',
]);

/** The words of a line without what only joins them; 到城管局 is 城管局. */
export const wordsBetween = (words: readonly string[]): string[] =>
  words
    .filter((word) => !between.has(word))
    .map((word) => word.replace(/^(?:调到|调至|调往|转到|到|至|从|由)(?=.{3,})/, ''));
