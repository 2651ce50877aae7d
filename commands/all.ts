/** Every command, by explicit list: to add one, write its file and name it here. */
import accept from './accept.ts';
import approve from './approve.ts';
import bind from './bind.ts';
import chart from './chart.ts';
import calendar from './calendar.ts';
import contact from './contact.ts';
import correct from './correct.ts';
import type { Command } from './define.ts';
import extend from './extend.ts';
import flags from './flags.ts';
import handDown from './hand-down.ts';
import help from './help.ts';
import ledger from './ledger.ts';
import mine from './mine.ts';
import outcome from './outcome.ts';
import overdue from './overdue.ts';
import progress from './progress.ts';
import query from './query.ts';
import refuse from './refuse.ts';
import reopen from './reopen.ts';
import reply from './reply.ts';
import report from './report.ts';
import resume from './resume.ts';
import returnCommand from './return.ts';
import shelve from './shelve.ts';
import status from './status.ts';
import table from './table.ts';
import transfer from './transfer.ts';
import withdraw from './withdraw.ts';
import { register } from './registry.ts';

/** In the order help shows them: a report's way through the house. */
export const commands: readonly Command[] = [
  report,
  correct,
  withdraw,
  reply,
  accept,
  progress,
  returnCommand,
  handDown,
  extend,
  outcome,
  transfer,
  approve,
  refuse,
  shelve,
  resume,
  reopen,
  query,
  mine,
  overdue,
  contact,
  table,
  ledger,
  chart,
  flags,
  calendar,
  bind,
  status,
  help,
];

export const { names, commandByName } = register(commands);

/** Count as a command even without a prefix, when a space, a colon or a line break follows. */
export const bareNames: ReadonlySet<string> = new Set(['上报']);
