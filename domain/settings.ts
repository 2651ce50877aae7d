/** Every number a rule uses, and how what is stored or typed for it is read. */
import type { z } from 'zod';
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

/** The first thing that is wrong with a value, wherever in it. */
export type SettingFault =
  | { code: 'tooSmall' | 'notAbove' | 'tooShort'; least: number }
  | { code: 'tooBig' | 'tooLong'; most: number }
  | { code: 'notNumber' | 'notWhole' | 'notText' | 'notYesOrNo' | 'notTime' | 'otherwise' }
  | { code: 'notOneOf'; values: readonly string[] };

/** Reads a stored or typed value; why it is refused otherwise. */
export function readSetting(
  key: SettingKey,
  value: unknown,
): { ok: true; value: unknown } | { ok: false; fault: SettingFault } {
  const result = settingDefinitions[key].schema.safeParse(value);
  return result.success ? { ok: true, value: result.data } : { ok: false, fault: faultIn(result.error.issues[0]) };
}

const ofType: Partial<Record<string, SettingFault>> = {
  number: { code: 'notNumber' },
  int: { code: 'notWhole' },
  string: { code: 'notText' },
  boolean: { code: 'notYesOrNo' },
};

function faultIn(issue: z.core.$ZodIssue | undefined): SettingFault {
  switch (issue?.code) {
    case 'too_small': {
      const least = Number(issue.minimum);
      if (issue.origin === 'string') return { code: 'tooShort', least };
      return { code: issue.inclusive === false ? 'notAbove' : 'tooSmall', least };
    }
    case 'too_big':
      return {
        code: issue.origin === 'string' || issue.origin === 'array' ? 'tooLong' : 'tooBig',
        most: Number(issue.maximum),
      };
    case 'invalid_type':
      return ofType[issue.expected] ?? { code: 'otherwise' };
    case 'invalid_format':
      return { code: 'notTime' };
    case 'invalid_value':
      return { code: 'notOneOf', values: issue.values.map(String) };
    default:
      return { code: 'otherwise' };
  }
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
