/** Every sentence that says no, by what it is about. A run of the plays names those that nobody was told. */
import { permissionRefusals } from '../permissions.ts';
import { argumentFaults } from './arguments.ts';
import { calendarRefusals, yearFaults } from './calendar.ts';
import { commandLineRefusals, messagesFaults } from './command-line.ts';
import { configurationRefusals, variableFaults, variablesNeeded } from './configuration.ts';
import { consoleRefusals } from './console.ts';
import { correctionRefusals } from './corrections.ts';
import { databaseRefusals, folderHolders } from './database.ts';
import { dispatchRefusals } from './dispatch.ts';
import {
  doctorFaults,
  doctorOnMiraiFaults,
  doctorOnOneBotFaults,
  doctorOnWecomFaults,
  oneBotRemedies,
} from './doctor.ts';
import { flagRefusals } from './flags.ts';
import { followUpRefusals } from './follow-ups.ts';
import { gridRefusals } from './grid.ts';
import { decisionRefusals, handoverRefusals } from './handover.ts';
import { findingRefusals, inspectionRefusals } from './inspections.ts';
import { issueRefusals, leaderRefusals, thinReplies } from './issue.ts';
import { nothingThere } from './nothing.ts';
import { importRefusals, sheetFileFaults, sheetRowFaults } from './roster-sheets.ts';
import {
  bindingRefusals,
  leavingRefusals,
  lendingRefusals,
  mergerRefusals,
  movingRefusals,
  namingRefusals,
  renamingRefusals,
  rosterGaps,
  rosterUsage,
  standInRefusals,
  takingBackRefusals,
  writingRefusals,
} from './roster.ts';
import { stateRefusals } from './issue-state.ts';
import { jointItemRefusals, jointItemSays } from './joint-items.ts';
import { ladderRefusals, summonsRefusals } from './ladder.ts';
import { lookingRefusals } from './looking.ts';
import { materialRefusals } from './materials.ts';
import { monthlyRefusals } from './monthly.ts';
import { packRefusals } from './packs.ts';
import { answerRefusals } from './questions.ts';
import { planFaults, rectificationRefusals, rectificationSays } from './rectifications.ts';
import { settingFaults } from './settings.ts';
import { insteadOf } from './steps.ts';
import { surgeRefusals, surgeSays } from './surges.ts';
import { notThere } from './there.ts';
import { nothingToUndo, undoRefusals, wholeRefusals } from './undo.ts';
import {
  arrangementUndoRefusals,
  followUpUndoRefusals,
  inspectionUndoRefusals,
  settlementUndoRefusals,
  stepUndoRefusals,
} from './undo-beside.ts';
import {
  findingInstead,
  flagInstead,
  jointItemInstead,
  rectificationInstead,
  supervisionUndoRefusals,
  surgeInstead,
} from './undo-supervision.ts';
import { coverageRefusals, diaryRefusals, rotaRefusals, teamRefusals, visitRefusals } from './visits.ts';

type Sentences = Record<string, (...said: never[]) => string>;

export const refusals = {
  'not understood': dispatchRefusals,
  'what follows a command': argumentFaults,
  'answer to a question': answerRefusals,
  'not there': notThere,
  'nothing to show': nothingThere,
  'not permitted': permissionRefusals,
  'not permitted, instead': insteadOf,
  'not shown': lookingRefusals,
  issue: issueRefusals,
  'issue, in its state': stateRefusals,
  'issue, a leader needed': leaderRefusals,
  'reply too thin': thinReplies,
  correction: correctionRefusals,
  form: handoverRefusals,
  decision: decisionRefusals,

  undo: undoRefusals,
  'undo, of a part': wholeRefusals,
  'undo, of nothing': nothingToUndo,
  'undo, of a step': stepUndoRefusals,
  'undo, of a rota, the grid, a day': arrangementUndoRefusals,
  'undo, of an inspection': inspectionUndoRefusals,
  'undo, of a follow-up': followUpUndoRefusals,
  'undo, of what came of a summons': settlementUndoRefusals,
  'undo, of what inspectors follow': supervisionUndoRefusals,
  'undo, of a flag, instead': flagInstead,
  'undo, of a rectification, instead': rectificationInstead,
  'undo, of a finding, instead': findingInstead,
  'undo, of a joint item, instead': jointItemInstead,
  'undo, of a surge, instead': surgeInstead,
  visit: visitRefusals,
  team: teamRefusals,
  rota: rotaRefusals,
  coverage: coverageRefusals,
  diary: diaryRefusals,
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
  'roster: what may be written': rosterUsage,
  'roster: who is meant': namingRefusals,
  'roster: accounts': bindingRefusals,
  'roster: as it stands': writingRefusals,
  'roster: taking back': takingBackRefusals,
  'roster: leaving': leavingRefusals,
  'roster: moving': movingRefusals,
  'roster: left open': rosterGaps,
  'roster: standing in': standInRefusals,
  'roster: what is lent': lendingRefusals,
  'roster: merging': mergerRefusals,
  'roster: renaming': renamingRefusals,
  material: materialRefusals,
  calendar: calendarRefusals,
  'announced year': yearFaults,
  setting: settingFaults,
  'command line': commandLineRefusals,
  'messages to rehearse': messagesFaults,
  database: databaseRefusals,
  'database: who holds its folder': folderHolders,
  configuration: configurationRefusals,
  'configuration: a variable': variableFaults,
  'configuration: what a platform needs': variablesNeeded,
  'sheets of a roster: the file': sheetFileFaults,
  'sheets of a roster: a row': sheetRowFaults,
  'sheets of a roster': importRefusals,
  console: consoleRefusals,
  doctor: doctorFaults,
  'doctor on OneBot': doctorOnOneBotFaults,
  'doctor on OneBot, remedy': oneBotRemedies,
  'doctor on mirai': doctorOnMiraiFaults,
  'doctor on WeCom': doctorOnWecomFaults,
} satisfies Record<string, Sentences>;
