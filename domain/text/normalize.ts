/** Makes typed text regular: width, line ends, invisible characters. What people say is left as they said it. */

/** Full-width digits, letters and signs as half-width; other characters stay. */
export const toHalfWidth = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).replace(/\u3000/g, ' ');

// Control characters, zero-width and direction marks, private use: none is ever meant by a person.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;
const KEPT = new Set(['\n', '\t', '\u200D']);

/** Regular line ends, no invisible characters, full-width digits and letters half-width, ends trimmed. Idempotent. */
export function normalize(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(INVISIBLE, (sign) => (KEPT.has(sign) ? sign : ''))
    .replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF03\uFF20]/g, (sign) =>
      String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
    )
    .replace(/[\u00A0\u3000]/g, ' ')
    .trim();
}
