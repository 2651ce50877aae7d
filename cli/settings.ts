/** `huiyin settings [key] [value]`: the numbers of the rules, with their reasons. */
import { sql } from 'drizzle-orm';
import type { Config } from '../config.ts';
import { settings as table } from '../db/schema/index.ts';
import { isSettingKey, readSetting, settingDefinitions, settingKeys } from '../domain/settings.ts';
import { readRoster } from '../services/roster-memory.ts';
import { settingNow, settingSet, settingShown } from '../wording/command-line.ts';
import { commandLineRefusals } from '../wording/refusals/command-line.ts';
import { settingFault } from '../wording/refusals/settings.ts';
import { withDatabase } from './open.ts';
import { print, Refused } from './say.ts';

export function settings(config: Config, key?: string, value?: string): Promise<void> {
  return withDatabase(config, async ({ db }) => {
    const current = (await readRoster(db)).rules.settings;
    if (key === undefined) {
      for (const one of settingKeys)
        print(settingShown(one, JSON.stringify(current[one]), settingDefinitions[one].reason));
      return;
    }
    if (!isSettingKey(key)) throw new Refused(commandLineRefusals.noSetting(key));
    const standard = JSON.stringify(settingDefinitions[key].default);
    if (value === undefined) {
      print(settingNow(key, JSON.stringify(current[key]), standard, settingDefinitions[key].reason));
      return;
    }
    const read = readSetting(key, fromText(value));
    if (!read.ok) throw new Refused(commandLineRefusals.notThisValue(key, value, settingFault(read.fault), standard));
    await db.orm
      .insert(table)
      .values({ key, value: read.value, changedAt: Date.now() })
      .onConflictDoUpdate({
        target: table.key,
        set: { value: sql`excluded.value`, changedAt: sql`excluded.changed_at` },
      });
    print(settingSet(key, JSON.stringify(read.value)));
  });
}

/** Numbers and objects as JSON, anything else as the text itself. */
function fromText(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
