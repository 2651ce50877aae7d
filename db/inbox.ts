/** What was answered already. */
import type { Database } from './connect.ts';

/**
 * Whether a message was answered before. Commands that write rows beside issues ask this first: a message that was
 * refused then must not be carried out when it is delivered again.
 */
export async function wasAnswered(db: Database, message: { room: string; messageId: string }): Promise<boolean> {
  const rows = await db.query('select 1 as one from inbox where room = $1 and message_id = $2', [
    message.room,
    message.messageId,
  ]);
  return rows.length > 0;
}
