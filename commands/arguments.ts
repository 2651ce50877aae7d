/** The kinds of arguments commands take, each reading from the front of what is left. */
import type { MoreTime } from '../domain/issue/commands.ts';
import type { ReplyKind } from '../domain/issue/state.ts';
import type { Option } from '../domain/question.ts';
import { maskPersonal } from '../domain/text/mask.ts';
import { toHalfWidth } from '../domain/text/normalize.ts';
import { readDays, readMonth, takeDay } from '../domain/text/numbers.ts';
import { isDocumentWord } from '../domain/text/wanted-file.ts';
import type { Day, Month } from '../domain/time.ts';
import { findNamedPlace, findUnit } from '../services/issues/find.ts';
import { unitOptions } from '../services/questions.ts';
import { replyKindNames } from '../wording/format.ts';
import { argumentHints, numbersOf } from '../wording/arguments.ts';
import { argumentFaults } from '../wording/refusals/arguments.ts';
import type { Argument, Reading } from './define.ts';

/** Issues of a quoted message that are named when one has to be chosen. */
const CHOICES = 9;

const missing = (label: string, options: readonly Option[] = []): Reading<never> => ({
  ok: false,
  reason: argumentFaults.missing(label),
  wanted: { options },
});

/** Words that begin with a figure are meant to be what they are not. */
const missingOrWrong = (label: string, word: string): Reading<never> =>
  /^[\d０-９]/.test(word) ? { ok: false, reason: argumentFaults.notA(word, label) } : missing(label);

/** The first word and what follows it. */
function firstWord(text: string): [word: string, rest: string] {
  const [word = ''] = /^[^\s，,、;；]+/.exec(text) ?? [];
  return [word, text.slice(word.length)];
}

