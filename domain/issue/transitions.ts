/** The whole truth of which command is possible in which state. Who may give it is decided in `decide.ts`. */
import type { CommandType } from './commands.ts';
import type { IssueStatus } from './state.ts';

const withUnit = ['reported', 'accepted', 'handling', 'reopened'] as const;

/** For each command the states it is possible in; anything else is refused with the reason. */
export const transitions: Record<CommandType, readonly IssueStatus[]> = {
  assign: ['reported', 'returned', 'accepted', 'handling', 'reopened'],
  clarify: ['reported', 'returned', 'accepted', 'handling', 'reopened'],
  accept: ['reported', 'reopened'],
  return: withUnit,
  handDown: withUnit,
  progress: withUnit,
  requestExtension: withUnit,
  approve: withUnit,
  refuse: withUnit,
  recordOutcome: withUnit,
  reply: ['reported', 'accepted', 'handling', 'reopened', 'shelved', 'awaitingReply'],
  handOverDuty: ['reported', 'returned', 'accepted', 'handling', 'awaitingReply', 'shelved', 'reopened'],
  withdraw: ['reported', 'returned'],
  requestShelving: withUnit,
  shelve: ['accepted', 'handling', 'reopened'],
  continueShelving: ['shelved'],
  resume: ['shelved'],
  reopen: ['closed'],
  changeRoute: ['reported', 'returned', 'accepted', 'handling', 'reopened'],
  settleOnSpot: ['reported', 'returned'],
  issueForm: ['reported', 'returned', 'accepted', 'handling', 'reopened'],
  instruct: ['reported', 'returned', 'accepted', 'handling', 'reopened', 'shelved'],
  changeSupport: ['reported', 'returned', 'accepted', 'handling', 'reopened'],
  split: withUnit,
  recordDecision: ['reported', 'returned', 'accepted', 'handling', 'reopened', 'shelved'],
  completeDecision: ['reported', 'returned', 'accepted', 'handling', 'reopened', 'shelved'],
};

export const isPossible = (command: CommandType, status: IssueStatus): boolean => transitions[command].includes(status);
