/** The district on QQ over a real wire: reports and cards, a kicked account, a server that says no and has sent. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { House } from '../../compose.ts';
import type { Database } from '../../db/database.ts';
import { FakeOneBot } from '../../fakes/onebot.ts';
import { openTestDatabase } from '../support/database.ts';
import { CADRE, CLUSTER, HOUSING, houseOnQq, LIAISON, members } from '../support/on-qq.ts';
import { until } from '../support/until.ts';

let db: Database;
let qq: FakeOneBot;
let house: House;

const groups = [1, 2, 3, 4].map((room) => ({
  id: 70_000 + room,
  // The bot is an administrator of the cluster's group alone.
  admins: 70_000 + room === CLUSTER ? [99_999] : [],
  members,
}));

const said = (group: number): string[] =>
  qq.sent.filter(({ kind, target }) => kind === 'group' && target === group).map(({ text }) => text);
const state = () => house.core.connections().find(({ platform }) => platform === 'onebot');
const quoting = (id: number, text: string) => [
  { type: 'reply', data: { id: String(id) } },
  { type: 'text', data: { text } },
];

beforeEach(async () => {
  db = await openTestDatabase('pglite');
  qq = await FakeOneBot.start({ groups });
  ({ house } = await houseOnQq(db, [qq.url]));
  await until(() => state()?.online === true);
});

afterEach(async () => {
  await house.stop();
  await qq.stop();
  await db.close();
});

describe('the district on QQ', () => {
  it('registers a report that is pushed twice once, and takes a quoted card for what it is about', async () => {
    qq.say(CLUSTER, CADRE, '/上报 拱秀社区白蚁成灾', { times: 2 });
    const card = await qq.waitForSent(({ target, text }) => target === HOUSING && /白蚁/.test(text));
    qq.say(HOUSING, LIAISON, quoting(card.messageId, '受理'));
    await qq.waitForSent(({ target, text }) => target === HOUSING && /已受理/.test(text));
    await house.quiet();
    expect(said(CLUSTER).filter((text) => /已登记/.test(text))).toHaveLength(1);
    expect(await db.query('select count(*)::int as count from issues', [])).toEqual([{ count: 1 }]);
  });

  it('takes personal data out of a group where it is an administrator, and asks where it is none', async () => {
    qq.say(CLUSTER, CADRE, '/上报 拱秀社区3幢2单元501室白蚁成灾 电话 13812345678');
    await until(() => said(CLUSTER).length > 0);
    qq.say(HOUSING, LIAISON, '/办理 #1 已联系住户 13812345678');
    await until(() => said(HOUSING).some((text) => /进展已记录/.test(text)));
    await house.quiet();
    const left = (group: number) => JSON.stringify(qq.qq.history({ group }).filter(({ sender }) => sender !== 99_999));
    expect(left(CLUSTER)).not.toContain('13812345678');
    expect(left(HOUSING)).toContain('13812345678');
    for (const group of [CLUSTER, HOUSING]) {
      expect(said(group).join('\n')).toMatch(/个人信息（电话号码[^]*请尽快撤回/);
      expect(said(group).join('\n')).not.toContain('13812345678');
    }
    expect(await db.query('select count(*)::int as count from issues', [])).toEqual([{ count: 1 }]);
  });

  it('shows a card once that the server says it did not send, or says nothing of', async () => {
    qq.next('send_group_msg', '1200-but-sent', 'hang');
    qq.say(CLUSTER, CADRE, '/上报 拱秀社区白蚁成灾');
    await qq.waitForSent(({ target }) => target === CLUSTER);
    await qq.waitForSent(({ target }) => target === HOUSING);
    qq.say(CLUSTER, CADRE, '/查询 #1');
    await until(() => said(CLUSTER).length === 2);
    await house.quiet();
    expect([said(CLUSTER).length, said(HOUSING).length]).toEqual([2, 1]);
  });

  it('waits while the account is thrown out of QQ, and catches up once it is back', async () => {
    qq.kick('你的帐号当前登录已失效，请重新登录。');
    await until(() => state()?.online === false);
    expect(state()?.reason).toMatch(/当前登录已失效/);
    qq.say(CLUSTER, CADRE, '/上报 拱秀社区白蚁成灾');
    qq.say(CLUSTER, CADRE, '/上报 拱秀社区垃圾没人收');
    await house.quiet();
    expect(qq.sent).toEqual([]);
    qq.setOnline(true);
    await qq.restart();
    await until(() => said(CLUSTER).length > 0);
    await house.quiet();
    // Both in one message, in their order.
    expect(said(CLUSTER)).toEqual([expect.stringMatching(/#1 白蚁防治[^]*#2 市容环境/)]);
  });
});
