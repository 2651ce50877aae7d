/** What a platform will not take as it was written, and what waits in a backed-up room. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SendableSegment } from '../../bot/port.ts';
import type { Database } from '../../db/database.ts';
import { messagesSentAs } from '../../db/issue-queries.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { openTestDatabase } from '../support/database.ts';
import { PostOffice } from '../support/post-office.ts';

const text = (value: string): OutgoingSegment => ({ type: 'text', text: value });
const at = (account: string, name: string): OutgoingSegment => ({ type: 'at', account, name });
const picture: OutgoingSegment = { type: 'image', name: 't.png', data: 'AAAA', alt: '结转 3 新增 5' };
const sheet: OutgoingSegment = { type: 'file', name: '督查表.xlsx', data: 'BBBB', fallback: [picture] };
const isFile = (part: readonly SendableSegment[]): boolean => part.some(({ type }) => type === 'file');
const isPicture = (part: readonly SendableSegment[]): boolean => part.some(({ type }) => type === 'image');
const anything = (): boolean => true;

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase('pglite');
});
afterAll(() => db.close());

describe('a platform', () => {
  it('that takes no pictures and files gets their words, in one message with the rest', async () => {
    const office = new PostOffice(db, { images: 'none', fileBytes: null });
    await office.queue('r', [text('十月督查表'), picture, sheet, text('请查收')]);
    await office.deliver();
    expect(office.texts()).toEqual(['十月督查表\n结转 3 新增 5\n结转 3 新增 5\n请查收']);
  });

  it('that takes no files gets the picture in its place', async () => {
    const office = new PostOffice(db, { images: 'mixed', fileBytes: null });
    await office.queue('r', [text('台账'), sheet]);
    await office.deliver();
    expect(office.chat.shown.map(({ segments }) => segments.map(({ type }) => type))).toEqual([['text', 'image']]);
  });

  it('for which a picture is too large gets its words', async () => {
    const office = new PostOffice(db, { imageBytes: 2 });
    await office.queue('r', [picture]);
    await office.deliver();
    expect(office.texts()).toEqual(['结转 3 新增 5']);
  });

  it('that cannot be sent a file and offers nothing else says where to get it', async () => {
    const office = new PostOffice(db, { fileBytes: 2 });
    await office.queue('r', [{ type: 'file', name: '台账.xlsx', data: 'BBBB' }]);
    await office.deliver();
    expect(office.texts()).toEqual(['（文件“台账.xlsx”发不到这里，请向双访办索取）']);
  });

  it('that refuses a picture when it comes gets its words, and the parts around it once', async () => {
    const office = new PostOffice(db);
    office.chat.always('refuse', isPicture);
    await office.queue('r', [text('前'), picture, text('后')]);
    await office.deliver();
    expect(office.texts()).toEqual(['前', '结转 3 新增 5', '后']);
  });

  it('that fails at files goes from file to picture to words', async () => {
    const office = new PostOffice(db);
    office.chat.always('fail', isFile);
    office.chat.always('refuse', isPicture);
    const key = await office.queue('r', [text('台账'), sheet]);
    await office.deliver();
    expect(office.texts()).toEqual(['台账', '结转 3 新增 5']);
    expect(await office.row(key)).toMatchObject({ state: 'delivered' });
  });

  it('does not get a picture again whose words were sent just before the process died', async () => {
    const office = new PostOffice(db);
    office.chat.next('refuse');
    await office.queue('r', [picture, text('后')]);
    await office.deliverUntil((what, times) => what === 'sent' && times === 2);
    await office.deliver();
    expect(office.texts()).toEqual(['结转 3 新增 5', '后']);
  });

  it('that refuses a mention gets the name', async () => {
    const office = new PostOffice(db);
    office.chat.always('refuse', (part) => part.some(({ type }) => type === 'at'));
    await office.queue('r', [at('10001', '沈立夏'), text(' 逾期 2 件')]);
    await office.deliver();
    expect(office.chat.shown[0]?.segments).toEqual([text('@沈立夏 '), text(' 逾期 2 件')]);
  });

  it('that refuses plain words is not asked for ever', async () => {
    const office = new PostOffice(db);
    office.chat.next('refuse', 'fail', 'fail', 'fail');
    const [refused, failed] = [await office.queue('r', '一'), await office.queue('r', '二')];
    const next = await office.queue('r', '三');
    await office.deliver();
    expect(await office.row(refused)).toMatchObject({ state: 'dead', error: '不支持' });
    expect(await office.row(failed)).toMatchObject({ state: 'dead', error: '稍后再试' });
    expect(await office.row(next)).toMatchObject({ state: 'delivered' });
  });
});

describe('a message that was swallowed', () => {
  it('is sent once more after a while, in words and by name, and holds up nobody', async () => {
    const office = new PostOffice(db, { images: 'mixed' });
    office.chat.next('swallow');
    const key = await office.queue('r', [at('10001', '沈立夏'), text(' 见图'), picture]);
    await office.queue('r', '下一条');
    await office.deliver();
    expect(office.texts()).toEqual(['下一条']);
    expect(await office.row(key)).toMatchObject({ state: 'waiting', error: '风控' });
    office.later(office.limits.putOffMs);
    await office.deliver();
    expect(office.texts()).toEqual(['下一条', '（重发）@沈立夏  见图\n结转 3 新增 5']);
    expect(new Set(office.chat.tried.map((one) => one.key)).size).toBe(3);
  });

  it('is given up and kept as swallowed when it is swallowed again', async () => {
    const office = new PostOffice(db);
    office.chat.always('swallow', anything);
    const key = await office.queue('r', '日报');
    await office.deliver();
    office.later(office.limits.putOffMs);
    await office.deliver();
    office.later(office.limits.putOffMs);
    await office.deliver();
    expect(office.chat.tried.map((one) => one.text)).toEqual(['日报', '（重发）日报']);
    expect(await office.row(key)).toMatchObject({ state: 'suppressed', error: '风控' });
  });

  it('goes on after the parts that are out', async () => {
    const office = new PostOffice(db);
    await office.queue('r', [text('督查表'), picture, sheet]);
    office.chat.always('swallow', isPicture);
    await office.deliver();
    office.later(office.limits.putOffMs);
    await office.deliver();
    expect(office.texts()).toEqual(['督查表', '（重发）结转 3 新增 5', '[文件：督查表.xlsx]']);
  });
});

describe('a room that is backed up', () => {
  const backedUp = (): PostOffice => {
    const office = new PostOffice(db);
    office.limits.mergeAbove = 3;
    return office;
  };

  it('hears words in one message, pictures in their place, nothing twice', async () => {
    const office = backedUp();
    for (const words of ['一', '二', '三']) await office.queue('r', words);
    await office.queue('r', [picture]);
    for (const words of ['四', '五']) await office.queue('r', words);
    await office.deliver();
    expect(office.texts()).toEqual(['一\n\n二\n\n三', '[图片：结转 3 新增 5]', '四', '五']);
  });

  it('hears message by message what is not more than the setting', async () => {
    const office = backedUp();
    for (const words of ['一', '二', '三']) await office.queue('r', words);
    await office.deliver();
    expect(office.texts()).toEqual(['一', '二', '三']);
  });

  it('is not sent more at once than one message holds', async () => {
    const office = backedUp();
    office.limits.mergeAbove = 2;
    for (let count = 0; count < 5; count += 1) await office.queue('r', '长'.repeat(400));
    await office.deliver();
    expect(office.texts().map((words) => words.length)).toEqual([802, 802, 400]);
  });

  it('hears one by one where the platform does not punish haste', async () => {
    const office = new PostOffice(db, { paced: false });
    office.limits.mergeAbove = 1;
    for (const words of ['一', '二', '三']) await office.queue('r', words);
    await office.deliver();
    expect(office.texts()).toHaveLength(3);
  });

  it.each([true, false])('hears a merged message once when the process dies over it (history %s)', async (history) => {
    const office = backedUp();
    office.chat.hasHistory = history;
    for (const words of ['一', '二', '三', '四']) await office.queue('r', words);
    await office.deliverUntil((what) => what === 'sent');
    await office.queue('r', '五');
    await office.deliver();
    const merged = '一\n\n二\n\n三\n\n四';
    expect(office.texts()).toEqual([merged, ...(history ? [] : [`（补发，若已收到请忽略）${merged}`]), '五']);
  });

  it('hears each alone when the platform refuses them together', async () => {
    const office = backedUp();
    office.chat.always('refuse', (part) => part.length > 1);
    for (const words of ['一', '二', '三', '四']) await office.queue('r', words);
    await office.queue('r', [picture]);
    await office.deliver();
    expect(office.texts()).toEqual(['一', '二', '三', '四', '[图片：结转 3 新增 5]']);
  });

  it('is told by the merged message which issues it was about', async () => {
    const office = backedUp();
    for (const issue of [1, 2, 2, 3]) await office.queue('r', [{ type: 'number' }, text(' 已受理')], issue);
    await office.deliver();
    const [shown] = office.chat.shown;
    expect(shown?.text).toBe('#1 已受理\n\n#2 已受理\n\n#2 已受理\n\n#3 已受理');
    const sent = await messagesSentAs(db, shown?.room ?? '', shown?.messageId ?? '');
    expect(sent.map(({ issue }) => issue)).toEqual([1, 2, 2, 3]);
  });
});
