/** Every number a rule uses, and how what is stored or typed for it is read. */
import { z } from 'zod';
import { issuesSettings } from './settings/issues.ts';
import { runningSettings } from './settings/running.ts';
import { supervisionSettings } from './settings/supervision.ts';
import { visitsSettings } from './settings/visits.ts';

export const settingDefinitions = {
  ...issuesSettings,
  ...supervisionSettings,
  ...visitsSettings,
  ...runningSettings,
} as const;

export type SettingKey = keyof typeof settingDefinitions;
export type Settings = { readonly [K in SettingKey]: (typeof settingDefinitions)[K]['default'] };

export const settingKeys = Object.keys(settingDefinitions) as SettingKey[];
export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(settingDefinitions, key);

export const defaultSettings: Settings = Object.fromEntries(
  settingKeys.map((key) => [key, settingDefinitions[key].default]),
) as Settings;

/** Reads a stored or typed value; the reason it is refused otherwise. */
export function readSetting(
  key: SettingKey,
  value: unknown,
): { ok: true; value: unknown } | { ok: false; reason: string } {
  const result = settingDefinitions[key].schema.safeParse(value);
  return result.success ? { ok: true, value: result.data } : { ok: false, reason: z.prettifyError(result.error) };
}

/** Defaults with the stored values over them; stored values that no longer fit are named in `refused`. */
export function settingsFrom(stored: Iterable<readonly [string, unknown]>): { settings: Settings; refused: string[] } {
  const settings: Record<string, unknown> = { ...defaultSettings };
  const refused: string[] = [];
  for (const [key, value] of stored) {
    if (!isSettingKey(key)) refused.push(key);
    else {
      const read = readSetting(key, value);
      if (read.ok) settings[key] = read.value;
      else refused.push(key);
    }
  }
  return { settings: settings as Settings, refused };
}
