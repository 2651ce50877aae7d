/** Editions written by two at once, and asked for twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { commitJob, noWork } from '../../db/job-commit.ts';
import { commitCorrection, loadEdition, type Correction } from '../../db/monthly-editions.ts';
import { commitPackCorrection, loadPack, packOf } from '../../db/quarterly-packs.ts';
import type { PackEdition, UnsolvedForm } from '../../domain/handover-form.ts';
import type { Edition } from '../../domain/monthly-table.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { seedDistrict } from '../support/district.ts';
import { monthlyTable, unitMonth } from '../support/monthly.ts';

const NOW = Date.parse('2026-11-02T01:30:00Z');

const edition = (number: number): Edition => ({
  table: monthlyTable([unitMonth(1, '住建局')], { edition: number }),
  files: [{ kind: 'sheet', name: `第${number}版.xlsx`, bytes: Uint8Array.from([0, 255, 92, 39, number]) }],
});
const correction = (number: number, messageId: string): Correction => ({
  edition: edition(number),
  at: NOW,
  by: 7,
  message: { room: 'console:private:p7', messageId },
  outbox: [
    {
      dedupeKey: `correction:${messageId}`,
      platform: 'console',
      room: 'console:group:liaison',
      segments: [{ type: 'text', text: messageId }],
      runAt: NOW,
      issue: null,
      batch: null,
    },
  ],
});

describe.each(databases)('editions on $name', ({ kind }) => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase(kind);
    await seedDistrict(db);
    const claim = { job: 'monthly-table', dueAt: NOW, skipped: [] };
    expect(await commitJob(db, claim, { ...noWork, edition: edition(1) }, NOW)).toBe(true);
  });
  afterAll(() => db.close());

  it('are read as the bytes that were written', async () => {
    const read = await loadEdition(db, '2026-10');
    expect(read?.files.map((file) => ({ ...file, bytes: [...file.bytes] }))).toEqual([
      { kind: 'sheet', name: '第1版.xlsx', bytes: [0, 255, 92, 39, 1] },
    ]);
    expect(await loadEdition(db, '2026-09')).toBeNull();
  });

  it('corrected by two at once are issued once; the other decides anew, and nothing of his is said', async () => {
    const ends = await Promise.all([
      commitCorrection(db, correction(2, 'a')),
      commitCorrection(db, correction(2, 'b')),
    ]);
    expect(ends.sort()).toEqual(['conflict', 'done']);
    expect(await db.query(`select count(*)::int as said from outbox where dedupe_key like 'correction:%'`, [])).toEqual(
      [{ said: 1 }],
    );
    expect((await loadEdition(db, '2026-10'))?.table.edition).toBe(2);
  });

  it('of a quarterly pack are issued once, too, and name the newest pack that lists an issue', async () => {
    const form = { issue: 7 } as UnsolvedForm;
    const pack = (number: number, forms: readonly UnsolvedForm[]): PackEdition => ({
      pack: {
        quarter: { from: '2026-07-01', to: '2026-09-30' },
        until: NOW,
        forms,
        edition: number,
        issuedAt: NOW,
        issuedBy: null,
        changes: null,
      },
      file: { name: `第${number}版.docx`, bytes: Uint8Array.from([0, 255, number]) },
    });
    const claim = { job: 'quarterly-pack', dueAt: NOW, skipped: [] };
    expect(await commitJob(db, claim, { ...noWork, pack: pack(1, [form]) }, NOW)).toBe(true);
    expect(await packOf(db, 7)).toEqual({ quarter: '2026-07-01', edition: 1 });
    const by = (messageId: string) => ({ ...correction(2, messageId), outbox: [] });
    const ends = await Promise.all([
      commitPackCorrection(db, pack(2, []), by('p')),
      commitPackCorrection(db, pack(2, []), by('q')),
    ]);
    expect(ends.sort()).toEqual(['conflict', 'done']);
    expect([...((await loadPack(db, '2026-07-01'))?.file?.bytes ?? [])]).toEqual([0, 255, 2]);
    expect(await loadPack(db, '2026-04-01')).toBeNull();
    // What a correction no longer lists is not on the pack any more.
    expect(await packOf(db, 7)).toBeNull();
  });

  it('do not skip a number, and a message delivered twice is answered once', async () => {
    expect(await commitCorrection(db, correction(4, 'c'))).toBe('conflict');
    expect(await commitCorrection(db, correction(3, 'c'))).toBe('done');
    expect(await commitCorrection(db, correction(4, 'c'))).toBe('seen');
  });
});
