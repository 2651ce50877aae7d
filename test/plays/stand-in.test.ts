/** Somebody goes on holiday: reminders, @s and permissions follow the stand-in, and come back by themselves. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { looksAt } from '../support/contact-looks.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { joins } from '../support/roster.ts';
import { Stage } from '../support/stage.ts';

describe.each(databases)('a stand-in on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T09:30');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());
  const noContactForMe = /^只能查看本人负责答复、本单位的联系方式。其他的由双访办查看。/;
  const says = (name: string, text: string) => stage.says(name, '私聊', text);

  it('who may be stood in for, by whom, and for how long', async () => {
    await says('沈立夏', '代班 贺云帆 10月13日 10月15日').bot(/贺云帆不是本单位的人。外单位的人代班由双访办安排。/);
    await says('沈立夏', '代班 贺云帆 叶小满 10月13日 10月15日').bot(/只能安排本人的代班。其他的由双访办安排。/);
    await says('沈立夏', '代班 叶小满 10月15日 10月13日').bot(/日期不对/);
    await says('沈立夏', '代班 叶小满 10月13日 2027-03-01').bot(/代班最长 60 天/);
    await says('方既白', '代班 郭辛夷 叶小满 10月13日 10月15日').bot(/郭辛夷没有可以代班的角色[^]*首问责任请用“移交”/);
    await says('方既白', '代班 沈立夏 顾清和 10月13日 10月15日').bot(
      /顾清和是督查联络员，不能替沈立夏：办件的不代督查/,
    );
    await says('方既白', '代班 顾清和 贺云帆 10月13日 10月15日').bot(/贺云帆是单位联络员，不能替顾清和/);
    await says('沈立夏', '代班 叶小满').bot(/用法：代班/);
    await says('方既白', '代班 沈立夏 沈立夏 10月13日 10月15日').bot(/代班人不能是本人/);
    await joins(stage, { name: '何未名', unit: '住建局', account: null });
    await says('沈立夏', '代班 何未名 10月13日 10月15日').bot(/何未名还没有绑定账号，收不到提醒，请先绑定或换一个人/);
    await says('沈立夏', '代班').bot(/没有代班/);
    await says('沈立夏', '代班 取消').bot(/沈立夏没有代班/);
  });

  it('is set by the liaison, told to both, and nothing changes before its first day', async () => {
    await says('沈立夏', '代班 叶小满 10月13日至10月15日').bot(
      /已代班：叶小满替沈立夏，10月13日至10月15日\n期间提醒和 @ 都找代班人[^]*取消请发：代班 取消 沈立夏/,
    );
    await stage.person('叶小满').heard(/叶小满替沈立夏，10月13日至10月15日/);
    await says('沈立夏', '代班 宋知秋 10月14日 10月20日').bot(/这几天沈立夏已有人代班/);
    await says('郭辛夷', '上报 拱秀社区3号楼外墙漏水 反映人：周大为 电话：13812345678').bot(/已登记 #1/);
    await stage.room('住建局群').heard(/@沈立夏/);
    await says('叶小满', '受理 #1').bot(/只有该单位的联络员或负责人可以办理/);
    await says('叶小满', '联系人 #1').bot(noContactForMe);
  });

  it('from that day on the stand-in is called and may act, and both see it', async () => {
    await stage.clock('2026-10-13T09:30');
    await stage.room('住建局群').heard(/@叶小满[^]*#1/);
    await stage
      .person('叶小满')
      .heard(/^【代班】今天起至10月15日（周四）由您替沈立夏（单位联络员），提醒和 @ 都找您，10月16日（周五）起恢复/);
    await stage.person('沈立夏').heard(/^【代班】今天起至10月15日（周四）由叶小满替您[^]*提前结束请发：代班 取消/);
    await says('郭辛夷', '上报 拱秀社区4号楼墙面裂缝').bot(/已登记 #2/);
    await stage.room('住建局群').heard(/@叶小满 ?#2/);
    await says('叶小满', '受理 #1').bot(/#1 已受理/);
    await says('叶小满', '我是谁').bot(/代班：10月15日前您替沈立夏/);
    await says('沈立夏', '我是谁').bot(/代班：10月15日前由叶小满替您/);
    await says('沈立夏', '受理 #2').bot(/#2 已受理/);
    await says('叶小满', '代班').bot(/10月13日至10月15日 叶小满替沈立夏/);
    // A look is the stand-in's own, for the one who is away; who is away still has the work, and may look as well.
    await says('叶小满', '联系人 #1').bot(/周大为 13812345678\n本次查看已记录（替沈立夏代班），仅限办理使用。$/);
    await says('沈立夏', '联系人 #1').bot(/周大为 13812345678\n本次查看已记录，仅限办理使用。$/);
    expect(await looksAt(stage.house.core.db, 1)).toEqual(['叶小满（替沈立夏）', '沈立夏']);
  });

  it('ends by itself with its last day', async () => {
    await stage.clock('2026-10-15T18:00');
    await stage
      .person('叶小满')
      .heard(/^【代班】您替沈立夏（单位联络员）到今天（10月15日）为止，10月16日（周五）起恢复由本人办理/);
    await stage.person('沈立夏').heard(/^【代班】叶小满替您到今天（10月15日）为止，10月16日（周五）起恢复由您办理/);
    await says('叶小满', '办理 #1 已到现场').bot(/进展已记录/);
    await stage.sleepUntil('2026-10-16T08:00');
    expect(stage.transcript.filter(({ text }) => text.startsWith('【代班】'))).toHaveLength(4);
    stage.hush();
    await says('叶小满', '办理 #1 又到现场').bot(/只有该单位的联络员或负责人可以办理/);
    await says('叶小满', '联系人 #1').bot(noContactForMe);
    await says('郭辛夷', '上报 拱秀社区5号楼墙面裂缝').bot(/已登记 #3/);
    await stage.room('住建局群').heard(/@沈立夏/);
  });

  it('is cancelled with a word, both hear of it, and the changes are on record', async () => {
    await says('方既白', '代班 沈立夏 宋知秋 2026-10-16 至 2026-10-20').bot(
      /已代班：宋知秋替沈立夏，10月16日至10月20日/,
    );
    await stage.person('沈立夏').heard(/宋知秋替沈立夏/);
    await stage.person('宋知秋').heard(/宋知秋替沈立夏/);
    await says('方既白', '代班 取消 沈立夏').bot(/已取消代班：宋知秋替沈立夏/);
    await stage.person('宋知秋').heard(/^已取消代班：/);
    const list = await says('方既白', '名册变动 沈立夏').bot(
      /（3 条）[^]*代班取消[^]*代班 宋知秋替沈立夏[^]*代班 叶小满替沈立夏/,
    );
    const [ended, , first] = [...list.text.matchAll(/^(\d+) 号/gm)].map((found) => found[1]);
    await says('方既白', `名册变动 撤回 ${first}`).bot(/这次代班已经结束，不用取消/);
    await says('方既白', `名册变动 撤回 ${ended}`).bot(/代班取消不能这样撤回，请照现在要的再办一次/);
  });

  it('set by a slip is taken back by who set it, and both hear that, too', async () => {
    await says('方既白', '代班 沈立夏 宋知秋 2026-10-16 至 2026-10-20').bot(/已代班：宋知秋替沈立夏/);
    stage.hush();
    await says('方既白', '撤销').bot(/^已取消代班：宋知秋替沈立夏/);
    await stage.person('宋知秋').heard(/^已取消代班：/);
    await stage.person('沈立夏').heard(/^已取消代班：/);
    await says('方既白', '代班 取消 沈立夏').bot(/沈立夏没有代班，不用取消/);
  });

  it('of a lead is called when the unit is urged, of an inspector decides what waits for one, and both only so far', async () => {
    await says('方既白', '代班 宋知秋 叶小满 10月16日 10月30日').bot(/已代班：叶小满替宋知秋/);
    await says('方既白', '网格 顾清和 住建局').bot(/由顾清和负责/);
    await says('方既白', '代班 顾清和 苏景行 10月22日 10月30日').bot(/已代班：苏景行替顾清和/);
    await stage.sleepUntil('2026-10-22T09:05');
    const urged = await stage.room('住建局群').heard(/#1[^]*逾期 3 个工作日/);
    expect(urged.text).toContain('@叶小满');
    expect(urged.text).not.toContain('@宋知秋');
    await stage.person('苏景行').heard(/^【代班】今天起至10月30日（周五）由您替顾清和（督查联络员）/);
    await says('苏景行', '督查 住建局 发现：台账缺页').bot(/督查 1 号已记录/);
    await says('沈立夏', '督查 整改 1 已完成 已补齐').bot(/已报完成/);
    await stage.room('督查联络群').heard(/督查 销号 1[^]*@苏景行/);
    await says('苏景行', '督查 销号 1').bot(/已销号/);
    await says('方既白', '网格 苏景行 水务局').bot(/没有叫“苏景行”的督查联络员。现有：顾清和/);
    await stage.sleepUntil('2026-10-26T09:05');
    await says('苏景行', '我的').bot(/待我审定：#1 督办/);
    await says('苏景行', '督办 #1').bot(/督办/);
  });

  it('of the office decides what units ask, but not who is who', async () => {
    await says('方既白', '代班 郭辛夷 10月27日 10月28日').bot(/已代班：郭辛夷替方既白[^]*名册和单位的变动除外/);
    await stage.sleepUntil('2026-10-27T09:05');
    stage.hush();
    await says('郭辛夷', '挂账 #3 2026-12-01 陆文渊 等待鉴定').bot(/#3 [^]*挂账/);
    await says('郭辛夷', '我是谁').bot(/10月28日前您替方既白（双访办），名册和单位的变动除外/);
    await says('郭辛夷', '调动 叶小满 城管局').bot(/“调动”由本人办理，代班期间不能代办/);
    await says('郭辛夷', '代班 方既白 苏景行 10月27日 11月30日').bot(/“代班”由本人办理，代班期间不能代办/);
    await says('方既白', '离职 方既白').bot(/不能给自己办离职/);
  });

  it('who is not reached in private: what they were to hear is passed on by the office, and is not lost', async () => {
    await says('方既白', '解绑 苏景行').bot(/已解绑：苏景行/);
    stage.hush();
    await stage.sleepUntil('2026-10-30T09:05');
    await stage
      .room('督查联络群')
      .heard(/^请转告苏景行（私聊发不到）：【代班】您替顾清和（督查联络员）到今天（10月30日）为止，[^\n]*\n@方既白/);
    await stage.person('顾清和').heard(/^【代班】苏景行替您到今天/);
    // The paper of an order is for the lead in private; where none is reached, the unit hears how it is had.
    await says('方既白', '解绑 叶小满').bot(/已解绑：叶小满/);
    await says('顾清和', '督办 #2 三日内到现场').bot(/督办/);
    await stage.room('住建局群').heard(/督办单（Word）没能私聊发给负责人，请联络员或负责人私聊我发：督办 #2 Word/);
    await says('沈立夏', '督办 #2 Word').bot(/#2 的督办单（Word）/);
  });
});
