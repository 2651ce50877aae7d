/** What a flag that needs no statistics rests on, for flags a play begins with; the window is the play's own. */
import type { FlagEvidence } from '../../domain/flags.ts';

export const hardEvidence: Omit<FlagEvidence, 'from' | 'to'> = {
  observed: null,
  expected: null,
  tail: null,
  median: null,
  categories: [],
  across: null,
  issues: [1],
};