/** With the mark it is a number whatever follows; without, it may be a count of days, or a day. */
const WRITTEN =
  /^(?:民情\s*[〔[【(（]\s*\d{4}\s*[〕\]】)）]\s*)?(?:[#＃]\s*([\d０-９]{1,9})(?![\d０-９.．])|([\d０-９]{1,9})(?![\d０-９.．]|\s*(?:天|个|日|月|年|工作日)))\s*号?/;

/** `#12`, `12`, `12号`, `民情〔2026〕12号`, or the issue of the card that is quoted. */
export const issueNumber: Argument<number> = {
  label: '#编号',
  optional: false,
  read(text, { quoted, choices }) {
    const written = WRITTEN.exec(text);
    const figures = written?.[1] ?? written?.[2];
    if (written !== null && figures !== undefined) {
      const number = Number(toHalfWidth(figures));
      // Beside a quoted card a bare number is something else: the kind of a reply, a count of days.
      const meant = choices.length > 0 ? choices.includes(number) : quoted === null;
      if (/[#＃号]/.test(written[0]) || meant) return { ok: true, value: number, rest: text.slice(written[0].length) };
    }
    if (quoted !== null) return { ok: true, value: quoted, rest: text };
    if (choices.length > 0) {
      const listed = choices.slice(0, CHOICES);
      const options = listed.map((issue) => ({ label: `#${issue}`, value: issue }));
      const reason = argumentFaults.severalIssues(numbersOf(listed, choices.length));
      return { ok: false, reason, wanted: { options } };
    }
    return { ok: false, reason: argumentFaults.noIssue(), wanted: { options: [], issue: true } };
  },
};

/** All that is left, personal data masked. */
export const words = (label: string): Argument<string> => ({
  label,
  optional: false,
  read: (text) => (text.trim() === '' ? missing(label) : { ok: true, value: maskPersonal(text.trim()).text, rest: '' }),
});

/** All that is left exactly as typed; for what is masked later or not kept. */
export const verbatim = (label: string): Argument<string> => ({
  label,
  optional: false,
  read: (text) => (text.trim() === '' ? missing(label) : { ok: true, value: text.trim(), rest: '' }),
});

/** A unit by name, short name or near enough; asks when two are meant alike. */
export const unitName: Argument<number> = {
  label: '单位',
  optional: false,
  read(text, { readers }) {
    const [word, rest] = firstWord(text);
    if (word === '') return missing('单位');
    const { id, options } = findUnit(readers, word);
    if (id !== null) return { ok: true, value: id, rest };
    if (options.length > 0) {
      return {
        ok: false,
        reason: argumentFaults.severalUnits(word),
        wanted: { options: unitOptions(readers.directory, options), rest },
      };
    }
    return { ok: false, reason: argumentFaults.noUnit(word) };
  },
};

/** A day, `10月9日` or `2026-10-09`. */
export const day: Argument<Day> = {
  label: '日期',
  optional: false,
  read(text, { today }) {
    const taken = takeDay(text, today);
    return taken === null
      ? missingOrWrong(argumentHints.day, firstWord(text)[0])
      : { ok: true, value: taken.day, rest: taken.rest };
  },
};

/** `3天`, `三个工作日`; a bare number is a count of days. */
const SPAN = /^(?:延长?)?\s*([\d０-９一二两三四五六七八九十]+)(?:\s*(个?工作日|天|日))?/;

/** How much more time: `5天`, or until when: `至10月30日`. */
export const moreTime: Argument<MoreTime> = {
  label: '天数或新日期',
  optional: false,
  read(text, { today }) {
    const until = takeDay(text.replace(/^(?:延长?)?[至到]\s*/, ''), today);
    if (until !== null) return { ok: true, value: { until: until.day }, rest: until.rest };
    const [begin = '', span = '', unit = '天'] = SPAN.exec(text) ?? [];
    const days = readDays(`${span}${unit}`);
    return days === null
      ? missingOrWrong(argumentHints.moreTime, firstWord(text)[0])
      : { ok: true, value: { workingDays: days }, rest: text.slice(begin.length) };
  },
};

/** A month, `2026-10`, `10月`, `上月`. */
export const month: Argument<Month> = {
  label: '月份',
  optional: false,
  read(text, { today }) {
    const [word, rest] = firstWord(text);
    const value = word === '' ? null : readMonth(word, today);
    return value === null ? missingOrWrong(argumentHints.month, word) : { ok: true, value, rest };
  },
};

/** One of the five kinds of reply, by number or name. */
export const replyKind: Argument<ReplyKind> = {
  label: '1-5',
  optional: false,
  read(text) {
    const digit = /^([1-5１-５])(?![\d０-９月日号.])/.exec(text);
    if (digit?.[1] !== undefined) {
      return { ok: true, value: Number(toHalfWidth(digit[1])) as ReplyKind, rest: text.slice(1) };
    }
    for (const kind of [1, 2, 3, 4, 5] as const) {
      const name = replyKindNames[kind];
      if (text.startsWith(name)) return { ok: true, value: kind, rest: text.slice(name.length) };
    }
    const kinds = ([1, 2, 3, 4, 5] as const).map((kind) => ({ label: replyKindNames[kind], value: kind }));
    return missing('反馈类型', kinds);
  },
};

/** One word out of a few. */
export const oneOf = <const W extends string>(label: string, choices: readonly W[]): Argument<W> => ({
  label,
  optional: false,
  read(text) {
    const word = choices.find((choice) => text.startsWith(choice));
    return word === undefined
      ? missing(
          label,
          choices.map((choice) => ({ label: choice, value: choice })),
        )
      : { ok: true, value: word, rest: text.slice(word.length) };
  },
});

/** `Word` or `文档` at the end: the answer is wanted as a document. */
export const asDocument: Argument<true> = {
  label: 'Word',
  optional: false,
  read(text) {
    return isDocumentWord(text) ? { ok: true, value: true, rest: '' } : missing('Word');
  },
};

/** One word, whatever it is. */
export const word = (label: string): Argument<string> => ({
  label,
  optional: false,
  read(text) {
    const [value, rest] = firstWord(text);
    return value === '' ? missing(label) : { ok: true, value, rest };
  },
});

/** A whole number, `3`, `#3` or `3号`. */
export const count = (label: string): Argument<number> => ({
  label,
  optional: false,
  read(text) {
    const found = /^[#＃]?([\d０-９]{1,9})号?/.exec(text);
    return found?.[1] === undefined
      ? missing(label)
      : { ok: true, value: Number(toHalfWidth(found[1])), rest: text.slice(found[0].length) };
  },
});

/** The same argument, null where it is not there; what it cannot read is left for the next. */
export const optional = <T>(argument: Argument<T>): Argument<T | null> => ({
  label: argument.label,
  optional: true,
  read(text, env) {
    const reading = argument.read(text, env);
    return reading.ok ? reading : { ok: true, value: null, rest: text };
  },
});

/** A unit, or a village by its town and name: what an inspector goes to. */
export const unitOrPlace: Argument<number> = {
  label: '单位或地点',
  optional: false,
  read(text, env) {
    const [word, rest] = firstWord(text);
    const place = findNamedPlace(env.readers, word);
    return place === null ? unitName.read(text, env) : { ok: true, value: place, rest };
  },
};

/** `3` or `3-1`: a rectification, or one of its milestones. */
export const point: Argument<{ number: number; milestone: number | null }> = {
  label: '序号',
  optional: false,
  read(text) {
    const found = /^[#＃]?(\d{1,6})(?:\s*[-－—–]\s*(\d{1,2}))?(?!\d)\s*号?/.exec(toHalfWidth(text));
    return found?.[1] === undefined
      ? missing(argumentHints.point)
      : {
          ok: true,
          value: { number: Number(found[1]), milestone: found[2] === undefined ? null : Number(found[2]) },
          rest: text.slice(found[0].length),
        };
  },
};

/** `#12` or the quoted card's issue, or a unit. */
export const issueOrUnit: Argument<{ issue: number } | { unit: number }> = {
  label: '#编号或单位',
  optional: false,
  read(text, env) {
    const written = issueNumber.read(text, { ...env, quoted: null });
    if (written.ok) return { ...written, value: { issue: written.value } };
    const unit = unitName.read(text, env);
    if (unit.ok) return { ...unit, value: { unit: unit.value } };
    if (env.quoted !== null) return { ok: true, value: { issue: env.quoted }, rest: text };
    const { reason, wanted } = unit;
    if (wanted === undefined) return { ok: false, reason };
    const options = wanted.options.map(({ label, value }) => ({ label, value: { unit: value } }));
    return { ok: false, reason, wanted: { ...wanted, options } };
  },
};
