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

  it('an answer goes out at once where nothing waits, and others follow it in order', async () => {
    const office = new PostOffice(db);
    const clerk = office.clerk();
    await clerk.delivery.wake();
    for (const words of ['一', '二', '三']) await office.answer(clerk, 'r', words);
    await clerk.delivery.quiet();
    expect(office.texts()).toEqual(['一', '二', '三']);
  });

  it.each(['before its first look', 'after the channel was away', 'after it has given something back'])(
    'an answer does not overtake what waits for the same room, %s',
    async (when) => {
      const office = new PostOffice(db);
      const clerk = office.clerk();
      if (when !== 'before its first look') {
        await clerk.delivery.wake();
        if (when === 'after it has given something back') office.chat.next('cut');
        else office.chat.goOffline();
      }
      await office.answer(clerk, 'r', '先');
      await clerk.delivery.quiet();
      if (when === 'before its first look') await office.queue('r', '再');
      office.chat.comeOnline();
      await office.answer(clerk, 'r', '后');
      await clerk.delivery.quiet();
      expect(office.texts()).toEqual([]);
      await clerk.delivery.drain();
      expect(office.texts()).toEqual(when === 'before its first look' ? ['先', '再', '后'] : ['先', '后']);
    },
  );

  it('a room with a very long queue holds up no other, and loses nothing', async () => {
    const office = new PostOffice(db);
    for (let number = 1; number <= 250; number += 1) await office.queue('long', `${number}`);
    const clerk = office.clerk();
    const gate = office.chat.hold();
    await clerk.delivery.wake();
    await gate.reached;
    await office.queue('short', '别处');
    await clerk.delivery.wake();
    await office.answer(clerk, 'long', '251');
    await office.answer(clerk, 'short', '马上');
    gate.go();
    await clerk.delivery.drain();
    expect(office.texts('short')).toEqual(['别处', '马上']);
    expect(office.texts('long')).toEqual(Array.from({ length: 251 }, (_, index) => `${index + 1}`));
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

  it('a process leaves a room alone while another sends to it', async () => {
    const office = new PostOffice(db);
    await office.queue('r', '一');
    const [slow, quick] = [office.clerk(), office.clerk()];
    const gate = office.chat.hold();
    await slow.delivery.wake();
    await gate.reached;
    await office.queue('r', '二');
    await quick.delivery.drain();
    expect(office.texts()).toEqual([]);
    gate.go();
    await slow.delivery.quiet();
    await quick.delivery.drain();
    expect(office.texts()).toEqual(['一', '二']);
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

  describe('of which a room has lost its only account while others are online', () => {
    it('keeps what the room is owed, however long, and sends it in order once the account is back', async () => {
      const office = new PostOffice(db);
      const desert = `${office.chat.platform}:group:r`;
      office.chat.deserted.add(desert);
      const key = await office.queue('r', '一');
      await office.queue('r', '二');
      await office.queue('elsewhere', '别处');
      let writes = 0;
      const clerk = office.clerk((what) => {
        if (what === 'written') writes += 1;
        return false;
      });
      for (let look = 0; look < 20; look += 1) {
        await clerk.delivery.drain();
        office.later();
        if (look === 3) await office.answer(clerk, 'r', '三');
        // Looked at once, and then left alone: no lease and give-back at every look.
        if (look === 5) writes = 0;
      }
      expect(writes).toBe(0);
      expect(office.texts('elsewhere')).toEqual(['别处']);
      expect(await office.row(key)).toMatchObject({ state: 'waiting' });
      expect(office.texts()).toEqual([]);
      office.chat.deserted.delete(desert);
      await office.answer(clerk, 'r', '四');
      await clerk.delivery.drain();
      expect(office.texts()).toEqual(['一', '二', '三', '四']);
      expect(office.chat.tried).toHaveLength(5);
    });

    it('counts no try against a message whose account went while it was sent', async () => {
      const office = new PostOffice(db);
      const desert = `${office.chat.platform}:group:r`;
      const key = await office.queue('r', '一');
      const clerk = office.clerk();
      for (let time = 0; time < 6; time += 1) {
        const gate = office.chat.hold();
        const draining = clerk.delivery.drain();
        await gate.reached;
        office.chat.deserted.add(desert);
        gate.go();
        await draining;
        office.chat.deserted.delete(desert);
      }
      expect(await office.row(key)).toMatchObject({ state: 'waiting' });
      await clerk.delivery.drain();
      expect(office.texts()).toEqual(['一']);
    });
  });

  it('gives up what comes to nothing each time it is sent, and goes on with what waits behind it', async () => {
    const office = new PostOffice(db);
    office.chat.always('drop', (part) => part.some((segment) => segment.type === 'text' && segment.text === '毒'));
    const key = await office.queue('r', '毒');
    await office.queue('r', '下一条');
    await office.deliver();
    expect(office.chat.tried.map((one) => one.text)).toEqual(['毒', '毒', '毒', '毒', '下一条']);
    expect(await office.row(key)).toMatchObject({ state: 'dead', error: expect.stringContaining('没有回音') });
    expect(office.texts()).toEqual(['下一条']);
  });

  it('gives up what takes the connection with it each time it is sent, whichever process sends it', async () => {
    const office = new PostOffice(db);
    office.chat.always('cut', (part) => part.some((segment) => segment.type === 'text' && segment.text === '毒'));
    const key = await office.queue('r', '毒');
    await office.queue('r', '下一条');
    for (let time = 0; time < 10; time += 1) {
      await office.deliver();
      office.chat.comeOnline();
    }
    expect(office.chat.tried.map((one) => one.text)).toEqual(['毒', '毒', '毒', '毒', '下一条']);
    expect(await office.row(key)).toMatchObject({ state: 'dead' });
  });
});
