/** What must not stand in a group: accusations, telephone numbers, names. Who says it is told, and nothing of it is kept. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { looksAt } from '../support/contact-looks.ts';
import { openTestDatabase } from '../support/database.ts';
import { numberOf } from '../support/number-of.ts';
import { Stage } from '../support/stage.ts';
import { wordsKept } from '../support/words-kept.ts';

describe('what must not be said aloud', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase('pglite'), '2026-10-12T09:30');
    await stage.says('郭辛夷', '城厢组团群', '上报 拱秀社区路灯不亮').bot(/已登记 #1/);
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());

  it('an accusation of a cadre is not kept and answered in private only', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    await 郭辛夷.says('上报 举报某村支书收受红包').nothing();
    await 郭辛夷.heard(/不在群里受理，也未作记录/);
    await 郭辛夷.says('某村支书收受红包', { mention: true }).nothing();
    await 郭辛夷.heard(/请通过 12388 举报电话/);
    // Somebody nobody has bound is told once.
    const 路人 = stage.stranger('x1').in('城厢组团群');
    const before = stage.transcript.length;
    await 路人.says('/上报 举报某村支书收受红包').nothing();
    await 路人.says('/上报 村支书受贿').nothing();
    await 路人.heard(/12388/);
    expect(stage.transcript).toHaveLength(before + 1);
    // No number is used up, and no word of it is anywhere.
    await 郭辛夷.says('上报 拱秀社区垃圾成堆').bot(/已登记 #2/);
    expect(await wordsKept(stage.house.core.db, /红包|受贿/)).toEqual([]);
  });

  it('who posts personal data in a group is asked to recall it, none of it is repeated, and the bot recalls what it may', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const asked = await 郭辛夷.says('/办理 #1 住户陈大爷 13812345678，3幢2单元501室').bot(/请尽快撤回，以后请私聊我发/);
    expect(asked.text).toContain('消息里有个人信息（电话号码、门牌号）');
    expect(asked.text).not.toMatch(/138|501/);
    await 郭辛夷
      .in('私聊')
      .says('办理 #1 住户电话 13812345678')
      .bot(/^(?![^]*撤回)/);

    const recalled = stage.administrates('城厢组团群');
    郭辛夷.in('城厢组团群');
    const before = recalled.length;
    await 郭辛夷.says('上报 拱秀社区下水道堵塞 反映人：周大为').bot(/已登记 #\d+[^]*个人信息（姓名）/);
    expect(recalled).toHaveLength(before + 1);
    await 郭辛夷.says('/查询 #1').bot(/^(?![^]*撤回)/);
    expect(recalled).toHaveLength(before + 1);
  });

  it('an identity number in what nobody asked the bot is not left to stand; a telephone number there may be a colleague’s', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('住建局群');
    await 郭辛夷.says('会务联系人张工 13812345678，3号楼402').nothing();
    const asked = await 郭辛夷.says('住户身份证 11010519491231002X，请查').bot(/^@郭辛夷 消息里有个人信息（身份证号）/);
    expect(asked.text).not.toMatch(/1101/);
    const recalled = stage.administrates('城厢组团群');
    const before = recalled.length;
    await 郭辛夷.in('城厢组团群').says('身份证 11010519491231002X').nothing();
    await 郭辛夷.heard(/个人信息（身份证号）/);
    expect(recalled).toHaveLength(before + 1);
    expect(await wordsKept(stage.house.core.db, /110105\d*/)).toEqual([]);
  });

  it('groups are shown little, those who handle it more, and every look at a contact is recorded', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const card = await 郭辛夷.says('上报 拱秀社区5幢2单元301室外墙漏水 反映人：周大为 电话：13812345678').bot(/已登记/);
    const number = numberOf(card);
    const 沈立夏 = stage.person('沈立夏');
    const inGroup = await 沈立夏
      .in('住建局群')
      .says(`/查询 #${number}`)
      .bot(/房屋安全 · 住房和城乡建设局 · 待受理/);
    expect(inGroup.text).not.toMatch(/漏水|周大|周\*|301/);
    await 沈立夏.says(`/联系人 #${number}`).bot(/请私聊我发送/);
    await 沈立夏
      .in('私聊')
      .says(`查询 #${number}`)
      .bot(/内容：拱秀社区\*\*\*外墙漏水[^]*反映人：周\*\*/);
    await 沈立夏.says(`联系人 #${number}`).bot(/反映人：周大为 13812345678\n本次查看已记录/);
    await stage
      .says('贺云帆', '私聊', `联系人 #${number}`)
      .bot(/只能查看本人负责答复、本单位的联系方式。其他的由双访办查看。/);
    await stage.says('贺云帆', '私聊', `查询 #${number}`).bot(/^#\d+ · 房屋安全/);
    expect(await looksAt(stage.house.core.db, number)).toEqual(['沈立夏']);
    expect(await wordsKept(stage.house.core.db, /13812345678|周大为/)).toEqual([]);
  });
});
