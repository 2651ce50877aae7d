/** Everything the database keeps in words, for plays about what it must not keep. */
import type { Database } from '../../db/connect.ts';

/** What matches in rows of whatever may hold what somebody typed; of messages in the words alone, not in bytes of pictures. */
export async function wordsKept(db: Database, pattern: RegExp): Promise<string[]> {
  const tables = ['issues', 'events', 'contacts', 'visits', 'visit_households', 'prompts', 'supervision_events'];
  const rows = [
    ...tables.map((table) => `(select jsonb_agg(t)::text from ${table} t)`),
    `(select string_agg((one - 'data')::text, ' ') from outbox, jsonb_array_elements(segments) one)`,
  ];
  const [kept] = await db.query<{ words: string }>(`select concat_ws(' ', ${rows.join(', ')}) as words`, []);
  return [...(kept?.words ?? '').matchAll(new RegExp(pattern, 'g'))].map(([words]) => words);
}
