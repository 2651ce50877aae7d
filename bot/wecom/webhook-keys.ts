/** The keys of groups' webhooks as an operator writes them. */
import { toHalfWidth } from '../../domain/text/normalize.ts';

/** A key as it is, or the whole address it stands in; null for anything else. */
function keyIn(written: string): string | null {
  const key = URL.canParse(written) ? new URL(written).searchParams.get('key') : written;
  return key !== null && /^[\w.~-]+$/.test(key) ? key : null;
}

/**
 * `群号=密钥；群号=密钥`: keys by room id. Room ids are half-width, as the roster's are. Null when an entry cannot be
 * read, a room has two keys, or there is none.
 */
export function readWebhookKeys(list: string): ReadonlyMap<string, string> | null {
  const keys = new Map<string, string>();
  for (const entry of list.split(/[;；\n]/)) {
    if (entry.trim() === '') continue;
    const equals = entry.indexOf('=');
    const room = toHalfWidth(entry.slice(0, Math.max(equals, 0))).trim();
    const key = keyIn(entry.slice(equals + 1).trim());
    if (room === '' || key === null || keys.has(room)) return null;
    keys.set(room, key);
  }
  return keys.size === 0 ? null : keys;
}
