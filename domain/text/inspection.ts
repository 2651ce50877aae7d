/** Reads an inspection as inspectors type it: 问 看 查, the three things checked, and what was found. */
import type { InspectionNotes } from '../inspection.ts';
import type { Day } from '../time.ts';
import { maskPersonal } from './mask.ts';
import { readDay } from './numbers.ts';

export interface FoundItem {
  text: string;
  /** The day it is to be put right, where one was named. */
  due: Day | null;
  /** Names in brackets, one of which may be the unit that has to put it right. */
  named: readonly string[];
}

export interface InspectionDraft {
  notes: InspectionNotes;
  found: readonly FoundItem[];
}

const markNames = {
  问: 'ask',
  看: 'look',
  查: 'check',
  决策部署: 'deployment',
  工作进展: 'progress',
  整改反馈: 'feedback',
  发现: 'found',
  发现问题: 'found',
} as const satisfies Record<string, keyof InspectionNotes | 'found'>;

// A mark begins the text or follows a separator; its value runs to the next mark.
const MARK = /(?:^|[\s，,；;。|])(问|看|查|决策部署|工作进展|整改反馈|发现问题|发现)[ \t]*[:：][ \t]*/gu;
const BULLET = /^(?:[（(]?\d{1,2}[）)、]|\d{1,2}[.．]\s+|[\u2460-\u2473]|[-·•])\s*/u;
/** 限10月20日 · 10月20日前 · （10月20日前） */
const DUE =
  /[（(]?(?:(?:限期?|期限|限时)[:：]?\s*(?<limit>[\d年月/.-]+[日号]?)(?:之?前)?|(?<before>(?:\d{4}年)?\d{1,2}月\d{1,2}[日号])(?:之)?前)(?:整改|完成|办结)?(?:到位)?[）)]?/u;

/** Everything personal is masked. Values of a mark that is written twice are joined; 发现 may be written often. */
export function readInspection(typed: string, today: Day): InspectionDraft {
  const notes: InspectionNotes = {
    ask: null,
    look: null,
    check: null,
    deployment: null,
    progress: null,
    feedback: null,
  };
  const found: FoundItem[] = [];
  const marks = [...typed.matchAll(MARK)];
  marks.forEach((mark, index) => {
    const value = typed
      .slice(mark.index + mark[0].length, marks[index + 1]?.index ?? typed.length)
      .replace(/^[\s，,；;。]+|[\s，,；;。|]+$/gu, '');
    const name = markNames[mark[1] as keyof typeof markNames];
    if (value === '') return;
    if (name === 'found') found.push(...readFound(value, today));
    else {
      const text = maskPersonal(value.replace(/\s*\n\s*/gu, '；')).text;
      notes[name] = notes[name] === null ? text : `${notes[name]}；${text}`;
    }
  });
  return { notes, found };
}

/** One item a line, or between semicolons. 无 and 未发现问题 are none. */
const readFound = (value: string, today: Day): FoundItem[] =>
  value
    .split(/[\n；;]+/u)
    .map((item) => item.trim().replace(BULLET, ''))
    .filter((item) => item !== '' && !/^(?:无|没有|未发现(?:明显)?问题|暂?无问题)[。.]?$/u.test(item))
    .map((item) => {
      const due = DUE.exec(item);
      const day = due === null ? null : readDay(due.groups?.['limit'] ?? due.groups?.['before'] ?? '', today);
      const text = (day === null || due === null ? item : item.replace(due[0], '')).replace(/[\s，,。]+$/gu, '').trim();
      const named = [...text.matchAll(/[（(〔](?<name>[^（）()〔〕]{2,20})[）)〕]/gu)].map(
        (bracket) => bracket.groups?.['name']?.replace(/^由|负责$|整改$/gu, '') ?? '',
      );
      return { text: maskPersonal(text).text, due: day, named };
    });
