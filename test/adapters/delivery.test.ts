/** What can go wrong between the outbox and a platform, on both databases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../db/database.ts';
import { messagesSentAs } from '../../db/issue-queries.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { PostOffice } from '../support/post-office.ts';

const text = (value: string): OutgoingSegment => ({ type: 'text', text: value });
const picture: OutgoingSegment = { type: 'image', name: 't.png', data: 'AAAA', alt: '督查表' };
const sheet: OutgoingSegment = { type: 'file', name: '督查表.xlsx', data: 'BBBB' };
/** Three parts where pictures stand alone. */
const table = [text('十月督查表'), picture, sheet];
const inParts = ['十月督查表', '[图片：督查表]', '[文件：督查表.xlsx]'];

describe.each(databases)('the outbox on $name', ({ kind }) => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase(kind);
  });
  afterAll(() => db.close());

  it('sends a message in its parts, in order, each under a key of its own', async () => {
    const office = new PostOffice(db);
    const key = await office.queue('r', table);
    await office.deliver();
    expect(office.texts()).toEqual(inParts);
    expect(office.chat.tried.map((one) => one.key)).toEqual([key, `${key}#2`, `${key}#3`]);
    expect(await office.row(key)).toEqual({ state: 'delivered', partsOut: 2, error: null });
  });

  it('finds the issue of a message by the id of any of its parts', async () => {
    const office = new PostOffice(db);
    await office.queue('r', table, 7);
    await office.deliver();
    for (const { room, messageId } of office.chat.shown) {
      expect(await messagesSentAs(db, room, messageId)).toMatchObject([{ issue: 7 }]);
    }
  });

  it.each(['sent', 'written'] as const)(
    'loses and repeats no part when the process dies after anything it has %s',
    async (moment) => {
      for (let count = 1; count <= 3; count += 1) {
        const office = new PostOffice(db);
        await office.queue('r', table);
        await office.deliverUntil((what, times) => what === moment && times === count);
        await office.deliver();
        expect(office.texts(), `died after ${count}`).toEqual(inParts);
      }
    },
  );

  it('marks the part in doubt, and only that, where nothing can be looked up', async () => {
    const office = new PostOffice(db);
    office.chat.hasHistory = false;
    await office.queue('r', '第一条');
    await office.queue('r', '第二条');
    await office.queue('r', '第三条');
    await office.deliverUntil((what, times) => what === 'sent' && times === 2);
    await office.deliver();
    expect(office.texts()).toEqual(['第一条', '第二条', '（补发，若已收到请忽略）第二条', '第三条']);
  });

  it('explains a picture that may come twice, for it carries no words itself', async () => {
    const office = new PostOffice(db);
    office.chat.hasHistory = false;
    await office.queue('r', table);
    await office.deliverUntil((what, times) => what === 'sent' && times === 2);
    await office.deliver();
    expect(office.texts()).toEqual([...inParts.slice(0, 2), '下一条（补发，若已收到请忽略）', ...inParts.slice(1)]);
  });

  it('never sends the same a third time, whatever dies in between', async () => {
    const office = new PostOffice(db);
    office.chat.hasHistory = false;
    const key = await office.queue('r', '督办单');
    await office.deliverUntil((what, times) => what === 'sent' && times === 1);
    await office.deliverUntil((what, times) => what === 'sent' && times === 1);
    await office.deliver();
    expect(office.texts()).toEqual(['督办单', '（补发，若已收到请忽略）督办单']);
    expect(await office.row(key)).toMatchObject({ state: 'unknown' });
  });

  it('an answer does not overtake what waits for the same room', async () => {
    const office = new PostOffice(db);
    await office.queue('r', '先');
    const clerk = office.clerk();
    await office.answer(clerk, 'r', '后');
    await office.answer(clerk, 's', '别处不用等');
    await clerk.delivery.quiet();
    expect(office.chat.shown.map((one) => one.text)).toEqual(['别处不用等']);
    await clerk.delivery.drain();
    expect(office.texts()).toEqual(['先', '后']);
  });

  it('answers given while another is on its way follow it in order', async () => {
    const office = new PostOffice(db);
    const clerk = office.clerk();
    for (const words of ['一', '二', '三']) await office.answer(clerk, 'r', words);
    await clerk.delivery.drain();
    expect(office.texts()).toEqual(['一', '二', '三']);
  });

  it('a process that slept beyond its lease does not send what another has sent', async () => {
    const office = new PostOffice(db);
    await office.queue('r', '一');
    await office.queue('r', '二');
    const sleeper = office.clerk();
    const gate = office.chat.hold();
    await sleeper.delivery.wake();
    await gate.reached;
    office.later();
    await office.deliver();
    gate.go();
    await sleeper.delivery.quiet();
    expect(office.texts().filter((words) => words === '二')).toHaveLength(1);
  });

  it('two processes at once send each message once, and each room in order', async () => {
    const office = new PostOffice(db);
    const rooms = ['a', 'b', 'c', 'd'];
    for (let number = 1; number <= 15; number += 1) for (const room of rooms) await office.queue(room, `${number}`);
    const clerks = [office.clerk(), office.clerk(), office.clerk()];
    await Promise.all(clerks.map(({ delivery }) => delivery.drain()));
    await office.deliver();
    for (const room of rooms)
      expect(office.texts(room)).toEqual(Array.from({ length: 15 }, (_, index) => `${index + 1}`));
  });

  it('keeps what a dead channel cannot take, however long, and sends it in order when it is back', async () => {
    const office = new PostOffice(db);
    office.chat.goOffline();
    const key = await office.queue('r', '一');
    await office.queue('r', '二');
    for (let look = 0; look < 20; look += 1) {
      await office.deliver();
      office.later();
    }
    expect(await office.row(key)).toMatchObject({ state: 'waiting' });
    expect(office.chat.tried).toEqual([]);
    office.chat.comeOnline();
    await office.deliver();
    expect(office.texts()).toEqual(['一', '二']);
  });

  it('looks up after the connection is back what was under way when it went', async () => {
    const office = new PostOffice(db);
    office.chat.next('cut');
    await office.queue('r', '一');
    await office.queue('r', '二');
    await office.deliver();
    expect(office.texts()).toEqual([]);
    office.chat.comeOnline();
    await office.deliver();
    expect(office.texts()).toEqual(['一', '二']);
  });
});
