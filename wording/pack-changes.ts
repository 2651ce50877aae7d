/** What a corrected quarterly pack says differently, a line a form. */
import type { UnsolvedForm } from '../domain/handover-form.ts';
import type { ComparedField, FormChange } from '../domain/pack-changes.ts';
import { dueWords, excerpt } from './format.ts';
import { decisionOnPaper } from './handover.ts';

/** Characters of a text on either side of what changed. */
const SHOWN = 30;

const said = (text: string | null): string => (text === null || text === '' ? '无' : excerpt(text, SHOWN));

const fields: Record<ComparedField, { name: string; words: (form: UnsolvedForm) => string }> = {
  leader: { name: '牵头区领导', words: ({ leader }) => said(leader) },
  unit: { name: '主办', words: ({ unit }) => said(unit) },
  supporting: { name: '协办', words: ({ supporting }) => said(supporting.join('、')) },
  due: { name: '期限', words: ({ due }) => (due === null ? '挂账' : dueWords(due)) },
  category: { name: '类别', words: ({ category }) => said(category) },
  place: { name: '地点', words: ({ place }) => said(place) },
  content: { name: '内容', words: ({ content }) => said(content) },
  progress: { name: '进展', words: ({ progress }) => said(progress) },
  decisions: { name: '以往议定', words: ({ decisions }) => said(decisions.map(decisionOnPaper).join('；')) },
};

export function formChangeWords(change: FormChange): string {
  const form = `${change.number} #${change.issue}`;
  switch (change.kind) {
    case 'came':
      return `${form}：新列入`;
    case 'went':
      return `${form}：不再列入`;
    case 'changed': {
      const { was, is } = change;
      return `${form}：${change.fields.map((key) => `${fields[key].name} ${fields[key].words(was)}→${fields[key].words(is)}`).join('，')}`;
    }
  }
}
