/** What doctor found: fine, wrong with how to mend it, or a step that is easily forgotten. */
export interface Finding {
  kind: 'good' | 'bad' | 'note';
  words: string;
}

export const good = (words: string): Finding => ({ kind: 'good', words });
export const bad = (words: string): Finding => ({ kind: 'bad', words });
export const note = (words: string): Finding => ({ kind: 'note', words });
