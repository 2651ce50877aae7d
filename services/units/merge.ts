/** 合并: a unit goes up in another; what it has open goes on there, its history stays under its name. */
import { mergeUnits, openIssuesOf, separateUnits } from '../../db/merge-units.ts';
import { inheritedBy } from '../../db/supervised-units.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { changeBySource, loadChange } from '../../db/roster-changes.ts';
import type { Directory } from '../../domain/directory.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import { inheritance } from '../../domain/issue/inherit.ts';
import type { MergedParts, RosterChange } from '../../domain/roster-change.ts';
import { message } from '../../wording/format.ts';
import { changedWords, mergerTakenBack, supervisedWords } from '../../wording/roster-changes.ts';
import { mergerRefusals, takingBackRefusals } from '../../wording/refusals/roster.ts';
import { answer, commitManyAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, toLiaison, toUnit } from '../issues/outgoing.ts';

/** How often the issues are read anew when others keep changing one of them. */
const TRIES = 20;

export async function merge(ctx: MessageContext, unit: number, into: number, reason: string): Promise<void> {
  const { core, now, actor } = ctx;
  if (await wasAnswered(core.db, ctx)) return;
  const source = sourceOf(ctx);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const change = await changeBySource(core.db, source);
    if (change !== null) return moveIssues(ctx, unit, change.data.merged?.into ?? into);
    const { directory } = core.readers();
    const successor = directory.currentUnit(into);
    const refused = whyNot(directory, directory.currentUnit(unit), successor);
    if (refused !== null) {
      await answer(ctx, message(refused));
      return;
    }
    const issues = (await openIssuesOf(core.db, unit)).map(({ number }) => number);
    const origin = { source, at: now, by: actor.id };
    await mergeUnits(core.db, unit, partsOf(directory, unit, successor, reason, issues), origin);
    // Where somebody else was faster, it is decided anew.
    await core.renewReaders();
  }
  throw new Error(`units ${unit} and ${into} kept changing while they were merged`);
}

/** The unit is one again, with what was moved and is still with the other. */
export async function separate(ctx: MessageContext, { number, unit, data }: RosterChange): Promise<void> {
  const { core, now, actor } = ctx;
  const parts = data.merged;
  if (unit === null || parts === undefined || (await wasAnswered(core.db, ctx))) return;
  const source = sourceOf(ctx);
  if ((await changeBySource(core.db, source)) === null) {
    const origin = { source, at: now, by: actor.id, takesBack: number };
    if (!(await separateUnits(core.db, unit, parts, origin))) {
      const since = await loadChange(core.db, number);
      await core.renewReaders();
      const words =
        since?.takenBackBy === null || since === null
          ? notSeparated(core.readers().directory, number, unit, parts.into)
          : takingBackRefusals.takenBackBefore(number, since.takenBackBy);
      await answer(ctx, message(words));
      return;
    }
  }
  await moveIssues(ctx, parts.into, unit, parts.issues);
}

/** Why a merger cannot be taken back as things stand, and the way there. */
function notSeparated(directory: Directory, number: number, unit: number, into: number): string {
  const [name, successor] = [directory.unitName(unit), directory.unitName(into)];
  const now = directory.currentUnit(into);
  return now === into
    ? mergerRefusals.successorGone(name, successor)
    : mergerRefusals.mergedOn(number, name, successor, directory.unitName(now));
}

/** Units of one kind, neither within the other, whose people and subordinates are told apart by their names. */
function whyNot(directory: Directory, unit: number, into: number): string | null {
  const [from, to] = [directory.unit(unit), directory.unit(into)];
  if (unit === into) return mergerRefusals.same();
  if (from?.kind !== to?.kind) return mergerRefusals.otherKind();
  if (directory.isWithin(unit, into) || directory.isWithin(into, unit)) return mergerRefusals.within();
  const everybody = [...directory.data.people, ...(directory.data.gone ?? [])];
  const names = new Set(everybody.filter((one) => one.unit === into).map(({ name }) => name));
  const same = everybody.filter((one) => one.unit === unit && names.has(one.name)).map(({ name }) => name);
  if (same.length > 0) return mergerRefusals.namesakes(same);
  const below = new Set(directory.children(into).map((id) => directory.unitName(id)));
  const twice = directory
    .children(unit)
    .map((id) => directory.unitName(id))
    .filter((name) => below.has(name));
  return twice.length > 0 ? mergerRefusals.sameBelow(twice) : null;
}

