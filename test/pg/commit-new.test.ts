/** Reports that come at the same time share a statement, and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commit, loadIssue, type Change } from '../../db/commit.ts';
import type { Database } from '../../db/connect.ts';
import { decideReport } from '../../domain/issue/decide.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { instantAt } from '../../domain/time.ts';
import { rules } from '../domain/support.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { seedDistrict } from '../support/district.ts';

const at = instantAt('2026-10-12', '09:30');

function reported(messageId: string, content: string, reporter = 1): Change {
  const events = decideReport(
    {
      source: 'console:group:1',
      place: 21,
      placeText: null,
      content,
      photos: [],
      resident: null,
      category: null,
      urgency: 'normal',
      route: 'platform',
      routeReason: null,
      proposal: null,
      unit: 1,
      handler: null,
      assignReason: '试',
      settlement: null,
    },
    reporter,
    at,
    rules,
    at,
  );
  const after = events.reduce<IssueState | null>(evolve, null) as IssueState;
  const room = 'console:group:1';
  return {
    at,
    message: { room, messageId },
    issue: { before: null, after, events, source: `${room}:${messageId}` },
    contact: `sealed ${messageId}`,
    prompt: null,
    outbox: ['card', 'notice'].map((what) => ({
      dedupeKey: `${messageId}>${what}`,
      platform: 'console',
      room,
      segments: [{ type: 'text', text: `${what} of ${messageId}` }],
      runAt: at,
      issue: null,
      batch: null,
    })),
    lease: null,
  };
}

describe.each(databases)('reports at the same time on $name', ({ kind }) => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase(kind);
    await seedDistrict(db);
  });
  afterAll(() => db.close());

  it('are each written whole, with its own number, contact and messages', async () => {
    const many = Array.from({ length: 40 }, (_, index) => reported(`m${index}`, `第${index}盏路灯不亮`));
    const results = await Promise.all(many.map((change) => commit(db, change)));
    const numbers = results.map((result) => (result.kind === 'done' ? result.number : null));
    expect([...numbers].sort((a, b) => Number(a) - Number(b))).toEqual(many.map((_, index) => index + 1));
    for (const [index, number] of numbers.entries()) {
      const issue = await loadIssue(db, number ?? 0);
      expect(issue).toMatchObject({ number, content: `第${index}盏路灯不亮`, version: 2 });
      expect(issue?.clocks).toEqual(many[index]?.issue?.after.clocks);
    }
    const rows = await db.query<{ issue: number; sealed: string; messages: number; events: number }>(
      `select c.issue, c.sealed, (select count(*)::int from outbox o where o.issue = c.issue) as messages,
         (select count(*)::int from events e where e.issue = c.issue) as events
       from contacts c order by c.issue`,
      [],
    );
    expect(rows).toHaveLength(40);
    for (const { issue, sealed, messages, events } of rows) {
      expect({ sealed, messages, events }).toEqual({
        sealed: `sealed m${numbers.indexOf(issue)}`,
        messages: 2,
        events: 2,
      });
    }
  });

  it('are written once where two of them are the same message', async () => {
    const results = await Promise.all(
      ['a', 'b', 'b', 'c', 'b'].map((messageId) => commit(db, reported(messageId, `又一件 ${messageId}`))),
    );
    expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(3);
    expect(results.filter(({ kind }) => kind === 'seen')).toHaveLength(2);
    expect(await commit(db, reported('a', '又一件 a'))).toEqual({ kind: 'seen' });
    const [row] = await db.query<{ count: number }>(
      `select count(*)::int as count from issues where content like '又一件%'`,
      [],
    );
    expect(row?.count).toBe(3);
  });

  it('are not lost with one that cannot be written', async () => {
    const nobody = 4711;
    const results = await Promise.allSettled(
      ['x', 'y', 'z'].map((messageId) => commit(db, reported(messageId, '积水', messageId === 'y' ? nobody : 1))),
    );
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const [row] = await db.query<{ count: number }>(
      `select count(*)::int as count from issues where content = '积水'`,
      [],
    );
    expect(row?.count).toBe(2);
  });
});
