/** What an import reports: counts, and where a sheet says otherwise than what was changed in chat, which stands. */
import type { Instant } from '../domain/time.ts';

export const imported = (counts: object): string =>
  `已导入：${Object.entries(counts)
    .map(([sheet, count]) => `${sheet} ${count}`)
    .join('，')}`;

/** @param row 0 of the sheet or file as a whole */
export const atRow = (sheet: string, row: number, words: string): string =>
  row === 0 ? `${sheet}：${words}` : `${sheet} 第 ${row} 行：${words}`;

/** @param words how it is now */
export function changedInChat(words: string, by: string, at: Instant): string {
  const day = new Date(at).toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' });
  return `${words}（${by} ${day}在群里改的），按群里的`;
}

export const asItIsNow = {
  merged: (old: string, now: string) => `“${old}”已并入${now}`,
  renamed: (old: string, now: string) => `“${old}”已更名为${now}`,
  left: (name: string) => `${name}已离职`,
  /** @param unit empty: of the district itself */
  moved: (name: string, unit: string, now: string) => `${name}已从${unit === '' ? '区里' : unit}调到${now}`,
  roles: (name: string, roles: readonly string[]) => `${name}的角色是${roles.join('、')}`,
  accounts: (name: string, accounts: readonly string[]) => `${name}的账号是${accounts.join('、') || '（没有）'}`,
  inTeam: (name: string) => `${name}在这个小组`,
  notInTeam: (name: string) => `${name}不在这个小组`,
};
