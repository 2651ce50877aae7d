/** Takes back what one message did to what inspectors follow: an event in each list, and a flag is a draft again. */
import type { FollowedList, FollowedSubject } from '../domain/followed.ts';
import type { Undoing } from '../domain/taken-back.ts';
import type { Instant } from '../domain/time.ts';
import type { Database } from './database.ts';
import { isOwnAct } from './supervision-standing.ts';
import { notAnswered, takeBackBeside, takingBack, type TakingBack } from './take-back.ts';
import { violatedConstraint } from './unavailable.ts';

/** The last message by which a person did something, and the whole of every list it did something to. */
export async function lastSupervisionBy(
  db: Database,
  person: number,
  since: Instant,
): Promise<{ source: string; lists: FollowedList[] } | null> {
  const rows = await db.query<FollowedList & { done: string }>(
    `with last as (
       select source from supervision_events e where ${isOwnAct('e')}
       order by e.at desc, e.seq desc limit 1
     ), touched as (
       select distinct e.subject, e.number, e.source from supervision_events e join last l on l.source = e.source
     )
     select t.source as done, t.subject, t.number, jsonb_agg(jsonb_build_object('type', e.type,
       'at', (extract(epoch from e.at) * 1000)::float8, 'actor', e.actor, 'source', e.source, 'data', e.data) order by e.seq) as log
     from touched t join supervision_events e on e.subject = t.subject and e.number = t.number
     group by t.source, t.subject, t.number`,
    [person, new Date(since).toISOString()],
  );
  const [first] = rows;
  return first === undefined ? null : { source: first.done, lists: rows };
}

// $7 what the events say · $8 by · $9 the message that takes back · $10 whose message is taken back
const statement = takingBack(
  `insert into supervision_events (subject, number, seq, type, at, actor, source, data)
    select u.subject, u.number, u.seq, 'undone', u.at::timestamptz, $8::int, $9, jsonb_build_object('source', $10::text)
    from jsonb_to_recordset($7::text::jsonb) as u(subject text, number int, seq int, at text) where ${notAnswered}
    returning subject, number`,
  [
    `drafts as (
    update flags f set state = 'draft', decided_by = null, decided_at = null, reason = null
    from kept where kept.subject = 'flag' and f.id = kept.number
  )`,
  ],
);

/** All of it or nothing; `gone`: something has happened to one of them in between, decide again. */
export async function takeBackSupervision(
  db: Database,
  taking: TakingBack,
  {
    undone,
    by,
    message,
    source,
  }: { undone: readonly Undoing<FollowedSubject>[]; by: number; message: string; source: string },
): Promise<'done' | 'seen' | 'gone'> {
  const events = undone.map(({ at, ...one }) => ({ ...one, at: new Date(at).toISOString() }));
  try {
    return await takeBackBeside(db, statement, taking, [JSON.stringify(events), by, message, source]);
  } catch (error) {
    if (violatedConstraint(error)?.startsWith('supervision_events_') === true) return 'gone';
    throw error;
  }
}
