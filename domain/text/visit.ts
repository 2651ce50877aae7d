/** Reads a visit as cadres type it: one free line with optional marks, or a form of several lines. */
import type { Day } from '../time.ts';
import type { VisitKind } from '../visits/visit.ts';
import { normalize } from './normalize.ts';
import { readCount } from './numbers.ts';
import {
  COMPANY_SOMEWHERE,
  companionsAt,
  dayAt,
  householdsAt,
  householdsIn,
  kindAt,
  kindIn,
  type Phrase,
} from './visit-phrases.ts';
import { visitMarksIn, type VisitMark } from './visit-marks.ts';

export interface VisitDraft {
  kind: VisitKind | null;
  /** The words that name the place, empty where none do. */
  where: string;
  /** A place was marked as such: it has to be found, whatever else the text speaks of. */
  placeMarked: boolean;
  households: number | null;
  /** Households by the words the cadre chose for them; personal, for a fingerprint only. */
  named: readonly string[];
  companions: readonly string[];
  day: Day | null;
  /** What was heard and seen: all that is none of the above. */
  note: string;
}

export interface VisitReading {
  today: Day;
  /** Names of places in a text. */
  placesIn(text: string): readonly { start: number; end: number }[];
  isPerson(name: string): boolean;
}

/** Words between what is recognised: 到拱秀社区, 开展入户. */
const FILLERS = ['到', '在', '去', '赴', '走访', '开展', '进行', '召开', '组织', '参加'];
/** 去参加, 到…开展: more in a row are no longer a visit's beginning. */
const MOST_FILLERS = 3;
/** No name of a place is longer; the rest of a long text need not be searched for one. */
const LONGEST_NAME = 40;

/** Reads whatever it is given; nothing a person typed is lost: what is not recognised is the note. */
export function readVisit(typed: string, reading: VisitReading): VisitDraft {
  const text = normalize(typed);
  const marks = visitMarksIn(text);
  const reader = new Reader(reading);
  reader.readFree(text.slice(0, marks[0]?.start ?? text.length));
  marks.forEach(({ mark, valueAt, ownLine }, index) => {
    reader.readMarked(mark, text.slice(valueAt, marks[index + 1]?.start ?? text.length), ownLine);
  });
  return reader.draft();
}

class Reader {
  private readonly reading: VisitReading;
  private kind: VisitKind | null = null;
  private where = '';
  private placeMarked = false;
  private households: number | null = null;
  private readonly named: string[] = [];
  private readonly companions: string[] = [];
  private day: Day | null = null;
  private readonly notes: string[] = [];

  constructor(reading: VisitReading) {
    this.reading = reading;
  }

  /** What is recognised at the front is taken; from the first thing that is not, all is note, companions aside. */
  readFree(text: string): void {
    let rest = skip(text);
    for (let left = this.take(rest); left !== null; left = this.take(rest)) rest = skip(left);
    const company = COMPANY_SOMEWHERE.exec(rest);
    const after = company === null ? '' : skip(rest.slice(company.index));
    const left = this.takeCompanions(after);
    if (company === null || left === null) {
      this.note(rest);
      return;
    }
    this.note(rest.slice(0, company.index));
    this.readFree(left);
  }

  /** A form has one thing a line; within a line a phrase ends at a blank or a sign. */
  readMarked(mark: VisitMark, raw: string, ownLine: boolean): void {
    const list = mark === 'named' || mark === 'companions';
    const end = mark === 'note' ? -1 : raw.search(ownLine ? /\n/ : list ? /[\s。；;]/ : /[\s，,。；;]/);
    const value = (end < 0 ? raw : raw.slice(0, end)).trim();
    const left = this.takeMarked(mark, value);
    this.note(left ?? value);
    if (end >= 0) this.readFree(mark === 'where' && !ownLine ? this.takePlaces(raw.slice(end)) : raw.slice(end));
  }

  draft(): VisitDraft {
    const note = this.notes.join('\n');
    const named = [...new Set(this.named)];
    const { where, placeMarked, day } = this;
    return {
      kind: this.kind ?? kindIn(note),
      where: where.trim(),
      placeMarked,
      households: this.households ?? householdsIn(note) ?? (named.length > 0 ? named.length : null),
      named,
      companions: [...new Set(this.companions)],
      day,
      note,
    };
  }

