/** For plays about lost channels: a district on two of them, emptied of messages before each scene. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Database } from '../../db/database.ts';
import { openTestDatabase } from './database.ts';
import { seedTwoChannels } from './two-channels.ts';

export interface Outages {
  readonly db: Database;
  /** What was registered in this scene: issues are for ever. */
  issues(): Promise<{ number: number; content: string }[]>;
  contents(): Promise<string[]>;
}

/** To be called once a group of scenes; each scene opens its own stage and closes it. */
export function outages(kind: Database['kind'] = 'pglite'): Outages {
  let db: Database;
  let before = 0;
  beforeAll(async () => {
    db = await openTestDatabase(kind);
    await seedTwoChannels(db);
  });
  beforeEach(async () => {
    for (const table of ['outbox_parts', 'outbox', 'inbox', 'channels']) await db.query(`delete from ${table}`, []);
    const [last] = await db.query<{ number: number }>('select coalesce(max(number), 0) as number from issues', []);
    before = last?.number ?? 0;
  });
  afterAll(() => db.close());
  const issues = () =>
    db.query<{ number: number; content: string }>(
      'select number, content from issues where number > $1::int order by number',
      [before],
    );
  return {
    get db() {
      return db;
    },
    issues,
    contents: async () => (await issues()).map(({ content }) => content),
  };
}
