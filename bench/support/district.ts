/** The demo district moved to OneBot: the same units, people and groups, with numbers where OneBot has numbers. */
import { demoTables } from '../../demo/district.ts';
import type { RosterRow, RosterTables } from '../../services/roster/tables.ts';
import { listOf } from '../../services/roster/tables.ts';

export interface Cadre {
  account: number;
  name: string;
  /** Of the cluster's group, where the cadre reports. */
  group: number;
  town: string;
  villages: readonly string[];
}

export interface BenchDistrict {
  tables: RosterTables;
  groups: readonly number[];
  people: readonly { account: number; name: string }[];
  cadres: readonly Cadre[];
}

const FIRST_ACCOUNT = 20_000_001;
const FIRST_GROUP = 30_000_001;

/** Always the same. */
export function benchDistrict(): BenchDistrict {
  const demo = demoTables();
  const groups = (demo.群 ?? []).map((row, index) => ({ ...row, number: FIRST_GROUP + index }));
  const people = (demo.人员 ?? []).map((row, index) => ({ ...row, account: FIRST_ACCOUNT + index }));
  const groupOf = new Map(groups.map(({ cells, number }) => [cells['名称'], number]));
  const accountOf = new Map(people.map(({ cells, account }) => [`${cells['姓名']}（${cells['单位']}）`, account]));
  const cadres = (demo.小组 ?? []).flatMap(({ cells }): Cadre[] =>
    listOf(cells['成员']).flatMap((member) => {
      const account = accountOf.get(member);
      const group = groupOf.get(`${cells['组团']}群`);
      const places = listOf(cells['负责村社']).map((place) => place.split('/') as [string, string]);
      const [town = ''] = places[0] ?? [];
      if (account === undefined || group === undefined) return [];
      return [
        { account, name: member.replace(/（.*/, ''), group, town, villages: places.map(([, village]) => village) },
      ];
    }),
  );
  const changed = (row: RosterRow, cells: Record<string, string>): RosterRow => ({
    row: row.row,
    cells: { ...row.cells, ...cells },
  });
  return {
    tables: {
      ...demo,
      人员: people.map((row) => changed(row, { 账号: `onebot:${row.account}` })),
      群: groups.map((row) => changed(row, { 平台: 'onebot', 群号: String(row.number) })),
    },
    groups: groups.map(({ number }) => number),
    people: people.map(({ account, cells }) => ({ account, name: cells['姓名'] ?? '' })),
    cadres,
  };
}