function partsOf(
  { data }: Directory,
  unit: number,
  into: number,
  reason: string,
  issues: readonly number[],
): MergedParts {
  const of = (list: readonly { id: number; unit: number | null }[]): number[] =>
    list.filter((one) => one.unit === unit).map(({ id }) => id);
  return {
    name: data.units.find(({ id }) => id === unit)?.name ?? '',
    into,
    reason,
    issues,
    people: of([...data.people, ...(data.gone ?? [])]),
    children: data.units.filter(({ parent }) => parent === unit).map(({ id }) => id),
    categories: of(data.categories),
    rooms: of(data.rooms),
  };
}

/** Every open issue in one statement with the answer: read once, decided in memory, again when somebody was faster. */
async function moveIssues(
  ctx: MessageContext,
  from: number,
  to: number,
  among: readonly number[] | null = null,
): Promise<void> {
  const { core, now, actor } = ctx;
  const change = await changeBySource(core.db, sourceOf(ctx));
  if (change === null) throw new Error('a merger is not there');
  await core.renewReaders();
  const { directory } = core.readers();
  const reason = change.takesBack === null ? (change.data.merged?.reason ?? '') : mergerTakenBack;
  const supervised = supervisedWords(await inheritedBy(core.db, sourceOf(ctx)));
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const changes = (await openIssuesOf(core.db, from, among)).map((before) => {
      const event = inheritance(from, to, reason, Math.max(now, before.touchedAt), actor.id);
      return { before, after: evolve(before, event), events: [event], source: sourceOf(ctx) };
    });
    const numbers = changes.map(({ after }) => `#${after.number}`);
    const words = changedWords(change, directory, notesOf(change, directory, numbers.length, supervised));
    const listed = `${numbers.slice(0, 10).join('、')}${numbers.length > 10 ? `等 ${numbers.length} 件` : ''}`;
    const taken = [...(numbers.length === 0 ? [] : [`在办问题 ${listed}`]), ...(supervised === '' ? [] : [supervised])];
    const told = `${directory.unitName(from)}的${taken.length === 0 ? '工作' : taken.join('，')}由${directory.unitName(to)}接着办理，期限不变。`;
    const others = [
      ...toUnit(core.reach, directory, to, 'unitLiaison', ` ${told}`),
      ...toLiaison(core.reach, directory, `【名册】${told}`),
    ];
    const result = await commitManyAndTell(
      ctx,
      answerAndTell({ address: ctx.address, segments: message(words) }, others),
      { issues: changes },
    );
    if (result.kind !== 'conflict') return;
  }
  throw new Error(`issues of unit ${from} kept changing while it was merged`);
}

function notesOf(
  { takesBack, unit, data }: RosterChange,
  directory: Directory,
  moved: number,
  supervised: string,
): string[] {
  const all = `在办 ${moved} 件${supervised === '' ? '' : `，${supervised}`}`;
  if (takesBack === null)
    return [
      `移交${all}，期限不变；人员、下级、类别和群都转过去，两边的联络员都保留。`,
      `说“${directory.unitName(unit)}”都指新单位；以前的记录和已印发的督查表不变。`,
    ];
  const stays = (data.merged?.people ?? []).flatMap((id) => {
    const person = directory.person(id);
    return person === undefined || person.unit === unit ? [] : [person.name];
  });
  return [
    `交回${all}。人员、角色、下级、类别、群、网格和小组负责的村社恢复原样，合并以后新收的和已办结的不动。`,
    ...(stays.length > 0 ? [`合并以后又调动过的照现在的：${stays.join('、')}。`] : []),
  ];
}
