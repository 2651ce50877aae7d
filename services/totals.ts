/** 累计: what was collected, settled, visited and inspected since the beginning, this year and this half-year. */
import { totals, type TotalsOf } from '../db/totals.ts';
import { type Directory } from '../domain/directory.ts';
import { accountability } from '../domain/issue/rules.ts';
import { dayOf } from '../domain/time.ts';
import { message, momentWords } from '../wording/format.ts';
import { totalsWords } from '../wording/totals.ts';
import { answer } from './answer.ts';
import type { MessageContext } from './core.ts';
import { ofUnit, permitted } from './permitted.ts';

/** Of the district to everybody; of a unit to those who supervise and to the unit. */
export async function showTotals(ctx: MessageContext, unit: number | null): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const { directory } = rules;
  if (unit !== null) {
    const about = { ...ofUnit(ctx, unit), home: actor.unit !== null && directory.isWithin(actor.unit, unit) };
    if (!(await permitted(ctx, 'readUnitTotals', about))) return;
  }
  const today = dayOf(now);
  const year = today.slice(0, 4);
  const half = today.slice(5, 7) <= '06' ? `${year}-01-01` : `${year}-07-01`;
  // In the first half both begin with the year.
  const stretches = [null, `${year}-01-01`, ...(half.endsWith('01-01') ? [] : [half])];
  const of = unit === null ? null : totalsOf(directory, unit);
  const rows = await totals(core.db, of, stretches, now);
  const labels = ['开展以来', '今年', '下半年'];
  const title = `${unit === null ? '全区' : directory.unitName(unit)}累计　${momentWords(now)}`;
  const shown = rows.map((row, index) => [labels[index] ?? '', row] as const);
  await answer(ctx, message(totalsWords(title, shown, of?.as ?? 'district')));
}

/** What is counted of a unit: what it answers for, what a subordinate works on, what was raised in a village. */
function countedAs(directory: Directory, unit: number): TotalsOf['as'] {
  if (accountability(directory, unit)?.unit === unit) return 'accountable';
  return directory.unit(unit)?.kind === 'village' ? 'place' : 'working';
}

/** The unit with what was merged into it; its people, and the places within it. */
function totalsOf(directory: Directory, unit: number): TotalsOf {
  const within = directory.data.units.filter(({ id }) => directory.isWithin(id, unit));
  const units = directory.withFormer([unit]);
  const all = new Set(directory.withFormer(within.map(({ id }) => id)));
  return {
    as: countedAs(directory, unit),
    units,
    people: [...directory.data.people, ...(directory.data.gone ?? [])]
      .filter((person) => person.unit !== null && all.has(person.unit))
      .map(({ id }) => id),
    places: directory.withFormer(
      within.filter(({ kind }) => kind === 'village' || kind === 'town').map(({ id }) => id),
    ),
  };
}
