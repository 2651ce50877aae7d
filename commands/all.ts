/** Every command, by explicit list: to add one, write its file and name it here. */
import accept from './accept.ts';
import approve from './approve.ts';
import bind from './bind.ts';
import chart from './chart.ts';
import calendar from './calendar.ts';
import circulate from './circulate.ts';
import continueShelving from './continue-shelving.ts';
import contact from './contact.ts';
import correct from './correct.ts';
import coverage from './coverage.ts';
import type { Command } from './define.ts';
import decide from './decide.ts';
import diary from './diary.ts';
import emerging from './emerging.ts';
import extend from './extend.ts';
import flags from './flags.ts';
import followUp from './follow-up.ts';
import form from './form.ts';
import grid from './grid.ts';
import handDown from './hand-down.ts';
import handOver from './hand-over.ts';
import help from './help.ts';
import inspect from './inspect.ts';
import instruct from './instruct.ts';
import leave from './leave.ts';
import ledger from './ledger.ts';
import mine from './mine.ts';
import mergeUnits from './merge-units.ts';
import movePerson from './move-person.ts';
import nextPage from './next-page.ts';
import outcome from './outcome.ts';
import overdue from './overdue.ts';
import progress from './progress.ts';
import quarter from './quarter.ts';
import query from './query.ts';
import rectify from './rectify.ts';
import refuse from './refuse.ts';
import requestShelving from './request-shelving.ts';
import reopen from './reopen.ts';
import reply from './reply.ts';
import report from './report.ts';
import resume from './resume.ts';
import returnCommand from './return.ts';
import renameUnit from './rename-unit.ts';
import rosterChanges from './roster-changes.ts';
import rota from './rota.ts';
import route from './route.ts';
import settle from './settle.ts';
import shelve from './shelve.ts';
import split from './split.ts';
import standIn from './stand-in.ts';
import status from './status.ts';
import summon from './summon.ts';
import supervise from './supervise.ts';
import support from './support.ts';
import table from './table.ts';
import totals from './totals.ts';
import transfer from './transfer.ts';
import unbind from './unbind.ts';
import undo from './undo.ts';
import unit from './unit.ts';
import urge from './urge.ts';
import visit from './visit.ts';
import vouch from './vouch.ts';
import whoAmI from './who-am-i.ts';
import withdraw from './withdraw.ts';
import openJointItem from './open-joint-item.ts';
import jointItem from './joint-item.ts';
import { register, type CommandGroup } from './registry.ts';

/** In the order help shows them: a report's way through the house. A group is called as no command is. */
const groups: readonly CommandGroup[] = [
  { name: '上报反馈', commands: [report, correct, withdraw, settle, reply, handOver, undo] },
  { name: '走访日记', commands: [visit, diary, coverage, rota] },
  {
    name: '单位办理',
    commands: [accept, progress, returnCommand, handDown, support, extend, requestShelving, outcome],
  },
  {
    name: '流转审批',
    commands: [
      transfer,
      route,
      form,
      split,
      instruct,
      decide,
      quarter,
      approve,
      refuse,
      shelve,
      continueShelving,
      resume,
      reopen,
    ],
  },
  {
    name: '督查督办',
    commands: [
      urge,
      supervise,
      circulate,
      summon,
      inspect,
      rectify,
      flags,
      emerging,
      openJointItem,
      jointItem,
      followUp,
      grid,
    ],
  },
  { name: '查询报表', commands: [query, nextPage, mine, overdue, unit, totals, contact, table, ledger, chart] },
  {
    name: '名册账号',
    commands: [whoAmI, bind, vouch, unbind, movePerson, leave, standIn, renameUnit, mergeUnits, rosterChanges],
  },
  { name: '其他', commands: [calendar, status, help] },
];

export const commands: readonly Command[] = groups.flatMap((group) => group.commands);

export const { names, bareNames, issueNames, commandByName } = register(groups);
