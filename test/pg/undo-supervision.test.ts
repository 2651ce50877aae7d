/** 撤销 and the other side's next step in the same moment: exactly one of them is written. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/connect.ts';
import { commitJob, noWork } from '../../db/job-commit.ts';
import { confirmFlag } from '../../db/rectifications.ts';
import { openJointItem, openJointItems } from '../../db/joint-items.ts';
import { appendEvent } from '../../db/supervision-events.ts';
import { loadFlag } from '../../db/supervision.ts';
import { lastSupervisionBy, takeBackSupervision } from '../../db/take-back-supervision.ts';
import { decideTakingBack } from '../../domain/taken-back.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { seedDistrict } from '../support/district.ts';
import { hardEvidence } from '../support/evidence.ts';
import { listOf } from '../support/follow.ts';

const NOW = Date.parse('2026-10-12T02:00:00Z');
const TIMES = 12;
const INSPECTOR = 6;
const OFFICE = 7;

describe.each(databases)('taken back while the other side acts on $name', ({ kind }) => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase(kind);
    await seedDistrict(db);
    const evidence = { ...hardEvidence, from: '2026-07-12', to: '2026-10-12', issues: [] };
    const surge = { counts: [0, 4], tail: 1e-5, average: 0.5, tested: 24, apart: [], towns: [], issues: [] };
    const each = Array.from({ length: 3 * TIMES }, (_, index) => index + 1);
    await commitJob(
      db,
      { job: 'weekly-flags', dueAt: NOW, skipped: [] },
      {
        ...noWork,
        flagDay: '2026-10-12',
        // One of each kind and unit a day: the kinds are told apart by a name of their own here.
        flags: each.map((id) => ({ id, kind: `untouched${id}` as 'untouched', unit: 2, evidence })),
        emerging: each.map((id) => ({
          id,
          week: `2026-${String(Math.floor(id / 28) + 1).padStart(2, '0')}-${String((id % 28) + 1).padStart(2, '0')}`,
          town: 11,
          category: 3,
          level: 'alarm' as const,
          evidence: surge,
        })),
      },
      NOW,
    );
  });
  afterAll(() => db.close());

  /** What `by` did last is taken back, as it stood when it was read. */
  async function reading(by: number, messageId: string): Promise<() => Promise<'done' | 'seen' | 'gone'>> {
    const last = await lastSupervisionBy(db, by, NOW - 1);
    if (last === null) throw new Error(`${by} has done nothing`);
    const decision = decideTakingBack(last.lists, last.source, NOW, 2);
    if (!decision.ok) throw new Error(decision.refusal.code);
    const message = { room: 'console:group:liaison', messageId };
    const taking = { at: NOW, message, told: [], answer: messageId, outbox: [] };
    const { source } = last;
    return () => takeBackSupervision(db, taking, { undone: decision.undone, by, message: `undo ${messageId}`, source });
  }
  const confirm = (flag: number, source: string, joins: { number: number; version: number } | null = null) =>
    confirmFlag(db, {
      flag,
      joins,
      source,
      event: {
        type: 'suggested',
        at: NOW + flag,
        actor: INSPECTOR,
        data: { flag, kind: 'untouched', unit: 2, planDue: '2026-10-19' },
      },
    });

  it('a confirmation and the plan of the unit: the flag waits again, or the plan is there', async () => {
    for (let flag = 1; flag <= TIMES; flag += 1) {
      expect(await confirm(flag, `confirm ${flag}`)).toBe('confirmed');
      const undo = await reading(INSPECTOR, `c${flag}`);
      const plan = { documentNumber: '1号', steps: [{ day: '2026-10-20', person: '罗一鸣', text: '排查' }] };
      const event = { type: 'planSubmitted' as const, at: NOW, actor: 5, data: plan };
      const acts = [undo, () => appendEvent(db, 'rectification', flag, 2, event, `plan ${flag}`)] as const;
      const [first, second] = flag % 2 === 0 ? acts : [acts[1], acts[0]];
      await Promise.all([first(), second()]);
      const list = await listOf(db, 'rectification', flag);
      expect(list).toHaveLength(2);
      const undone = list[1] === 'undone';
      expect(await listOf(db, 'flag', flag)).toEqual(undone ? ['confirmed', 'undone'] : ['confirmed']);
      expect((await loadFlag(db, flag))?.state).toBe(undone ? 'draft' : 'confirmed');
    }
  });

  it('a joint item and another surge that joins it: nothing is dealt with in an item that was taken back', async () => {
    for (let item = 1; item <= TIMES; item += 1) {
      const [first, second] = [2 * item - 1, 2 * item];
      const opening = { seq: 1, unit: 3, text: null, due: null, by: OFFICE, at: NOW + item };
      await openJointItem(db, { ...opening, emerging: first, source: `open ${item}` });
      const undo = await reading(OFFICE, `j${item}`);
      await Promise.all([undo(), openJointItem(db, { ...opening, emerging: second, by: 8, source: `join ${item}` })]);
      const open = await openJointItems(db, null);
      expect(open.length).toBeLessThanOrEqual(1);
      for (const one of open) {
        expect(one.surges).toContain(second);
        const event = { type: 'settled' as const, at: NOW, actor: 8, data: { note: null } };
        expect(await appendEvent(db, 'jointItem', one.number, one.version + 1, event, `settle ${one.number}`)).toBe(
          true,
        );
      }
    }
  });

  it('said twice at once it is taken back once', async () => {
    const flag = 3 * TIMES;
    await confirm(flag, 'confirm last');
    const [one, other] = [await reading(INSPECTOR, 'twice'), await reading(INSPECTOR, 'twice')];
    const ends = await Promise.all([one(), other()]);
    expect(ends.filter((end) => end === 'done')).toHaveLength(1);
    expect(await listOf(db, 'flag', flag)).toEqual(['confirmed', 'undone']);
  });
});
