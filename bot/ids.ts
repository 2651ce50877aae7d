/** Accounts, groups and messages by number, as QQ's servers write them. */

/** Only a real account is @ed: 0, empty and NaN become @all on some platforms. */
export const isAccount = (account: string): boolean => /^[1-9]\d{4,11}$/.test(account);

/** Ids come as numbers or strings, may be negative; null for anything else. */
export const idOf = (value: unknown): string | null =>
  typeof value === 'number'
    ? Number.isFinite(value)
      ? String(value)
      : null
    : typeof value === 'string' && value !== ''
      ? value
      : null;
