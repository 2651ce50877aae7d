/** Which district leader is meant: by name, or by surname and title. */

/** How leaders are addressed. */
const TITLE = '(?:副?区长|副?书记|常委|副?部长|副?主任|副?主席|领导)';
const WITH_TITLE = new RegExp(`^(.+?)${TITLE}$`);

/** Those a word means: whoever has that name, else everybody of the surname before a title (陆区长). */
export function leadersMeant<P extends { readonly name: string }>(leaders: readonly P[], word: string): P[] {
  const named = leaders.filter(({ name }) => name === word);
  if (named.length > 0) return named;
  const surname = WITH_TITLE.exec(word)?.[1];
  return surname === undefined ? [] : leaders.filter(({ name }) => name.startsWith(surname));
}

/** The name that is meant somewhere in words (已请示陆区长，同意), null for none or for several. */
export function leaderAmong(names: readonly string[], words: string): string | null {
  const leaders = [...new Set(names)];
  const named = leaders.filter((name) => words.includes(name));
  const titled = (name: string): boolean =>
    [1, 2].some((length) => new RegExp(`${name.slice(0, length)}${TITLE}`).test(words)); // 陆区长, 欧阳区长
  const found = named.length > 0 ? named : leaders.filter(titled);
  const [one] = found;
  return one !== undefined && found.length === 1 ? one : null;
}
