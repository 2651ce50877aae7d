/** Arguments of routes and forms: a district leader, units in a row, the parts of a split, an item of decisions. */
import { leadersMeant } from '../domain/leader-named.ts';
import { maskPersonal } from '../domain/text/mask.ts';
import { readParts } from '../domain/text/split.ts';
import type { PartAsked } from '../services/handover/split.ts';
import { findUnit } from '../services/issues/find.ts';
import type { Readers } from '../services/roster-memory.ts';
import { issueNumber, unitName } from './arguments.ts';
import { skipSeparators, type Argument, type ReadingEnv } from './define.ts';
import { leadersKnown } from '../wording/arguments.ts';
import { argumentFaults } from '../wording/refusals/arguments.ts';

/** The first word and what follows it; 、 separates units. */
function firstWord(text: string): [word: string, rest: string] {
  const [word = ''] = /^[^\s，,、;；:：]+/.exec(text) ?? [];
  return [word, text.slice(word.length)];
}

/** What comes before the units that help. */
const SUPPORT = /^协办(?:单位)?[\s:：]*/;

/** A district leader of the roster by name, or by surname and title where only one is meant. */
export const leaderName: Argument<number> = {
  label: '区领导',
  optional: false,
  read(text, { readers: { directory } }) {
    const [word, rest] = firstWord(text);
    const leaders = directory.everyHolderOf('districtLeader');
    const known = leadersKnown(leaders.map(({ name }) => name));
    if (word === '' || SUPPORT.test(word)) return { ok: false, reason: argumentFaults.noLeader(known) };
    const [one, ...others] = leadersMeant(leaders, word);
    if (one !== undefined && others.length === 0) return { ok: true, value: one.id, rest };
    const person = directory.peopleNamed(word)[0];
    const isUnit = person === undefined && isUnitWord(word, { readers: { directory } });
    return {
      ok: false,
      reason:
        others.length > 0
          ? argumentFaults.severalLeaders(word, known)
          : isUnit
            ? argumentFaults.unitForLeader(word, known)
            : argumentFaults.notLeader(word, known),
    };
  },
};

const isUnitWord = (word: string, { readers }: { readers: Pick<Readers, 'directory'> }): boolean =>
  readers.directory.data.units.some(({ name, shortNames }) => name === word || shortNames.includes(word));

/** Words that end like a unit's name are meant as one; others begin a note unless they are exactly a unit's name. */
const UNIT_ENDING = /(?:局|办|委|中心|街道|镇|公司|大队|集团|联合会|社区|村)$/;

/** A unit at the front, where the word is one; a word that only looks like one is a mistake that is said. */
function unitAtFront(text: string, env: ReadingEnv): { id: number | null; reason: string | null; rest: string } {
  const [word, rest] = firstWord(text);
  const exact = env.readers.gazetteer.unitsNamed(word);
  if (exact.length === 1) return { id: exact[0] ?? null, reason: null, rest };
  if (exact.length === 0 && !UNIT_ENDING.test(word)) return { id: null, reason: null, rest: text };
  const reading = unitName.read(text, env);
  return reading.ok
    ? { id: reading.value, reason: null, rest: reading.rest }
    : { id: null, reason: reading.reason, rest };
}

/** Units one after the other, as many as there are; none is no mistake. */
export const unitsInRow = (label: string): Argument<readonly number[]> => ({
  label,
  optional: true,
  read(text, env) {
    const value: number[] = [];
    let rest = text;
    while (rest !== '') {
      const next = unitAtFront(rest, env);
      if (next.reason !== null) return { ok: false, reason: next.reason };
      if (next.id === null) break;
      value.push(next.id);
      rest = skipSeparators(next.rest);
    }
    return { ok: true, value, rest };
  },
});

export interface FormUnits {
  unit: number | null;
  supporting: readonly number[];
}

/** 主办单位 协办单位…: the first is the one that answers, unless the word 协办 comes before it. */
export const formUnits: Argument<FormUnits> = {
  label: '主办单位 协办单位…',
  optional: true,
  read(text, env) {
    const main = text.replace(/^主办(?:单位)?[\s:：]*/, '');
    const none = { ok: true as const, value: [], rest: main };
    const first = SUPPORT.test(main) ? none : unitsInRow('').read(main, env);
    if (!first.ok) return first;
    const [unit = null, ...more] = first.value;
    const mark = SUPPORT.exec(first.rest);
    const second = mark === null ? null : unitsInRow('').read(first.rest.slice(mark[0].length), env);
    if (second !== null && !second.ok) return second;
    return {
      ok: true,
      value: { unit, supporting: [...more, ...(second?.value ?? [])] },
      rest: second?.rest ?? first.rest,
    };
  },
};

/** 单位 内容；单位 内容 */
export const parts: Argument<readonly PartAsked[]> = {
  label: '单位 内容；单位 内容',
  optional: false,
  read(text, { readers }) {
    if (text.trim() === '') return { ok: false, reason: argumentFaults.noParts() };
    const written = readParts(text);
    if (written === null) return { ok: false, reason: argumentFaults.partIncomplete() };
    if (written.length < 2) return { ok: false, reason: argumentFaults.onePart() };
    const value: PartAsked[] = [];
    for (const { unit, content } of written) {
      const { id, options } = findUnit(readers, unit);
      if (id === null) {
        return {
          ok: false,
          reason: options.length > 0 ? argumentFaults.severalUnitsHere(unit) : argumentFaults.noUnit(unit),
        };
      }
      value.push({ unit: id, content: maskPersonal(content).text });
    }
    return { ok: true, value, rest: '' };
  },
};

/** `#12`, `#12-1`, or the quoted card's issue: a matter the leading group decided on. */
export const decisionPoint: Argument<{ issue: number; seq: number | null }> = {
  label: '#编号',
  optional: false,
  read(text, env) {
    const issue = issueNumber.read(text, env);
    if (!issue.ok) return issue;
    const seq = /^\s*[-－—–]\s*(\d{1,2})(?!\d)/.exec(issue.rest);
    return {
      ok: true,
      value: { issue: issue.value, seq: seq?.[1] === undefined ? null : Number(seq[1]) },
      rest: seq === null ? issue.rest : issue.rest.slice(seq[0].length),
    };
  },
};
