/** Work orders written as issues: reported and settled through the rules, committed as the bot commits. */
import { createProgress } from '../../cli/progress.ts';
import { commit } from '../../db/commit.ts';
import { connect, type Database } from '../../db/connect.ts';
import { migrate } from '../../db/migrate.ts';
import { categories, people, units } from '../../db/schema/index.ts';
import { decide, decideReport } from '../../domain/issue/decide.ts';
import type { IssueEvent } from '../../domain/issue/events.ts';
import { evolve } from '../../domain/issue/evolve.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { HOUR } from '../../domain/time.ts';
import { createRandom } from '../../rehearsal/random.ts';
import { readRoster, type Readers } from '../../services/roster-memory.ts';
import type { Told } from '../../test/second/month.ts';
import type { WorkOrder } from './work-orders.ts';

const REPORTER = 1;
const OFFICE = 2;
export interface Loaded {
  core: { db: Database; readers: () => Readers };
  told: (Told & { unit: number | null; category: number; town: number | null })[];
}

/** Ids by name, in the order they first appear. */
const numbered = (names: Iterable<string>, first: number): Map<string, number> =>
  new Map([...new Set(names)].map((name, index) => [name, first + index]));

export async function load(orders: readonly WorkOrder[], seed: number): Promise<Loaded> {
  const db = await connect({ inMemory: true });
  await migrate(db);
  const unitIds = numbered(
    orders.flatMap(({ unit }) => unit ?? []),
    1,
  );
  const streetIds = numbered(
    orders.flatMap(({ street }) => street ?? []),
    1001,
  );
  const placeKey = ({ street, community }: WorkOrder): string[] =>
    street === null || community === null ? [] : [`${street}|${community}`];
  const placeIds = numbered(orders.flatMap(placeKey), 2001);
  const categoryIds = numbered(
    orders.map(({ category }) => category),
    1,
  );
  const unitRow = (id: number, name: string, kind: 'department' | 'town' | 'village', parent: number | null) => ({
    id,
    name,
    shortNames: [],
    kind,
    parent,
  });
  await db.orm
    .insert(units)
    .values([
      ...[...unitIds].map(([name, id]) => unitRow(id, name, 'department', null)),
      ...[...streetIds].map(([name, id]) => unitRow(id, name, 'town', null)),
      ...[...placeIds].map(([name, id]) =>
        unitRow(id, name.replace(/.*\|/, ''), 'village', streetIds.get(name.replace(/\|.*/, '')) ?? null),
      ),
    ]);
  await db.orm.insert(people).values([
    { id: REPORTER, name: '热线' },
    { id: OFFICE, name: '中心' },
  ]);
  await db.orm
    .insert(categories)
    .values([...categoryIds].map(([name, id]) => ({ id, name, keywords: [], unit: null })));
  const readers = await readRoster(db);
  const random = createRandom(seed);
  const progress = createProgress();
  const told: Loaded['told'] = [];
  for (const [index, order] of orders.entries()) {
    const unit = order.unit === null ? null : (unitIds.get(order.unit) ?? null);
    const place = placeKey(order)
      .map((key) => placeIds.get(key) ?? null)
      .concat(null)[0];
    const category = categoryIds.get(order.category) ?? 0;
    const events = historyOf(order, { unit, place: place ?? null, category }, readers, random.next);
    const state = events.reduce<IssueState | null>(evolve, null);
    if (state === null) continue;
    const change = { before: null, after: state, events, source: `work-order:${index}` };
    const written = await commit(db, {
      at: state.touchedAt,
      message: null,
      issue: change,
      contact: null,
      prompt: null,
      outbox: [],
      lease: null,
    });
    if (written.kind !== 'done') throw new Error(`order ${index} was not written: ${written.kind}`);
    const town = order.street === null || place === null ? null : (streetIds.get(order.street) ?? null);
    told.push({ number: written.number ?? 0, events, unit, category, town });
    progress.show((index + 1) / orders.length, `${index + 1} of ${orders.length} work orders`);
  }
  progress.done();
  return { core: { db, readers: () => readers }, told };
}

/**
 * The data say whether an order was settled in time, not when: one settled in time is given a moment between its report
 * and its deadline, a late one a moment within five days after it.
 */
function historyOf(
  { at, inTime }: WorkOrder,
  { unit, place, category }: { unit: number | null; place: number | null; category: number },
  { rules }: Readers,
  chance: () => number,
): IssueEvent[] {
  const events = decideReport(
    {
      source: 'console:group:1',
      place,
      placeText: null,
      content: '工单',
      photos: [],
      resident: null,
      category,
      urgency: 'normal',
      route: 'platform',
      routeReason: null,
      proposal: null,
      unit,
      handler: null,
      assignReason: '工单',
      settlement: null,
    },
    REPORTER,
    at,
    rules,
  );
  const state = events.reduce<IssueState | null>(evolve, null);
  if (state === null || unit === null || inTime === null || state.due === null) return events;
  const moment = inTime ? at + chance() * (state.due - at) : state.due + HOUR + chance() * 120 * HOUR;
  const actor = { id: OFFICE, roles: [{ role: 'unitLiaison', unit }] } as const;
  const settled = decide(state, { type: 'recordOutcome', text: '已办' }, actor, Math.round(moment), rules);
  if (!settled.ok) throw new Error(settled.refusal.code);
  return [...events, ...settled.events];
}