  private note(text: string): void {
    const words = text
      .replace(/[ \t]+/g, ' ')
      .replace(/\s*\n\s*/g, '\n')
      .replace(/^[\s，,；;。:：]+|[\s，,；;]+$/g, '');
    if (words !== '') this.notes.push(words);
  }

  /** What is left of a marked value, or null where it cannot be what its mark says. */
  private takeMarked(mark: VisitMark, value: string): string | null {
    switch (mark) {
      case 'where':
        return this.takeWhere(value);
      case 'kind':
        return this.takeKind(value);
      case 'households':
        this.households = readCount(value.replace(/\s*户$/, '')) ?? this.households;
        return /^[\d一二两三四五六七八九十]+\s*户?$/.test(value) ? '' : null;
      case 'named':
        this.named.push(...listOf(value, /[、，,；;]/));
        return '';
      case 'companions': {
        const listed = listOf(value, /[\s、，,；;]/);
        this.companions.push(...listed.filter(isName));
        return listed.filter((one) => !isName(one)).join('，');
      }
      case 'day':
        return this.takeDay(value);
      case 'note':
        return value;
    }
  }

  /** 地点：城厢街道 拱秀社区 入户: words that are something else are no part of the place. */
  private takeWhere(value: string): string {
    const [first = '', ...others] = value.split(/\s+/);
    this.placeMarked = first !== '';
    this.where = first;
    const left: string[] = [];
    for (const word of others) {
      const after = this.takeHouseholds(word) ?? this.takeDay(word) ?? this.takeKind(word);
      if (after === null) this.where += ` ${word}`;
      else left.push(after);
    }
    return left.join(' ');
  }

  /** What is left after one thing that is recognised at the front; null where nothing is. */
  private take(text: string, fillers = MOST_FILLERS): string | null {
    const taken =
      this.takeHouseholds(text) ??
      this.takeDay(text) ??
      this.takePlace(text) ??
      this.takeKind(text) ??
      this.takeCompanions(text);
    if (taken !== null) return taken;
    const filler = fillers === 0 ? undefined : FILLERS.find((word) => text.startsWith(word));
    return filler === undefined ? null : this.take(skip(text.slice(filler.length)), fillers - 1);
  }

  /** 地点：城厢街道 拱秀社区: what follows the town belongs to it. */
  private takePlaces(text: string): string {
    let rest = text;
    for (let left = this.nextPlace(skip(rest)); left !== null; left = this.nextPlace(skip(rest))) rest = left;
    return rest;
  }

  private takePlace(text: string): string | null {
    return this.placeMarked ? null : this.nextPlace(text);
  }

  private nextPlace(text: string): string | null {
    const end = this.reading.placesIn(text.slice(0, LONGEST_NAME)).find(({ start }) => start === 0)?.end;
    if (end === undefined) return null;
    this.where += ` ${text.slice(0, end)}`;
    return text.slice(end);
  }

  private takeKind(text: string): string | null {
    return this.kind !== null ? null : kept(kindAt(text), (value) => (this.kind = value));
  }

  private takeHouseholds(text: string): string | null {
    return this.households !== null ? null : kept(householdsAt(text), (value) => (this.households = value));
  }

  private takeDay(text: string): string | null {
    return this.day !== null ? null : kept(dayAt(text, this.reading.today), (value) => (this.day = value));
  }

  private takeCompanions(text: string): string | null {
    return kept(companionsAt(text, this.reading.isPerson), (value) => this.companions.push(...value));
  }
}

function kept<T>(phrase: Phrase<T>, keep: (value: T) => unknown): string | null {
  if (phrase === null) return null;
  keep(phrase.value);
  return phrase.rest;
}

const isName = (word: string): boolean => /^\p{Script=Han}{2,4}$/u.test(word);

const skip = (text: string): string => text.replace(/^[\s，,、；;。|:：]+/, '');

const listOf = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
