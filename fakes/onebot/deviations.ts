/** How implementations differ from each other and from the norm. */
import type { QqMessage } from './qq.ts';

export interface Deviations {
  /** Messages as CQ strings in place of arrays. */
  cqStrings: boolean;
  /** Ids as strings. */
  stringIds: boolean;
  /** Actions this server does not know, such as get_group_msg_history. */
  unsupported: readonly string[];
  /** A history with nothing in it is an error, as in NapCat. */
  emptyHistoryFails: boolean;
  /**
   * What `message_seq` asks for. NapCat: it is a message id, and leads towards now unless `reverseOrder` says otherwise.
   * LLBot: it is the group's own count, and always leads back; `reverseOrder` turns the list around.
   */
  paging: 'napcat' | 'llbot';
  /** Says that the account is online whatever happened to it. */
  lies: boolean;
  /** Pushes what the account itself said. */
  reportsSelf: boolean;
}

export const norm: Deviations = {
  cqStrings: false,
  stringIds: false,
  unsupported: [],
  emptyHistoryFails: false,
  paging: 'napcat',
  lies: false,
  reportsSelf: false,
};

/** A page of a history that is given oldest first. */
export function pageOf(
  all: readonly QqMessage[],
  asked: { from: number | null; count: number; reversed: boolean; paging: Deviations['paging'] },
): QqMessage[] {
  const { from, count, reversed, paging } = asked;
  if (from === null) return all.slice(-count);
  if (paging === 'napcat' && !reversed) return all.filter(({ seq }) => seq >= from).slice(0, count);
  const older = all.filter(({ seq }) => seq <= from).slice(-count);
  return paging === 'llbot' && reversed ? older.reverse() : older;
}
