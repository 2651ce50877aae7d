/** What inspectors follow, as its list of events says it, and a clock that goes on minute by minute. */
import type { Database } from '../../db/connect.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Stage } from './stage.ts';

/** What happened, in order; 已撤销 is `undone`. */
export async function listOf(db: Pick<Database, 'query'>, subject: string, number: number): Promise<string[]> {
  const rows = await db.query<{ type: string }>(
    'select type from supervision_events where subject = $1 and number = $2::int order by seq',
    [subject, number],
  );
  return rows.map(({ type }) => type);
}

/** Some minutes later, in Shanghai. */
export const later = (stage: Stage, minutes = 1): Promise<void> =>
  stage.clock(new Date(stage.at + minutes * MINUTE + 8 * 60 * MINUTE).toISOString().slice(0, 16));
