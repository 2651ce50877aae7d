/** Behind the table of a month: who does not believe a figure finds what it was counted from, and nothing can be changed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEdition } from '../../db/monthly-editions.ts';
import { monthlyHoldings, type MonthlyHolding } from '../../db/monthly-facts.ts';
import { loadTable } from '../../db/supervision.ts';
import { imbalance, type MonthlyTable } from '../../domain/monthly-table.ts';
import { monthRange, type Month } from '../../domain/time.ts';
import { audit } from '../../rehearsal/audit.ts';
import type { Counted } from '../../reports/sheet/monthly-workbook.ts';
import { underlyingIssues } from '../../services/monthly/make.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { everyTurnInAugust, everyTurnInSeptember } from '../support/every-turn.ts';
import { Stage } from '../support/stage.ts';

const MONTHS: readonly Month[] = ['2026-08', '2026-09'];

describe.each(databases)('the figures of a month on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-08-26T08:00');
    await everyTurnInAugust(stage);
  });
  afterAll(() => stage.end());
  const issued = async (month: Month): Promise<MonthlyTable> => {
    const table = await loadTable(stage.house.core.db, month);
    if (table === null) throw new Error(`${month} was not issued`);
    return table;
  };

  it('adds up: carried over + new − closed − moved away = open, for every row and the total, and is frozen', async () => {
    await everyTurnInSeptember(stage);
    await stage.clock('2026-10-08T10:00');
    const { db } = stage.house.core;
    for (const month of MONTHS) {
      const table = await issued(month);
      const { departments, towns, totals } = table;
      for (const row of [...departments, ...towns, totals.all, totals.departments, totals.towns])
        expect(imbalance(row)).toBe(0);
      // Counted a second time, in another way.
      expect(await audit(db, table)).toEqual([]);
    }
    await expect(db.query(`update monthly_tables set issued_at = now()`, [])).rejects.toThrow(/append-only/);
    await expect(db.query(`delete from monthly_files`, [])).rejects.toThrow(/append-only/);
  });

  it('lists behind each unit the issues its figures are counted from', async () => {
    const { core } = stage.house;
    for (const month of MONTHS) {
      const { departments, towns } = await issued(month);
      const { issues } = await underlyingIssues(core, { month, issuedAt: 0, edition: 0, issuedBy: null });
      for (const row of [...departments, ...towns]) {
        const own = issues.filter((issue) => issue.unit === row.name);
        for (const key of Object.keys(own[0]?.counted ?? {}) as Counted[])
          expect(own.filter((issue) => issue.counted[key]).length, `${month} ${row.name} ${key}`).toBe(row[key]);
      }
    }
  });

  it('lists of more issues than a sheet holds those first that count against a unit, and counts the rest', async () => {
    const { db } = stage.house.core;
    const { from, to } = monthRange('2026-09');
    const all = await monthlyHoldings(db, from, to, to, 1000);
    expect(all.total).toBe(all.holdings.length);
    const against = ({ marks }: MonthlyHolding): boolean =>
      marks.overdue || (marks.due && !marks.closedOnTime) || (marks.acceptDue && !marks.acceptedOnTime);
    const least = all.holdings.filter(against).length;
    expect(least).toBeGreaterThan(0);
    expect(least).toBeLessThan(all.total - 1);
    const cut = await monthlyHoldings(db, from, to, to, least + 1);
    expect(cut.total).toBe(all.total);
    expect(cut.holdings).toHaveLength(least + 1);
    expect(cut.holdings.filter(against)).toEqual(all.holdings.filter(against));
  });

  it('of an edition stay as they were issued when a correction follows', async () => {
    const { db } = stage.house.core;
    const before = await loadEdition(db, '2026-09');
    const onTimeOf = ({ departments }: MonthlyTable): number =>
      departments.find(({ unit }) => unit === 2)?.closedOnTime ?? 0;
    await stage.says('顾清和', '督查联络群', '/重办 #10 桶又破了').bot(/已重办/);
    await stage.says('方既白', '私聊', '督查表 更正 2026-09 #10 回访未解决').bot(/第 2 版已发布/);
    const after = await issued('2026-09');
    expect(after).toMatchObject({ edition: 2, issuedBy: '方既白' });
    expect(onTimeOf(after)).toBe(onTimeOf(before?.table ?? after) - 1);
    const [first] = await db.query<{ table: unknown }>(
      `select "table" from monthly_tables where month = '2026-09' and edition = 1`,
      [],
    );
    expect(first?.table).toEqual(before?.table);
  });

  it('are kept for ever in their files, while the bytes of what was delivered go after a week', async () => {
    const { db } = stage.house.core;
    const bytes = async (): Promise<number> => {
      const rows = await db.query<{ bytes: number }>(
        `select coalesce(sum(length(s ->> 'data')), 0)::int as bytes
         from outbox, jsonb_array_elements(segments) s where state = 'delivered' and segments::text like '%督查表%'`,
        [],
      );
      return rows[0]?.bytes ?? 0;
    };
    expect(await bytes()).toBeGreaterThan(100_000);
    await stage.sleepUntil('2026-10-26T07:00');
    await stage.clock('2026-10-26T08:00');
    expect(await bytes()).toBe(0);
    expect((await loadEdition(db, '2026-09'))?.files.every((file) => file.bytes.length > 1000)).toBe(true);
    const kept = await db.query<{ name: string }>(
      `select s ->> 'name' as name from outbox, jsonb_array_elements(segments) s where s ->> 'type' = 'file'`,
      [],
    );
    expect(kept.length).toBeGreaterThan(0);
  });
});
