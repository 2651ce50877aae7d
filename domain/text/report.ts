/** Reads a report as cadres type it: one free line with optional marks, or a form of several lines. */
import type { Urgency } from '../issue/state.ts';
import { firstMobile } from './mask.ts';
import { normalize } from './normalize.ts';

export interface ReportDraft {
  content: string;
  place?: string;
  category?: string;
  unit?: string;
  resident?: string;
  phone?: string;
  urgency: Urgency;
  settledOnSpot: boolean;
  /** What was done, where it was settled on the spot. */
  settlement?: string;
}

type Mark = 'place' | 'category' | 'unit' | 'resident' | 'phone' | 'content' | 'urgency' | 'settlement';

const markNames: Record<string, Mark> = {
  地点: 'place',
  地址: 'place',
  位置: 'place',
  类别: 'category',
  类型: 'category',
  单位: 'unit',
  责任单位: 'unit',
  主办单位: 'unit',
  反映人: 'resident',
  群众: 'resident',
  联系人: 'resident',
  姓名: 'resident',
  电话: 'phone',
  联系电话: 'phone',
  手机: 'phone',
  内容: 'content',
  问题: 'content',
  诉求: 'content',
  紧急程度: 'urgency',
  现场解决: 'settlement',
  处理结果: 'settlement',
};

// A mark begins the text, a line, or follows a separator; its value runs to the next mark, or to the end of the line.
const MARK = new RegExp(
  `(?:^|[\\s，,；;。|])(${Object.keys(markNames)
    .sort((a, b) => b.length - a.length)
    .join('|')})[ \\t]*[:：][ \\t]*`,
  'g',
);

/** Marks whose value is one phrase: what follows a blank or a sign belongs to the content. */
const PHRASES: ReadonlySet<Mark> = new Set(['place', 'category', 'unit', 'resident', 'phone', 'urgency']);

/** Reads whatever it is given; nothing a person typed is lost: what is no mark's value is content. */
export function readReport(typed: string): ReportDraft {
  const text = normalize(typed);
  const marks = [...text.matchAll(MARK)].map((found) => ({
    mark: markNames[found[1] ?? ''] as Mark,
    start: found.index,
    valueAt: found.index + found[0].length,
  }));
  const values: Partial<Record<Mark, string>> = {};
  let content = text.slice(0, marks[0]?.start ?? text.length);
  marks.forEach(({ mark, valueAt }, index) => {
    const raw = text.slice(valueAt, marks[index + 1]?.start ?? text.length);
    const end = PHRASES.has(mark) ? phraseEnd(raw) : mark === 'settlement' ? lineEnd(raw) : raw.length;
    const value = raw.slice(0, end).trim();
    if (mark === 'content' || value === '' || values[mark] !== undefined) content += ` ${raw}`;
    else {
      values[mark] = value;
      content += `${raw.slice(end)}`;
    }
  });
  const urgent = readUrgency(content, values.urgency);
  const settled =
    values.settlement !== undefined ||
    /(?:^|[\s，,。；;【（(])现场(?:已)?解决(?:$|[\s，,。；;】）)])/.test(urgent.content);
  const body = urgent.content
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .replace(/^[\s，,；;]+|[\s，,；;]+$/g, '');
  const phone = values.phone ?? firstMobile(body);
  return {
    content:
      body === ''
        ? (values.settlement ?? [values.place, values.category].filter((part) => part !== undefined).join(' '))
        : body,
    urgency: urgent.urgency,
    settledOnSpot: settled,
    ...pick(values, ['place', 'category', 'unit', 'resident', 'settlement']),
    ...(phone === null ? {} : { phone }),
  };
}

const pick = <K extends Mark>(values: Partial<Record<Mark, string>>, keys: readonly K[]): Partial<Record<K, string>> =>
  Object.fromEntries(keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]]))) as Partial<
    Record<K, string>
  >;

/** Where a phrase ends: at a blank, a line break or a sign that separates. */
function phraseEnd(raw: string): number {
  const end = raw.search(/[\s，,；;。|]/);
  return end < 0 ? raw.length : end;
}

function lineEnd(raw: string): number {
  const end = raw.indexOf('\n');
  return end < 0 ? raw.length : end;
}

const CRITICAL = /(?:^|(?<=[\s，,。；;]))特急(?:件)?(?=$|[\s，,。；;:：!！])|[【（([]\s*特急(?:件)?\s*[】）)\]]/;
// 急 stands alone, in brackets, or doubled at the end — not inside 急需, 着急, 急诊, 应急.
const URGENT =
  /(?:^|(?<=[\s，,。；;]))(?:急件?|加急|紧急|急急急?)(?=$|[\s，,。；;:：!！])|[【（([]\s*(?:急件?|加急|紧急)\s*[】）)\]]/;

function readUrgency(content: string, marked: string | undefined): { urgency: Urgency; content: string } {
  if (marked !== undefined) {
    const urgency = /特急/.test(marked) ? 'critical' : /急/.test(marked) ? 'urgent' : 'normal';
    return { urgency, content };
  }
  for (const [urgency, pattern] of [
    ['critical', CRITICAL],
    ['urgent', URGENT],
  ] as const) {
    const found = pattern.exec(content);
    if (found === null) continue;
    const rest = content.slice(found.index + found[0].length).replace(/^[:：!！]+/, '');
    return { urgency, content: `${content.slice(0, found.index)} ${rest}` };
  }
  return { urgency: 'normal', content };
}
