/** Numbers of the rules for a play, where the defaults would take it too long. */
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/connect.ts';
import { settings } from '../../db/schema/index.ts';
import type { SettingKey } from '../../domain/settings.ts';
import type { Instant } from '../../domain/time.ts';

/** Who holds the roster in memory has to renew it. */
export async function changeSetting(db: Database, key: SettingKey, value: number, at: Instant): Promise<void> {
  await db.orm
    .insert(settings)
    .values({ key, value, changedAt: at })
    .onConflictDoUpdate({
      target: settings.key,
      set: { value: sql`excluded.value`, changedAt: sql`excluded.changed_at` },
    });
}
