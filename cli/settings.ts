/** `huiyin settings [key] [value]`: the numbers of the rules, with their reasons. */
import { sql } from 'drizzle-orm';
import type { Config } from '../config.ts';
import { settings as table } from '../db/schema/index.ts';
import { isSettingKey, readSetting, settingDefinitions, settingKeys } from '../domain/settings.ts';
import { readRoster } from '../services/roster-memory.ts';
import { print, withDatabase } from './open.ts';

export function settings(config: Config, key?: string, value?: string): Promise<void> {
  return withDatabase(config, async ({ db }) => {
    const current = (await readRoster(db)).rules.settings;
    if (key === undefined) {
      for (const one of settingKeys)
        print(`${one} = ${JSON.stringify(current[one])}　${settingDefinitions[one].reason}`);
      return;
    }
    if (!isSettingKey(key)) {
      print(`没有设置项 ${key}；huiyin settings 列出全部`);
      process.exitCode = 1;
      return;
    }
    if (value === undefined) {
      print(
        `${key} = ${JSON.stringify(current[key])}（默认 ${JSON.stringify(settingDefinitions[key].default)}）　${settingDefinitions[key].reason}`,
      );
      return;
    }
    const read = readSetting(key, fromText(value));
    if (!read.ok) {
      print(`${key} 不能是 ${value}：${read.reason}`);
      process.exitCode = 1;
      return;
    }
    await db.orm
      .insert(table)
      .values({ key, value: read.value, changedAt: Date.now() })
      .onConflictDoUpdate({
        target: table.key,
        set: { value: sql`excluded.value`, changedAt: sql`excluded.changed_at` },
      });
    print(`${key} = ${JSON.stringify(read.value)}`);
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
