/** Somebody named by an @ instead of by name. */
import { afterAll, beforeAll, beforeEach, describe, it } from 'vitest';
import type { IncomingSegment } from '../../domain/message.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { joins } from '../support/roster.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('an @ on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:00');
    // There are two of the name.
    await joins(stage, { name: '苏景行', unit: '新塘街道', account: 'p33' });
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
  /** Who owes the resident the answer, and why it was given to them. */
  const owes = async (issue: number, who: RegExp): Promise<void> => {
    await stage.says('方既白', '私聊', `查询 #${issue}`).bot(who);
  };

  it('says to whom an issue is handed over, one of two namesakes too, wherever it stands among the words', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 拱秀社区木门框被白蚁蛀空').bot(/已登记 #1/);
    await 郭辛夷.says('上报 陈公桥社区路灯不亮').bot(/已登记 #2/);
    await officeSays(at('huiyin'), text(' 移交 #1 '), at('p33'), text(' 郭辛夷 外出学习'));
    await stage.room('督查联络群').heard(/^#1 首问责任已移交苏景行/);
    await stage.person('郭辛夷').heard(/#1 首问责任已由双访办移交苏景行，原因：郭辛夷 外出学习/);
    await owes(1, /首问：苏景行（接手），郭辛夷/);
    await owes(2, /首问：郭辛夷，/);
  });

  it('and of everything, from whom and to whom keep their places', async () => {
    await officeSays(text('/移交 全部 郭辛夷 '), at('p33'), text(' 调离'));
    await stage.room('督查联络群').heard(/苏景行/);
    for (const issue of [1, 2]) await owes(issue, /首问：苏景行（接手），郭辛夷/);
  });

  it('of somebody the roster does not know is answered by asking for a name', async () => {
    await officeSays(text('/移交 #1 '), at('nobody'), text(' 出差'));
    await stage.room('督查联络群').heard(/缺少接手人/);
    await owes(1, /首问：苏景行（接手）/);
  });
});
