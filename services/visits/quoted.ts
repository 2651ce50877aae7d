/** Finds the visit whose card is quoted. */
import { messagesSentAs } from '../../db/issue-queries.ts';
import { visitById, type VisitShown } from '../../db/visits.ts';
import { visitsNamedIn, type QuotedMessage } from '../../domain/text/quoted.ts';
import type { MessageContext } from '../core.ts';

/** Null for other messages, and where cards that went out as one message leave open which of them is meant. */
export async function visitQuoted(
  { core, room }: MessageContext,
  { messageId, text }: QuotedMessage,
): Promise<VisitShown | null> {
  const quoted = text === null ? [] : visitsNamedIn(text);
  const sent = messageId === null ? null : await messagesSentAs(core.db, room, messageId);
  const named = sent === null ? quoted : visitsNamedIn(sent.map(({ words }) => words).join('\n'));
  const [visit, ...others] = named.length > 1 ? named.filter((one) => quoted.includes(one)) : named;
  return visit === undefined || others.length > 0 ? null : visitById(core.db, visit);
}
