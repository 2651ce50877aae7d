/** 更名: a unit gets another name; the old one stays a name it is known by, and tables that were issued stay as they are. */
import { renameUnit } from '../../db/merge-units.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { changeBySource } from '../../db/roster-changes.ts';
import type { UnitNames } from '../../domain/roster-change.ts';
import { message } from '../../wording/format.ts';
import { renamingRefusals } from '../../wording/refusals/roster.ts';
import { answer } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { tellChange } from '../people/change.ts';

export async function rename(ctx: MessageContext, unit: number, name: string, short: string | null): Promise<void> {
  const { directory } = ctx.rules;
  const known = directory.unit(unit);
  if (known === undefined) throw new Error(`unit ${unit} is not in the roster`);
  const before = { name: known.name, shortNames: known.shortNames };
  const shortNames = [...new Set([...(short === null ? [] : [short]), ...before.shortNames, before.name])];
  await renameOnce(ctx, unit, { before, after: { name, shortNames: shortNames.filter((one) => one !== name) } });
}

/** @param takesBack the change that is taken back by it */
export async function renameOnce(
  ctx: MessageContext,
  unit: number,
  names: { before: UnitNames; after: UnitNames },
  takesBack?: number,
): Promise<void> {
  const { core, now, actor } = ctx;
  if (await wasAnswered(core.db, ctx)) return;
  const source = sourceOf(ctx);
  if ((await changeBySource(core.db, source)) === null) {
    const { name } = names.after;
    const origin = { source, at: now, by: actor.id, ...(takesBack === undefined ? {} : { takesBack }) };
    const refused =
      name === names.before.name
        ? renamingRefusals.sameName(name)
        : name.length < 2 || name.includes('/')
          ? renamingRefusals.noName()
          : (await renameUnit(core.db, unit, names, origin))
            ? null
            : renamingRefusals.taken(name);
    if (refused !== null) {
      await answer(ctx, message(refused));
      return;
    }
  }
  await tellChange(ctx, {
    notes: () => [`原名“${names.before.name}”仍认得；已印发的督查表不变，以后的用新名。`],
  });
}
