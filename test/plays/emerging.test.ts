/**
 * Quiet weeks, then many reports of one kind in one town: raised once, for that town, with the issues behind it. Its cause
 * becomes known and is nobody's news any more; then everything grows, and what grows more than that is still seen.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/time.ts';
import { killedBeforeMarking } from '../support/again.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { numberOf } from '../support/number-of.ts';
import { Stage } from '../support/stage.ts';

const places = ['城厢街道拱秀社区', '新塘街道紫霞村委会', '河上镇紫霞村委会'];

describe.each(databases)('emerging issues on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-08-31T08:00');
  });
  afterAll(() => stage.end());
  /** One of each kind in every town: what is usual. */
  const usualWeek = async (): Promise<number[]> => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const numbers: number[] = [];
    for (const place of places)
      for (const matter of ['路灯不亮', '垃圾无人清运'])
        numbers.push(numberOf(await 郭辛夷.says(`上报 ${place}${matter}`).bot(/已登记/)));
    return numbers;
  };

  it('are none in a quiet district, nor before there is anything to compare with', async () => {
    for (let week = 0; week < 6; week += 1) {
      await stage.sleepUntil(`${addDays('2026-08-31', 7 * week)}T07:00`);
      await stage.clock(`${addDays('2026-08-31', 7 * week)}T10:00`);
      await usualWeek();
    }
    await stage.sleepUntil('2026-10-12T07:00');
    await stage.clock('2026-10-12T10:00');
    await stage.says('顾清和', '督查联络群', '/苗头').bot(/^近 13 周没有苗头。每周一早上检查上一周。$/);
  });

  it('are raised for the one town where they surge, with least data to the group and the office called', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const [usual = 0] = await usualWeek();
    /** What is behind it: reported of roads, in one town, in one week. */
    const roads = [usual];
    for (let count = 1; count <= 5; count += 1) {
      for (const matter of [`拱秀社区第${count}盏路灯不亮`, `陈公桥社区路面坑洼第${count}处`])
        roads.push(numberOf(await 郭辛夷.says(`上报 ${matter}`).bot(/已登记/)));
      // Taken back by its reporter, it does not count.
      const card = await 郭辛夷.says(`上报 河上镇紫霞村委会垃圾成堆第${count}处`).bot(/已登记/);
      await 郭辛夷.says('/撤回', { quote: card }).bot(/已撤回/);
      await 郭辛夷.says(`上报 新塘街道紫霞村委会垃圾成堆第${count}处`).bot(/已登记/);
      await 郭辛夷.says('/撤销').bot(/撤销/);
    }
    // In the last minute of Sunday in Shanghai: still this week.
    await stage.clock('2026-10-18T23:59');
    roads.push(numberOf(await 郭辛夷.says('上报 拱秀社区又一盏路灯不亮').bot(/已登记/)));
    stage.hush();
    await stage.clock('2026-10-19T10:00');
    const said = await stage.room('督查联络群').heard(/【倾向性苗头】/);
    expect(said.text).toMatch(
      /^【倾向性苗头】10月12日至18日\n1 城厢街道·道路交通〔预警〕一周 12 件，前 6 周平均每周 1\.0 件：#\d+、[#\d、]+等 12 件\n以上是统计提示，发送“苗头 序号”看依据；需要合并处理请回复：立项 序号 \[主办单位\] \[期限\] \[说明\]；原因已知的请回复：苗头 排除 序号 原因 @方既白 $/,
    );
    expect(said.text).not.toMatch(/路灯|拱秀|陈公桥/);
    const shown = await stage.says('顾清和', '督查联络群', '/苗头 1').bot(/\n事项：/);
    const behind = /事项：(.*)/.exec(shown.text)?.[1]?.matchAll(/#(\d+)/g) ?? [];
    expect([...behind].map(([, number]) => Number(number))).toEqual(roads);
  });

  it('are explained in plain Chinese, with the counts of every week as words and as a picture', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    const detail =
      /^第 1 号苗头（10月12日至18日）\n城厢街道·道路交通〔预警〕\n近 7 周每周件数：1 1 1 1 1 1 → 12\n前 6 周平均每周 1\.0 件，这周 12 件。若与前几周没有不同，一周 12 件及以上的可能性为不到百万分之一。\n各镇街各类别共 24 组一并比较，按误报不超过规定份额认定为预警。\n事项：#\d+/;
    const shown = await 顾清和.says('/苗头 交通').bot(detail);
    expect(shown.segments.some(({ type }) => type === 'image')).toBe(true);
    await 顾清和.says('/苗头 1').bot(detail);
    await 顾清和.says('/苗头 城厢').bot(detail);
    await 顾清和.says('/苗头').bot(/^近 13 周的苗头（1 条）\n10月12日至18日 1 城厢街道·道路交通〔预警〕一周 12 件/);
    await 顾清和.says('/我的').bot(/待定的苗头（1 项）\n1 城厢街道·道路交通〔预警〕[^]*请发：立项 序号/);
    await 顾清和.says('/苗头 教育').bot(/没有“教育”的苗头/);
    await 顾清和.says('/苗头 9').bot(/没有第 9 号苗头/);
    await stage.says('沈立夏', '住建局群', '/苗头').bot(/“苗头”只有/);
  });

  it('are said once: not again the next week, nor by a second run of the same', async () => {
    const said = await killedBeforeMarking(stage, 'weekly-emerging', '2026-10-19T10:05');
    expect(said.filter(({ text }) => text.includes('苗头'))).toEqual([]);
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    for (let count = 1; count <= 8; count += 1) await 郭辛夷.says(`上报 拱秀社区${count}号路灯不亮`).bot(/已登记/);
    stage.hush();
    await stage.clock('2026-10-26T10:00');
    await stage.says('顾清和', '督查联络群', '/苗头').bot(/^近 13 周的苗头（1 条）/);
    await expect(stage.house.core.db.query('delete from emerging_issues', [])).rejects.toThrow(/append-only/);
  });

  it('are dismissed with a cause that is known, and the same is not told again until that is taken back', async () => {
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    const 方既白 = stage.person('方既白').in('私聊');
    await stage
      .says('陆文渊', '私聊', '/苗头 排除 1 集中普查')
      .bot(/^苗头由督查联络员、双访办排除、恢复。知道原因的请告知他们。$/);
    await 顾清和.says('/苗头 恢复').bot(/^请写序号，例如：苗头 恢复 3$/);
    await 顾清和.says('/苗头 恢复 1').bot(/第 1 号苗头没有排除/);
    await 顾清和.says('/苗头 排除 1').bot(/^请写序号和已知的原因，例如：苗头 排除 1 迎检期间集中上报$/);
    await 顾清和.says('/苗头 排除 9 集中普查').bot(/没有第 9 号苗头/);
    stage.hush();
    const known =
      /第 1 号苗头（城厢街道·道路交通）已排除，原因：路灯集中普查\n1月18日（周一）前同一镇街同类事项不再提出$/;
    await 方既白.says('/苗头 排除 1 路灯集中普查').bot(known);
    await stage.room('督查联络群').heard(known);
    await 顾清和.says('/苗头 排除 1 已知').bot(/10月26日已排除，原因：路灯集中普查，1月18日前不再提出。要恢复请发/);
    await 顾清和.says('/立项 1').bot(/第 1 号苗头10月26日已排除/);
    await 顾清和.says('/苗头').bot(/城厢街道·道路交通〔预警·已排除〕/);
    await 顾清和
      .says('/苗头 1')
      .bot(/\n10月26日已排除，原因：路灯集中普查，1月18日前同一镇街同类事项不再提出；要恢复请发：苗头 恢复 1/);

    // Three weeks on it would be told again, were its cause not known.
    await stage.sleepUntil('2026-11-16T08:00');
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    for (let count = 1; count <= 10; count += 1) await 郭辛夷.says(`上报 拱秀社区${count}号路灯不亮`).bot(/已登记/);
    await stage.clock('2026-11-23T10:00');
    await 顾清和.says('/苗头').bot(/^近 13 周的苗头（1 条）/);
    stage.hush();
    await 顾清和
      .says('/苗头 恢复 1 普查已结束')
      .bot(/第 1 号苗头（城厢街道·道路交通）已恢复：普查已结束，再有异常增多照常提出/);
    await 顾清和.says('/苗头 恢复 1').bot(/第 1 号苗头没有排除/);
  });

  it('that only grow with the whole district are counted in one line, and those that stand out are named', async () => {
    await stage.sets('emerging.growthShrink', 0);
    await stage.sets('emerging.listed', 1);
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    const report = async (matter: string, count: number): Promise<void> => {
      for (let index = 1; index <= count; index += 1) await 郭辛夷.says(`上报 ${matter}第${index}处`).bot(/已登记/);
    };
    for (const place of places) await report(`${place}垃圾无人清运`, 3);
    await report('拱秀社区路灯不亮', 11);
    await report('新塘街道紫霞村委会停水', 5);
    stage.hush();
    await stage.clock('2026-11-30T10:00');
    const grown = await stage.room('督查联络群').heard(/【倾向性苗头】/);
    expect(grown.text).toMatch(
      /^【倾向性苗头】11月23日至29日\n\d+ 新塘街道·供水排水〔预警〕一周 5 件[^\n]+\n全区总量上升（一周 25 件，前 12 周平均每周 \d\.\d 件），另有 \d 项随总量上升，发送“苗头 总量”查看\n以上/,
    );
    await 顾清和
      .says('/苗头 总量')
      .bot(
        /^近 13 周的苗头（\d 条）\n11月23日至29日 \d+ [^\n]+〔(预警|关注)·随总量上升〕[^]*城厢街道·道路交通〔预警·随总量上升〕/,
      );
    await 顾清和
      .says('/苗头 城厢街道·道路')
      .bot(
        /同一周全区其他类别的来件是平常的 \d+\.\d 倍。若这类也随着升到 \d+\.\d 倍，一周 11 件及以上的可能性为 [^：]+：随全区总量上升即可解释。/,
      );

    // Alone the next week, it is told although it was a week ago; what is less striking is counted.
    await report('拱秀社区路灯不亮', 18);
    await report('河上镇紫霞村委会漏水', 4);
    stage.hush();
    await stage.clock('2026-12-07T10:00');
    const alone = await stage.room('督查联络群').heard(/【倾向性苗头】/);
    expect(alone.text).toMatch(
      /^【倾向性苗头】11月30日至12月6日\n\d+ 城厢街道·道路交通〔预警〕一周 18 件[^\n]+\n……另有 1 条，发送“苗头”查看\n以上/,
    );
    const listed = await 顾清和.says('/苗头').bot(/^近 13 周的苗头（\d+ 条）\n11月30日至12月6日 \d+ 城厢街道·道路交通/);
    expect(listed.text).toMatch(/12月6日 \d+ 河上镇·房屋安全[^]*29日 \d+ 新塘街道·供水排水〔预警〕/);
  });
});
