/** Holds every issue against what its events add up to: tables and flags are counted from rows, events are what was done. */
import { isDeepStrictEqual } from 'node:util';
import type { IssueEvent } from '../domain/issue/events.ts';
import { replay } from '../domain/issue/history.ts';
import type { IssueState } from '../domain/issue/state.ts';
import { issueFromJson, type IssueJson } from './commit.ts';
import type { Database } from './database.ts';

export interface RowCheck {
  issues: number;
  /** Issues whose row or clocks say something else than their events. */
  changed: number[];
}

/** Issues read at a time: others get their turn between two reads. */
const BATCH = 100;

const page = `select i.number, to_jsonb(i) as issue,
    coalesce((select jsonb_agg(to_jsonb(c) order by c.seq) from clock_intervals c where c.issue = i.number), '[]') as clocks,
    coalesce((select jsonb_agg(jsonb_build_object('type', e.type, 'at', (extract(epoch from e.at) * 1000)::float8,
      'actor', e.actor, 'data', e.data) order by e.seq) from events e where e.issue = i.number), '[]') as events
  from issues i where i.number > $1::int order by i.number limit ${BATCH}`;

/** Reads all issues and replays their events: a third of a millisecond each, some minutes for a million. */
export async function checkRows(db: Pick<Database, 'query'>): Promise<RowCheck> {
  const check: RowCheck = { issues: 0, changed: [] };
  for (let last = 0; ;) {
    const rows = await db.query<IssueJson & { number: number; events: IssueEvent[] }>(page, [last]);
    for (const row of rows) if (!isSum(issueFromJson(row), row.events)) check.changed.push(row.number);
    check.issues += rows.length;
    last = rows.at(-1)?.number ?? last;
    if (rows.length < BATCH) return check;
  }
}

function isSum(state: IssueState, events: readonly IssueEvent[]): boolean {
  try {
    return isDeepStrictEqual(plain(state), plain(replay(state.number, events)));
  } catch {
    // Events that no issue can have gone through.
    return false;
  }
}

/** As the database has it: what is undefined is not there. */
const plain = (state: IssueState): unknown => JSON.parse(JSON.stringify(state));
