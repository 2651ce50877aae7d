/** Finds the person and the unit people mean when they speak of somebody of the roster. */
import type { Person } from '../../domain/directory.ts';
import { accountPlatform } from '../../domain/message.ts';
import { toHalfWidth } from '../../domain/text/normalize.ts';
import type { MessageContext } from '../core.ts';
import { findNamedPlace, findUnit } from '../issues/find.ts';
import { namingRefusals } from '../../wording/refusals/roster.ts';

/** The unit or place of a word, or why it is none. */
export function unitMeant({ readers }: MessageContext, word: string): number | string {
  const place = findNamedPlace(readers, word);
  if (place !== null) return place;
  const { id, options } = findUnit(readers, word);
  if (id !== null) return id;
  if (options.length === 0) return namingRefusals.noUnit(word);
  const { directory } = readers;
  const names = options.map((one) => {
    const above = directory.unit(one)?.parent ?? null;
    return `${above === null ? '' : directory.unitName(above)}${directory.unitName(one)}`;
  });
  return namingRefusals.severalUnits(word, names);
}

/** Those of a name, in a unit or below it where one is given. */
export function peopleMeant({ rules }: MessageContext, name: string, unit: number | null): readonly Person[] {
  const { directory } = rules;
  return directory
    .peopleNamed(name)
    .filter((one) => unit === null || (one.unit !== null && directory.isWithin(one.unit, unit)));
}

/** The one of a name; a sentence where there is none, or where there are several. */
export function personMeant(ctx: MessageContext, name: string, unit: number | null): Person | string {
  const { directory } = ctx.rules;
  const [found, ...others] = peopleMeant(ctx, name, unit);
  const where = unit === null ? '名册' : `${directory.unitName(unit)}的名册`;
  if (found === undefined) return namingRefusals.noPerson(where, name);
  if (others.length === 0) return found;
  const units = [found, ...others].map((one) => directory.unitName(one.unit));
  return namingRefusals.namesakes(name, units);
}

/** The account that was written (`onebot:10001`) or @ed, and the words beside it. */
export function accountMeant(
  { address }: Pick<MessageContext, 'address'>,
  text: string,
  mentioned: readonly string[],
): { account: { platform: string; account: string } | null; words: string[] } {
  const words = text.split(/[\s，,]+/).filter((word) => word !== '' && !word.startsWith('@'));
  const written = words.flatMap((word) => {
    const found = /^([a-z][a-z-]*)[:：](\S+)$/.exec(word);
    return found?.[1] === undefined || found[2] === undefined
      ? []
      : [{ word, account: { platform: accountPlatform(found[1]), account: toHalfWidth(found[2]) } }];
  });
  const [first] = written;
  const [at] = mentioned;
  return {
    account: first?.account ?? (at === undefined ? null : { platform: accountPlatform(address.platform), account: at }),
    words: words.filter((word) => word !== first?.word),
  };
}
