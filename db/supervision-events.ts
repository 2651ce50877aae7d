/** The events of rectifications, findings, joint items, surges and flags, each list append-only and in order. */
import type { MovedDays } from '../domain/given-day.ts';
import type { FollowedEvents, FollowedSubject } from '../domain/followed.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import type { SupervisionSubject } from './schema/rectifications.ts';

/** For `select … as events`: the `Log` of a subject's row. `number` is a column of the statement's own. */
export const eventsOf = (subject: FollowedSubject, number: string): string => `
  (select coalesce(jsonb_agg(jsonb_build_object('type', e.type, 'at', (extract(epoch from e.at) * 1000)::float8,
     'actor', e.actor, 'source', e.source, 'data', e.data) order by e.seq), '[]')
   from supervision_events e where e.subject = '${subject}' and e.number = ${number})`;

/** False when the place is taken, or the message caused an event before: load and decide again. */
export async function appendEvent<S extends FollowedSubject>(
  db: Database,
  subject: S,
  number: number,
  seq: number,
  event: FollowedEvents[S],
  source: string,
): Promise<boolean> {
  const rows = await db.query(
    `insert into supervision_events (subject, number, seq, type, at, actor, source, data)
     values ($1, $2::int, $3::int, $4, $5::text::timestamptz, $6::int, $7, $8::text::jsonb)
     on conflict do nothing returning 1 as one`,
    [
      subject,
      number,
      seq,
      event.type,
      new Date(event.at).toISOString(),
      event.actor,
      source,
      JSON.stringify(event.data),
    ],
  );
  return rows.length > 0;
}

export interface DaysMoved {
  subject: SupervisionSubject;
  number: number;
  data: MovedDays;
}

/** What one change of the calendar says of each thing, told apart by its number. */
const sourceFor = (source: string, number: number): string => `${source}#${number}`;

/** Days that move with a change of the calendar, in one statement; those whose place is taken are not written. */
export async function moveDays(
  db: Database,
  moves: readonly (DaysMoved & { version: number })[],
  source: string,
  at: Instant,
): Promise<void> {
  const rows = moves.map(({ version, ...move }) => ({
    ...move,
    seq: version + 1,
    source: sourceFor(source, move.number),
  }));
  await db.query(
    `insert into supervision_events (subject, number, seq, type, at, actor, source, data)
     select m.subject, m.number, m.seq, 'daysMoved', $2::text::timestamptz, null, m.source, m.data
     from jsonb_to_recordset($1::text::jsonb) as m(subject text, number int, seq int, source text, data jsonb)
     on conflict do nothing`,
    [JSON.stringify(rows), new Date(at).toISOString()],
  );
}

/** What a change of the calendar has moved. */
export const daysMovedBy = (db: Pick<Database, 'query'>, source: string): Promise<DaysMoved[]> =>
  db.query<DaysMoved>(
    `select subject, number, data from supervision_events where type = 'daysMoved' and starts_with(source, $1)
     order by subject, number`,
    [sourceFor(source, 0).slice(0, -1)],
  );
