/** Every sentence that says no, by what it is about. A run of the plays names those that nobody was told. */
import { issueRefusals, leaderRefusals, thinReplies } from './issue.ts';
import { stateRefusals } from './issue-state.ts';
import { nothingToUndo, undoRefusals, wholeRefusals } from './undo.ts';

type Sentences = Record<string, (...said: never[]) => string>;

export const refusals = {
  issue: issueRefusals,
  'issue, in its state': stateRefusals,
  'issue, a leader needed': leaderRefusals,
  'reply too thin': thinReplies,
  undo: undoRefusals,
  'undo, of a part': wholeRefusals,
  'undo, of nothing': nothingToUndo,
} satisfies Record<string, Sentences>;
