/** Reads a rectification plan: its document number, then a line for each step — day, person, what is done. */
import type { PlannedStep, RectificationPlan } from '../rectification.ts';
import type { Day } from '../time.ts';
import { maskPersonal } from './mask.ts';
import { readDay } from './numbers.ts';

/** Why a line cannot be kept; `line` counts from 1, 0 where the plan as a whole lacks something. */
export interface PlanProblem {
  line: number;
  text: string;
  code: 'noDocument' | 'noSteps' | 'tooManySteps' | 'noDay' | 'dayPast' | 'noPerson' | 'noText';
}

export type PlanReading = { ok: true; plan: RectificationPlan } | { ok: false; problems: PlanProblem[] };

/** More steps than anybody follows, and than one message lists. */
export const MOST_STEPS = 20;

const DOCUMENT =
  /^文\s*号\s*[:：]?\s*(?<office>[^\s〔[【(（]{1,20})\s*[〔[【(（]\s*(?<year>\d{4})\s*[〕\]】)）]\s*第?\s*(?<count>\d{1,5})\s*号[\s，,。;；]*/u;
/** `1.` `2、` `（3）` `④` before a line; a date such as 10.20 is none. */
const BULLET = /^(?:[（(]\d{1,2}[）)]|\d{1,2}[、)）]|\d{1,2}[.．]\s+|[\u2460-\u2473]|[-·•])\s*/u;
const PERSON = /^[\p{Script=Han}·]{2,8}$/u;

/** The whole plan, or every line that is at fault: nothing is half-kept. */
export function readPlan(typed: string, today: Day): PlanReading {
  const document = DOCUMENT.exec(typed.trim());
  const body =
    document === null ? typed.trim().replace(/^文\s*号.*(?:\n|$)/u, '') : typed.trim().slice(document[0].length);
  const { office = '', year = '', count = '' } = document?.groups ?? {};
  const lines = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const read = lines.map((text, index) => readStep(text, index + 1, today));
  const problems = read.filter((one): one is PlanProblem => 'code' in one);
  const whole = (code: PlanProblem['code']): PlanProblem => ({ line: 0, text: '', code });
  if (lines.length === 0) problems.unshift(whole('noSteps'));
  if (lines.length > MOST_STEPS) problems.unshift(whole('tooManySteps'));
  if (document === null) problems.unshift(whole('noDocument'));
  if (problems.length > 0) return { ok: false, problems };
  const documentNumber = `${office}〔${year}〕${Number(count)}号`;
  return { ok: true, plan: { documentNumber, steps: read.filter((one): one is PlannedStep => 'day' in one) } };
}

function readStep(line: string, number: number, today: Day): PlannedStep | PlanProblem {
  const problem = (code: PlanProblem['code']): PlanProblem => ({ line: number, text: maskPersonal(line).text, code });
  const [dayWord = '', person = '', ...rest] = line.replace(BULLET, '').split(/[\s，,、;；:：]+/u);
  const day = readDay(dayWord.replace(/(?:之?前|底前)$/u, ''), today);
  if (day === null) return problem('noDay');
  if (day < today) return problem('dayPast');
  if (!PERSON.test(person)) return problem('noPerson');
  const text = maskPersonal(rest.join(' ').trim()).text;
  return text === '' ? problem('noText') : { day, person, text };
}
