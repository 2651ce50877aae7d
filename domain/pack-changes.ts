/** What a new edition of a quarterly pack says differently from the one before, form by form. */
import type { DecisionOnPaper, QuarterlyPack, UnsolvedForm } from './handover-form.ts';

/** What is said of a form and may turn out wrong; how far it was overdue follows from its deadline. */
export const comparedFields = [
  'leader',
  'unit',
  'supporting',
  'due',
  'category',
  'place',
  'content',
  'progress',
  'decisions',
] as const satisfies readonly (keyof UnsolvedForm)[];
export type ComparedField = (typeof comparedFields)[number];

export type FormChange = { number: string; issue: number } & (
  | { kind: 'came' }
  | { kind: 'went' }
  | { kind: 'changed'; fields: readonly ComparedField[]; was: UnsolvedForm; is: UnsolvedForm }
);

const decision = ({ seq, text, unit, due, doneAt, done }: DecisionOnPaper): unknown[] => [
  seq,
  text,
  unit,
  due,
  doneAt,
  done,
];

/** Equal whatever order a database keeps keys in. */
const comparable = (form: UnsolvedForm, field: ComparedField): string =>
  JSON.stringify(field === 'decisions' ? form.decisions.map(decision) : form[field]);

/** By issue, in the order of the new edition; those no longer listed come last. Empty when nothing differs. */
export function changesBetweenPacks(before: QuarterlyPack, after: QuarterlyPack): FormChange[] {
  const was = new Map(before.forms.map((form) => [form.issue, form]));
  const is = new Set(after.forms.map(({ issue }) => issue));
  return [
    ...after.forms.flatMap((form): FormChange[] => {
      const { number, issue } = form;
      const earlier = was.get(issue);
      if (earlier === undefined) return [{ number, issue, kind: 'came' }];
      const fields = comparedFields.filter((field) => comparable(earlier, field) !== comparable(form, field));
      return fields.length === 0 ? [] : [{ number, issue, kind: 'changed', fields, was: earlier, is: form }];
    }),
    ...before.forms.flatMap(({ number, issue }): FormChange[] =>
      is.has(issue) ? [] : [{ number, issue, kind: 'went' }],
    ),
  ];
}
