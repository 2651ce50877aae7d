/** What `doctor` finds: a line each, fine or not. */

export type Finding = { fine: boolean; words: string };
export const good = (words: string): Finding => ({ fine: true, words });
export const bad = (words: string): Finding => ({ fine: false, words });
