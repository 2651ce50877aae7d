/** Every sentence that says no, by what it is about. A run of the plays names those that nobody was told. */
import { findingRefusals, inspectionRefusals } from './inspections.ts';
import { flagRefusals } from './flags.ts';
import { followUpRefusals } from './follow-ups.ts';
import { gridRefusals } from './grid.ts';
import { issueRefusals, leaderRefusals, thinReplies } from './issue.ts';
import { stateRefusals } from './issue-state.ts';
import { jointItemRefusals, jointItemSays } from './joint-items.ts';
import { ladderRefusals, summonsRefusals } from './ladder.ts';
import { monthlyRefusals } from './monthly.ts';
import { packRefusals } from './packs.ts';
import { planFaults, rectificationRefusals, rectificationSays } from './rectifications.ts';
import { insteadOf } from './steps.ts';
import { surgeRefusals, surgeSays } from './surges.ts';
import { notThere } from './there.ts';
import { nothingToUndo, undoRefusals, wholeRefusals } from './undo.ts';
import { inspectionUndoRefusals, notUndone, stepUndoRefusals } from './undo-beside.ts';

type Sentences = Record<string, (...said: never[]) => string>;

export const refusals = {
  issue: issueRefusals,
  'issue, in its state': stateRefusals,
  'issue, a leader needed': leaderRefusals,
  'reply too thin': thinReplies,
  undo: undoRefusals,
  'undo, of a part': wholeRefusals,
  'undo, of nothing': nothingToUndo,
  'undo, of a step': stepUndoRefusals,
  'undo, of an inspection': inspectionUndoRefusals,
  'undo, set right otherwise': notUndone,
  'not there': notThere,
  'not for this role, instead': insteadOf,
  inspection: inspectionRefusals,
  finding: findingRefusals,
  flag: flagRefusals,
  surge: surgeRefusals,
  'surge, before it is decided': surgeSays,
  rectification: rectificationRefusals,
  'rectification, before it is decided': rectificationSays,
  'plan of a rectification': planFaults,
  'joint item': jointItemRefusals,
  'joint item, before it is decided': jointItemSays,
  ladder: ladderRefusals,
  summons: summonsRefusals,
  'follow-up': followUpRefusals,
  'monthly table': monthlyRefusals,
  'quarterly pack': packRefusals,
  grid: gridRefusals,
} satisfies Record<string, Sentences>;
