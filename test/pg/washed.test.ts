/** A test database is nobody else's: what the test before did in it is gone, and so is what it altered. */
import { beforeAll, describe, expect, it } from 'vitest';
import { tidy } from '../../db/maintenance.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { seedDistrict } from '../support/district.ts';

describe.each(databases)('a test database on $name', ({ kind }) => {
  beforeAll(async () => (await openTestDatabase(kind)).close()); // the first of a run takes a while to make
  const rows = `select (select count(*) from units)::int + (select count(*) from monthly_tables)::int as n`;

  it('is empty again when it was given back, and numbers begin anew', async () => {
    const first = await openTestDatabase(kind);
    await seedDistrict(first);
    const frozen = `insert into monthly_tables (month, edition, issued_at, "table") values ('2026-09', 1, now(), '{}')`;
    await first.query(frozen, []); // append-only: no trigger keeps it from being washed away
    await first.close();
    const second = await openTestDatabase(kind);
    expect(await second.query(rows, [])).toEqual([{ n: 0 }]);
    expect(await second.query(`select nextval('people_id_seq')::int as n`, [])).toEqual([{ n: 1 }]);
    await expect(
      second.query(`insert into person_roles (person, role) values (1, 'office')`, []),
    ).rejects.toMatchObject({ code: '23503' });
    await second.close();
  });

  it('behaves as closed to who gave it back', async () => {
    const lent = await openTestDatabase(kind);
    const answer = lent.query('select 1 as n', []);
    await lent.close();
    await lent.close();
    expect(await answer).toEqual([{ n: 1 }]);
    await expect(lent.ping()).rejects.toMatchObject({ problem: 'closed' });
    expect(() => lent.orm).toThrow('数据库已关闭');
  });

  it('is not lent out again when its tables were altered', async () => {
    const altered = await openTestDatabase(kind);
    await altered.query('alter table events disable trigger events_append_only', []);
    await altered.close();
    const next = await openTestDatabase(kind);
    expect(
      await next.query(`select tgenabled::text as on from pg_trigger where tgname = 'events_append_only'`, []),
    ).toEqual([{ on: 'O' }]);
    await next.close();
  });
});

it('PGlite tidies the tables that were written to, and no others', async () => {
  const db = await openTestDatabase('pglite');
  const tidied = async (): Promise<Record<string, number>> => {
    await db.query('select pg_stat_force_next_flush()', []);
    const found = await db.query<{ name: string; n: number }>(
      `select relname as name, vacuum_count::int as n from pg_stat_user_tables where relname in ('people', 'units')`,
      [],
    );
    return Object.fromEntries(found.map(({ name, n }) => [name, n]));
  };
  await tidy(db);
  const before = await tidied();
  await db.query(`insert into units (name, short_names, kind) values ('水务局', '{}', 'department')`, []);
  await tidy(db);
  await tidy(db);
  expect(await tidied()).toEqual({ people: before['people'], units: (before['units'] ?? 0) + 1 });
  await db.close();
});
