/** A person of the roster as an argument. */
import type { Directory, Person } from '../domain/directory.ts';
import { toHalfWidth } from '../domain/text/normalize.ts';
import type { Argument } from './define.ts';
import { argumentFaults } from '../wording/refusals/arguments.ts';

const unitOf = ({ unit }: Person, directory: Directory): string => (unit === null ? '区里' : directory.unitName(unit));

/** How somebody who is @ed is written, so that `personName` finds the same person. */
export const mentionedAs = (person: Person, directory: Directory): string =>
  `@${person.name}（${unitOf(person, directory)}）`;

/**
 * `苏景行`, and where several are called so `苏景行（河上镇）`.
 *
 * @param gone those who have left can be meant too
 */
export const personName = (label: string, gone = false): Argument<Person> => ({
  label,
  optional: false,
  read(text, { readers: { directory } }) {
    const found = /^@?([^\s，,、;；:：()（）@]+)(?:\s*[(（]([^)）]*)[)）])?/.exec(text);
    const name = found?.[1];
    if (found === null || name === undefined)
      return { ok: false, reason: argumentFaults.missing(label), wanted: { options: [] } };
    const unit = found[2] === undefined ? null : toHalfWidth(found[2]);
    const left = gone ? (directory.data.gone ?? []).filter((person) => person.name === name) : [];
    const namesakes = [...directory.peopleNamed(name), ...left.flatMap(({ id }) => directory.person(id) ?? [])];
    const meant = namesakes.filter((person) => unit === null || toHalfWidth(unitOf(person, directory)) === unit);
    const [only, ...others] = meant;
    if (only !== undefined && others.length === 0) return { ok: true, value: only, rest: text.slice(found[0].length) };
    if (namesakes.length === 0) return { ok: false, reason: argumentFaults.noPerson(label, name) };
    const choices = namesakes.map((person) => `${name}（${unitOf(person, directory)}）`).join('、');
    const options = namesakes.map((person) => ({ label: `${name}（${unitOf(person, directory)}）`, value: person }));
    const rest = text.slice(found[0].length);
    return { ok: false, reason: argumentFaults.namesakes(name, choices), wanted: { options, rest } };
  },
});
