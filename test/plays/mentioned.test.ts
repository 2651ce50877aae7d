/** Somebody named by an @ instead of by name. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import { accounts, people, personRoles } from '../../db/schema/index.ts';
import type { IncomingSegment } from '../../domain/message.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { seedDistrict } from '../support/district.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('an @ on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    const db = await openTestDatabase(kind);
    await seedDistrict(db);
    await db.orm.insert(people).values([{ id: 33, name: '苏景行', unit: 12 }]);
    await db.orm.insert(personRoles).values([{ person: 33, role: 'cadre' as const, unit: 12 }]);
    await db.orm.insert(accounts).values([{ platform: 'console', account: 'p33', person: 33 }]);
    stage = await Stage.reopen(db, '2026-10-12T09:00');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  let said = 0;
  const officeSays = async (...segments: IncomingSegment[]): Promise<void> => {
    said += 1;
    await stage.house.receive({
      self: 'huiyin',
      room: stage.address('督查联络群'),
      sender: { account: 'p7', name: '方既白' },
      messageId: `mentioned-${said}`,
      at: stage.at,
      segments,
    });
  };
  const text = (words: string): IncomingSegment => ({ type: 'text', text: words });
  const at = (account: string): IncomingSegment => ({ type: 'at', account });
  const duties = async () => [
    (await loadIssue(stage.house.core.db, 1))?.duty,
    (await loadIssue(stage.house.core.db, 2))?.duty,
  ];

  it('says to whom an issue is handed over, one of two namesakes too, wherever it stands among the words', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区木门框被白蚁蛀空').bot(/已登记 #1/);
    await 郭辛夷.says('上报 陈公桥社区路灯不亮').bot(/已登记 #2/);
    const [from] = await duties();
    await officeSays(at('huiyin'), text(' 移交 #1 '), at('p33'), text(' 郭辛夷 外出学习'));
    await stage.room('督查联络群').heard(/^#1 首问责任已移交苏景行/);
    expect(await duties()).toEqual([33, from]);
    const events = await stage.house.core.db.query<{ reason: string }>(
      `select data ->> 'reason' as reason from events where issue = 1 and type = 'dutyHandedOver'`,
      [],
    );
    expect(events).toEqual([{ reason: '郭辛夷 外出学习' }]);
  });

  it('and of everything, from whom and to whom keep their places', async () => {
    const [, from] = await duties();
    await officeSays(text('/移交 全部 郭辛夷 '), at('p33'), text(' 调离'));
    await stage.room('督查联络群').heard(/苏景行/);
    expect(await duties()).toEqual([33, 33]);
    expect(from).not.toBe(33);
  });

  it('of somebody the roster does not know is answered by asking for a name', async () => {
    await officeSays(text('/移交 #1 '), at('nobody'), text(' 出差'));
    await stage.room('督查联络群').heard(/缺少接手人/);
    expect(await duties()).toEqual([33, 33]);
  });
});
