/** Arguments made of others: given or not, one or the other, several in a row. */
import { skipSeparators, type Argument, type ArgumentShape, type Values, type Wanted } from './define.ts';
import { eitherOf } from '../wording/arguments.ts';
import { argumentFaults } from '../wording/refusals/arguments.ts';

/** The same argument, null where nothing is left; what it cannot read is a mistake that is said. */
export const whenGiven = <T>(argument: Argument<T>): Argument<T | null> => ({
  label: argument.label,
  optional: true,
  read(text, env) {
    const reading = argument.read(text, env);
    return reading.ok || text !== '' ? reading : { ok: true, value: null, rest: text };
  },
});

/** One of a few words that say what is to be done: it stands alone, not at the beginning of a longer word. */
export const verb = <const W extends string>(choices: readonly W[]): Argument<W> => {
  const label = choices.join('|');
  return {
    label,
    optional: false,
    read(text) {
      const found = choices.find(
        (choice) => text.startsWith(choice) && !/^[\p{Script=Han}A-Za-z]/u.test(text.slice(choice.length)),
      );
      return found === undefined
        ? {
            ok: false,
            reason: argumentFaults.missing(label),
            wanted: { options: choices.map((choice) => ({ label: choice, value: choice })) },
          }
        : { ok: true, value: found, rest: text.slice(found.length) };
    },
  };
};

/** Options are values of one argument: of another made from it they are none, and it is said in words. */
const withoutOptions = (wanted: Wanted | undefined): Wanted | undefined =>
  wanted === undefined || wanted.options.length > 0 || wanted.issue === true ? undefined : wanted;

const inWords = (reason: string, wanted: Wanted | undefined): string =>
  wanted === undefined || wanted.options.length === 0
    ? reason
    : `${reason}：${wanted.options.map(({ label }) => label).join('、')}`;

/** Several in a row as one value. */
export const sequence = <const A extends ArgumentShape>(args: A): Argument<Values<A>> => ({
  label: Object.values(args)
    .map((argument) => (argument.optional ? `[${argument.label}]` : argument.label))
    .join(' '),
  optional: false,
  read(text, env) {
    const values: Record<string, unknown> = {};
    const last = Object.keys(args).at(-1);
    let rest = text;
    for (const [name, argument] of Object.entries(args)) {
      const reading = argument.read(rest, env);
      // What was read of it cannot be kept beside a question for the rest.
      if (!reading.ok) {
        const { wanted } = reading;
        if (name === last && wanted !== undefined && wanted.issue !== true && wanted.options.length > 0) {
          const options = wanted.options.map(({ label, value }) => ({ label, value: { ...values, [name]: value } }));
          return { ok: false, reason: reading.reason, wanted: { options, rest: wanted.rest ?? rest } };
        }
        const asked = rest === text ? withoutOptions(wanted) : undefined;
        return { ok: false, reason: inWords(reading.reason, reading.wanted), wanted: asked };
      }
      values[name] = reading.value;
      rest = skipSeparators(reading.rest);
    }
    return { ok: true, value: values as Values<A>, rest };
  },
});

/** The first where it can be read, else the second, whose reason counts. */
export const either = <A, B>(first: Argument<A>, second: Argument<B>): Argument<A | B> => ({
  label: eitherOf(first.label, second.label),
  optional: false,
  read(text, env) {
    const reading = first.read(text, env);
    return reading.ok ? reading : second.read(text, env);
  },
});

/** The same argument, its value made into another. */
export const as = <T, V>(argument: Argument<T>, make: (value: T) => V): Argument<V> => ({
  label: argument.label,
  optional: argument.optional,
  read(text, env) {
    const reading = argument.read(text, env);
    if (reading.ok) return { ...reading, value: make(reading.value) };
    const { wanted } = reading;
    if (wanted === undefined) return reading;
    const options = wanted.options.map(({ label, value }) => ({ label, value: make(value as T) }));
    return { ...reading, wanted: { ...wanted, options } };
  },
});

/** Several of the same, as many as can be read. */
export const several = <T>(argument: Argument<T>): Argument<readonly T[]> => ({
  label: `${argument.label}…`,
  optional: false,
  read(text, env) {
    const values: T[] = [];
    let rest = text;
    do {
      const reading = argument.read(rest, env);
      if (!reading.ok)
        return { ok: false, reason: inWords(reading.reason, reading.wanted), wanted: withoutOptions(reading.wanted) };
      values.push(reading.value);
      rest = skipSeparators(reading.rest);
    } while (rest !== '');
    return { ok: true, value: values, rest };
  },
});
