/** An emerging issue becomes a joint item: one unit leads it, it is reminded of its day, and somebody settles it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killedBeforeAnswering } from '../support/again.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { wordsOf } from '../support/documents.ts';
import { Stage } from '../support/stage.ts';
import { surges } from '../support/weeks.ts';

describe.each(databases)('a joint item on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-08-24T09:00');
    await stage.says('郭辛夷', '私聊', '上报 拱秀社区外墙漏水').bot(/已登记 #1/);
    // Six quiet weeks; then lamps go out in one town, and neighbours quarrel in all of them.
    await stage.sleepUntil('2026-10-10T10:00');
    const lamps = [1, 2, 3].map((count) => `拱秀社区${count}号路灯不亮`);
    const quarrels = ['拱秀社区', '新塘街道紫霞村委会', '河上镇紫霞村委会'].map((place) => `${place}邻居吵架`);
    const raised = await surges(stage, [...lamps, ...quarrels], '2026-10-12');
    expect([...raised.keys()].sort()).toEqual(['全区·邻里纠纷', '城厢街道·道路交通']);
    await stage.clock('2026-10-15T09:00');
    await stage.says('郭辛夷', '私聊', '上报 拱秀社区4号路灯不亮').bot(/已登记 #8/);
    stage.hush();
  });
  afterAll(() => stage.end());

  it('is opened by the office for an emerging issue, links the issues behind it and is led by the unit of the category', async () => {
    const 方既白 = stage.person('方既白').in('督查联络群');
    await stage.says('秦望舒', '督查联络群', '/立项 1').bot(/“立项”只有/);
    await 方既白.says('/立项 9').bot(/没有第 9 号苗头/);
    await 方既白.says('/立项 2').bot(/这类事项没有固定的主管单位，请写主办单位，例如：立项 2 住建局/);
    await 方既白.says('/立项 1 10月1日').bot(/10月1日（周四）已经过去/);
    stage.hush();
    await 方既白
      .says('/立项 1 11月12日 更换老旧路灯')
      .bot(/^联合事项 1 号已立项：城厢街道·道路交通，交通运输局主办，共 3 件，11月12日（周四）前办结。$/);
    await stage
      .person('秦望舒')
      .heard(
        /^【联合事项】1 号 城厢街道·道路交通，由交通运输局主办，11月12日（周四）前办结：更换老旧路灯。涉及 3 件：#2、#3、#4。[^]*联合 办结 1 怎样解决的$/,
      );
    await 方既白.says('/立项 1').bot(/^第 1 号苗头此前已立项：联合事项 1 号。$/);
    await 方既白
      .says('/苗头 排除 1 普查')
      .bot(/^第 1 号苗头已立项，由联合事项 1 号办理，不能排除。查实无须办理的请发：联合 销号 1 说明$/);
    await 方既白.says('/苗头 1').bot(/已立项：联合事项 1 号，发送“联合 1”查看/);
  });

  it('is shown on the cards of its issues, in groups without what residents said', async () => {
    await stage
      .says('贺云帆', '执法局群', '/查询 #3')
      .bot(/^#3 · 道路交通 · 交通运输局 [^\n]*\n联合事项：1 号（交通运输局主办，办理中）$/);
    await stage.says('郭辛夷', '私聊', '/查询 #4').bot(/内容：[^]*\n联合事项：1 号（交通运输局主办，办理中）$/);
    await stage.says('郭辛夷', '私聊', '/查询 #8').bot(/^(?![^]*联合事项)/);
  });

  it('takes up a later surge of the same kind while it is open', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    await stage.sleepUntil('2026-11-06T10:00');
    const lamps = [1, 2, 3, 4, 5, 6].map((count) => `陈公桥社区${count}号路灯不亮`);
    const again = await surges(stage, lamps, '2026-11-09');
    expect(again.get('城厢街道·道路交通')).toBe(3);
    await 顾清和.says('/立项 3 住建局').bot(/^第 3 号苗头已并入联合事项 1 号（交通运输局主办），现共 9 件。$/);
    await stage.person('秦望舒').heard(/又有同类事项并入，现共 9 件：#2、#3、#4、#9、#10、#11、#12、#13、#14/);
    await 顾清和
      .says('/联合 1')
      .bot(/依据：苗头 1 号、苗头 3 号\n主办：交通运输局　期限：11月12日（周四）\n说明：更换老旧路灯/);
    await 顾清和
      .says('/立项 2 城厢街道')
      .bot(/^联合事项 2 号已立项：全区·邻里纠纷，城厢街道主办，共 3 件。要定期限请发/);
  });

  it('is reminded of its day, and is overdue before the group until the unit reports it done', async () => {
    const 秦望舒 = stage.person('秦望舒').in('私聊');
    await 秦望舒.says('/联合 进展 1 已排查 12 处').bot(/^联合事项 1 号进展已记录。$/);
    await stage.room('督查联络群').heard(/^【联合事项】1 号 城厢街道·道路交通（交通运输局主办）：进展：已排查 12 处$/);
    await stage.clock('2026-11-11T10:00');
    await 秦望舒.heard(/联合事项 1 项：\n联合事项 1 号 城厢街道·道路交通，11月12日（周四）到期/);
    stage.hush();
    await stage.clock('2026-11-13T10:00');
    await stage
      .room('督查联络群')
      .heard(/联合事项逾期 1 项：\n交通运输局 联合事项 1 号 城厢街道·道路交通，逾期 1 个工作日/);
    await 秦望舒.says('/联合').bot(/^联合事项 1 项：\n1 城厢街道·道路交通〔逾期未办结〕交通运输局主办，9 件，11月12日/);
    await 秦望舒.says('/联合 2').bot(/只能查看本单位的联合事项。其他的由督查联络员、双访办、区领导查看。/);
    await 秦望舒.says('/联合 销号 1').bot(/联合事项由督查联络员、双访办销号。办好请发/);
    await stage
      .says('贺云帆', '私聊', '/联合 进展 1 我局也看过')
      .bot(/联合事项 1 号由交通运输局主办，由该单位的联络员或负责人报进展、报办结/);
    await stage.says('方既白', '私聊', '/联合 退回 1 还不亮').bot(/联合事项 1 号还没有报办结，不用退回/);
    await 秦望舒.says('/联合 9').bot(/没有联合事项 9 号。发送“联合”可看全部/);
    await 秦望舒.says('/联合 办结 1').bot(/请写全，例如：联合 办结 3 怎样解决的/);
    stage.hush();
    await 秦望舒.says('/联合 办结 1 老旧路灯已全部更换').bot(/已报办结，等双访办或督查联络员核实/);
    await stage
      .room('督查联络群')
      .heard(/已报办结：老旧路灯已全部更换\n请核实后回复：联合 销号 1　或　联合 退回 1 原因 @方既白/);
    await stage.says('方既白', '私聊', '/我的').bot(/待我核实的联合事项（1 项）\n1 城厢街道·道路交通〔待核〕/);
  });

  it('is sent back with a new day or settled, and only then leaves the lists', async () => {
    const 秦望舒 = stage.person('秦望舒').in('私聊');
    const 方既白 = stage.person('方既白').in('督查联络群');
    await 秦望舒.says('/联合 进展 1 又巡了一遍').bot(/联合事项 1 号已报办结，等双访办或督查联络员核实/);
    await 方既白.says('/联合 退回 1 仍有两处不亮').bot(/联合事项 1 号退回，请于11月20日（周五）前重办：仍有两处不亮/);
    await 方既白.says('/联合 期限 1 11月10日').bot(/11月10日（周二）已经过去，请写今天以后的日期/);
    await 方既白.says('/联合 期限 1 11月27日').bot(/联合事项 1 号期限定为11月27日（周五）/);
    await 秦望舒.says('/联合 办结 1 两处已修').bot(/已报办结/);
    stage.hush();
    await 方既白.says('/联合 销号 1 已现场核实').bot(/^联合事项 1 号已销号：已现场核实$/);
    await 秦望舒.heard(/【联合事项】1 号已核实销号：已现场核实/);
    await 方既白.says('/联合 销号 1').bot(/联合事项 1 号此前已销号。又有同类情况的，请重新立项/);
    await 方既白.says('/联合').bot(/^联合事项 1 项：\n2 全区·邻里纠纷/);
    await 方既白.says('/查询 #2').bot(/联合事项：1 号（交通运输局主办，已销号）/);
    const elsewhere = [1, 2, 3, 4, 5].map((count) => `新塘街道紫霞村委会${count}号路灯不亮`);
    await stage.sleepUntil('2026-11-27T10:00');
    await surges(stage, elsewhere, '2026-11-30');
    expect(stage.transcript.filter(({ text, at }) => at > stage.at - 3_600_000 && text.includes('联合事项'))).toEqual(
      [],
    );
    await expect(stage.house.core.db.query('delete from joint_items', [])).rejects.toThrow(/append-only/);

    const reported = async (month: string): Promise<string> => {
      await 方既白.says(`/月报 ${month} Word`).bot(/民情问题办理情况月报/);
      return wordsOf(await stage.room('督查联络群').heard(/^\[文件：2026年\d+月民情月报[^\]]*\.docx/));
    };
    // October's report says how it stood when it was issued, November's how it came out.
    expect(await reported('10月')).toMatch(
      /倾向性苗头性问题\n本月预警 \d 项，关注 \d 项[^]*城厢街道·道路交通\n预警\n3\n0\.0\n联合事项 1 号，交通运输局主办，办理中\n/,
    );
    expect(await reported('11月')).toMatch(
      /城厢街道·道路交通\n预警\n6\n0\.\d\n联合事项 1 号，交通运输局主办，已销号\n/,
    );
  });

  it('is opened once, though the message is delivered again after a crash before its answer', async () => {
    // By then lamps go out elsewhere, and the weekly look of that morning has found it.
    await stage.says('顾清和', '私聊', '苗头 新塘').bot(/^第 4 号苗头/);
    const opening = stage.person('方既白').in('督查联络群').message('/立项 4', 'cut');
    const said = await killedBeforeAnswering(stage, opening, '2026-11-30T10:10');
    expect(said.filter(({ text }) => text.startsWith('联合事项 3 号已立项：新塘街道·道路交通'))).toHaveLength(1);
    await stage.says('方既白', '督查联络群', '/联合').bot(/^联合事项 2 项：[^]*\n3 新塘街道·道路交通/);
  });
});
