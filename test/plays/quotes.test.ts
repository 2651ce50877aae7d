/** Quoting what the bot said means its issue: merged, in parts, after a restart, and when the platform forgot the id. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadIssue } from '../../db/commit.ts';
import type { Database } from '../../db/database.ts';
import type { SettingKey } from '../../domain/settings.ts';
import { openTestDatabase } from '../support/database.ts';
import type { ScriptedChat } from '../support/scripted-chat.ts';
import { changeSetting } from '../support/settings.ts';
import { seedTwoChannels, TwoChannels } from '../support/two-channels.ts';

let db: Database;
let stage: TwoChannels;
const paced = (qq: ScriptedChat): void => void (qq.limits = { ...qq.limits, paced: true });

beforeAll(async () => {
  db = await openTestDatabase('pglite');
  await seedTwoChannels(db);
  const values: Partial<Record<SettingKey, number>> = {
    'delivery.roomSeconds': 0,
    'delivery.accountPerMinute': 1e6,
    'delivery.mergeAbove': 1,
  };
  for (const [key, value] of Object.entries(values)) await changeSetting(db, key as SettingKey, value, 0);
});
beforeEach(async () => {
  stage = await TwoChannels.open(db, '2026-10-12T10:00', paced);
});
afterEach(() => stage.close());
afterAll(() => db.close());

const last = async (): Promise<number> => {
  const [row] = await db.query<{ last: number }>('select max(number) as last from issues', []);
  return row?.last ?? 0;
};
/** 沈立夏 answers in the group of the housing bureau, quoting. */
const quoting = async (messageId: string, text: string, words: string | null = null): Promise<string | undefined> => {
  await stage.says(stage.qq, 'p2', 'housing', text, [{ type: 'quote', messageId, text: words }]);
  return stage.heard(stage.qq, 'housing').at(-1);
};
const statusOf = async (number: number) => (await loadIssue(db, number))?.status;

describe('a merged message that is quoted', () => {
  /** Two notices that waited for the group while QQ was away. */
  const merged = async (): Promise<{ id: string; first: number; second: number }> => {
    await stage.lose(stage.qq);
    for (const text of ['白蚁成灾', '外墙漏水']) {
      await stage.says(stage.wecom, 'w2', null, `上报 拱秀社区${text}`);
    }
    await stage.regain(stage.qq);
    const shown = stage.qq.shown.find((one) => one.room === 'onebot:group:housing');
    const second = await last();
    expect(shown?.text).toMatch(new RegExp(`#${second - 1} 新交办[^]+\n\n.*#${second} 新交办`));
    return { id: shown?.messageId ?? '', first: second - 1, second };
  };

  it.each(['in the same process', 'after a restart'])('asks which issue is meant, %s', async (when) => {
    const { id, first, second } = await merged();
    if (when === 'after a restart') {
      await stage.close();
      stage = await TwoChannels.open(db, '2026-10-12T10:30', paced);
    }
    expect(await quoting(id, '受理')).toMatch(
      new RegExp(`引用的消息说到几件事（#${first}、#${second}），请写明是哪一件的编号`),
    );
    expect(await statusOf(first)).toBe('reported');
    expect(await quoting(id, `受理 ${second}`)).toMatch(new RegExp(`#${second} 已受理`));
    expect(await quoting(id, `办结 #${first} 已喷药`)).toMatch(new RegExp(`#${first} 办理结果已记录`));
  });

  it('means the one whose number stands in the quoted words', async () => {
    const { id, second } = await merged();
    expect(await quoting(id, '受理', `#${second} 新交办：房屋安全`)).toMatch(new RegExp(`#${second} 已受理`));
  });

  it('does not take the kind of a reply or a count of days for an issue', async () => {
    const { id } = await merged();
    expect(await quoting(id, '延期 3天 等材料')).toMatch(/引用的消息说到几件事/);
  });
});

describe('a message in parts that is quoted', () => {
  it.each([0, 1])('means its issue by part %i, also after a restart', async (part) => {
    stage.qq.limits = { ...stage.qq.limits, text: 60 };
    await stage.says(stage.wecom, 'w2', null, '上报 拱秀社区白蚁成灾');
    const number = await last();
    const parts = stage.qq.shown.filter((one) => one.room === 'onebot:group:housing');
    expect(parts.length).toBeGreaterThan(1);
    await stage.close();
    stage = await TwoChannels.open(db, '2026-10-12T10:30', paced);
    expect(await quoting(parts[part]?.messageId ?? '', '受理')).toMatch(new RegExp(`#${number} 已受理`));
  });
});

describe('a message whose id the platform has changed', () => {
  it('or given to another since, means the newer one', async () => {
    stage.qq.ids.push('7');
    await stage.says(stage.wecom, 'w2', null, '上报 拱秀社区白蚁成灾');
    await stage.close();
    stage = await TwoChannels.open(db, '2026-10-12T10:30', paced);
    stage.qq.ids.push('7');
    await stage.says(stage.wecom, 'w2', null, '上报 陈公桥社区白蚁成灾');
    const number = await last();
    await stage.close();
    stage = await TwoChannels.open(db, '2026-10-12T10:40', paced);
    expect(await quoting('7', '受理')).toMatch(new RegExp(`#${number} 已受理`));
  });

  it('means the issue whose number stands in the quoted words', async () => {
    await stage.says(stage.wecom, 'w2', null, '上报 拱秀社区白蚁成灾');
    const number = await last();
    expect(await quoting('gone', '受理', `已登记 #${number} 白蚁防治`)).toMatch(new RegExp(`#${number} 已受理`));
  });

  it('and that names several, asks', async () => {
    await stage.says(stage.wecom, 'w2', null, '上报 拱秀社区白蚁成灾');
    const number = await last();
    expect(await quoting('gone', '受理', `逾期 2 件：#${number} #${number - 1}`)).toMatch(/引用的消息说到几件事/);
  });

  it('and that names none, is no business of the bot', async () => {
    const before = stage.heard(stage.qq, 'housing').length;
    await quoting('gone', '受理', '大家早');
    expect(stage.heard(stage.qq, 'housing')).toHaveLength(before);
  });
});

describe('a digest that is quoted', () => {
  it('means the only issue it names', async () => {
    await stage.says(stage.qq, 'p1', 'cluster', '上报 拱秀社区白蚁成灾');
    const number = await last();
    await stage.says(stage.qq, 'p2', 'housing', `/查询 白蚁`);
    const list = stage.qq.shown.findLast((one) => one.room === 'onebot:group:housing');
    const named = [...(list?.text.matchAll(/#(\d+)/g) ?? [])].map((found) => Number(found[1]));
    const answer = await quoting(list?.messageId ?? '', '受理');
    expect(answer).toMatch(named.length === 1 ? new RegExp(`#${number} 已受理`) : /说到几件事/);
  });
});
