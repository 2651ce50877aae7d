/** Two units with equal work and unequal progress: only the slow one is flagged, with its evidence. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';
import { flagsIn } from '../support/weeks.ts';

const EACH = 25;

describe.each(databases)('two units with equal work on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T08:00');
  });
  afterAll(() => stage.end());

  it('are judged by their progress: the slow one is flagged as a draft, an inspector confirms it with the evidence before him', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    for (let count = 0; count < EACH; count += 1) {
      await 郭辛夷.says(`上报 拱秀社区楼道垃圾无人清运 单位：住建局 第${count}处`).bot(/责任单位：住房和城乡建设局/);
      await 郭辛夷.says(`上报 陈公桥社区楼道垃圾无人清运 单位：城管局 第${count}处`).bot(/责任单位：综合行政执法局/);
    }
    await stage.clock('2026-10-14T10:00');
    for (let count = 0; count < EACH; count += 1) {
      if (count < 3) await 沈立夏.says(`/办结 #${2 * count + 1} 已清运`).bot(/已记录/);
      await 贺云帆.says(`/办结 #${2 * count + 2} 已清运`).bot(/已记录/);
    }
    stage.hush();
    await stage.sleepUntil('2026-10-19T07:00');
    await stage.clock('2026-10-19T09:15');
    await stage.sleepUntil('2026-11-02T07:00');
    await stage.clock('2026-11-02T09:15');
    const weekly = await stage.room('督查联络群').heard(/【每周预警】10月19日/);
    expect(weekly.text).toMatch(
      /住房和城乡建设局〔进度缓慢·待核〕按同类事项全区进度应办结约 1\d\.\d 件，实际 3 件，中位办理天数未达到（过半未办结）/,
    );

    // The other unit is not named at all.
    expect(weekly.text).not.toContain('综合行政执法局');
    const slow = flagsIn(weekly, '住房和城乡建设局').get('进度缓慢');

    await 沈立夏.says('/预警').bot(/进度缓慢·待核/);
    await 顾清和
      .says('/我的')
      .bot(/待我核实的预警（\d+ 项）\n\d+ 住房和城乡建设局〔[^]*请发：预警 确认 序号　或　预警 排除 序号 理由/);
    await stage.says('方既白', '私聊', '我的').bot(/预警待督查联络员核实（\d+ 项）\n\d+ 住房和城乡建设局〔/);
    await 贺云帆.says('/预警 住建局').bot(/只能查看本单位的预警/);
    await 贺云帆.says(`/预警 确认 ${slow}`).bot(/预警由督查联络员确认或排除/);
    await 顾清和
      .says('/预警 住建局')
      .bot(
        /若同类事项进度与全区相同，办结这么少的可能性为不到.{1,2}分之一[^]*市容环境：承办 25 件，办结 3 件，应办结约 1\d\.\d 件/,
      );
    await 顾清和.says('/预警 确认').bot(/请写预警序号，例如：预警 确认 3/);
    await 顾清和.says('/预警 确认 99').bot(/没有第 99 号预警。发送“预警”可看全部/);
    await 顾清和.says(`/预警 排除 ${slow}`).bot(/须写明理由/);
    stage.hush();
    await 顾清和
      .says(`/预警 确认 ${slow}`)
      .bot(/已确认，督查建议〔2026〕1号已发住房和城乡建设局，11月9日（周一）前报整改方案/);
    await stage.room('住建局群').heard(/@宋知秋 【督查建议〔2026〕1号】经督查联络员核实，住房和城乡建设局进度缓慢/);
    await 顾清和.says(`/预警 排除 ${slow} 理由`).bot(/此前已是“已确认”/);
  });
});

describe.each(databases)('a unit that stays slow on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-12T08:00');
  });
  afterAll(() => stage.end());

  it('is said to have been so for two months, with the figures of both, and its hard facts carry them too', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 贺云帆 = stage.person('贺云帆').in('执法局群');
    for (let count = 1; count <= EACH; count += 1) {
      await 郭辛夷.says(`上报 拱秀社区楼道垃圾无人清运 单位：住建局 第${count}处`).bot(/已登记/);
      await 郭辛夷.says(`上报 陈公桥社区楼道垃圾无人清运 单位：城管局 第${count}处`).bot(/已登记/);
    }
    await stage.clock('2026-10-14T10:00');
    for (let count = 1; count <= EACH; count += 1) await 贺云帆.says(`/办结 #${2 * count} 已清运`).bot(/已记录/);
    stage.hush();
    await stage.clock('2026-10-19T10:00');
    const first = await stage.room('督查联络群').heard(/【每周预警】/);
    expect(first.text).not.toMatch(/持续/);
    // Long lists are cut, and say so: the answers owed to residents, and what the lead is called for.
    await stage
      .room('城厢组团群')
      .heard(
        /有 25 件已有办理结果，群众还在等您的答复：(?:\n#\d+ [^\n]*){15}\n……另有 10 件，发送“我的”查看\n答复后请发/,
      );
    // Four weeks it is in an inspector's hands; a month after the first look it is judged against that.
    await stage.sleepUntil('2026-11-16T08:00');
    await stage.clock('2026-11-16T10:00');
    await stage.room('住建局群').heard(/\n【催办】#1、[^\n]*等 25 件 请负责人督促：@宋知秋/);
    await stage
      .room('督查联络群')
      .heard(
        /【每周预警】11月16日[^]*住房和城乡建设局〔进度缓慢·待核〕[^\n]*中位办理天数未达到（过半未办结），已持续两个月/,
      );
    await stage
      .says('顾清和', '督查联络群', '/预警 住建局')
      .bot(
        /一个月前（2026-07-16 至 2026-10-16）：办结 0 件，应办结约 \d+\.\d 件，当时也属〔进度缓慢〕，已持续两个月\n在办：#1/,
      );
    await stage.sleepUntil('2026-11-23T08:00');
    await stage.clock('2026-11-23T10:00');
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    const listed = await 顾清和.says('/预警').bot(/〔多件同时逾期·待核〕/);
    const hard = flagsIn(listed, '住房和城乡建设局').get('多件同时逾期');
    await 顾清和
      .says(`/预警 ${hard}`)
      .bot(
        /住房和城乡建设局〔多件同时逾期·待核〕\n同时逾期 25 件：[^]*\n办结 0 件，应办结约 \d+\.\d 件，中位办理天数未达到（过半未办结）\n若同类事项进度与全区相同，办结这么少的可能性为不到[百千万]+分之一\n· 市容环境：承办 25 件，办结 0 件，[^]*当时也属〔进度缓慢〕，已持续两个月/,
      );
    await 顾清和.says(`/预警 排除 ${hard} 已约定集中清运`).bot(/已排除，理由已记录/);
    await 顾清和.says(`/预警 ${hard}`).bot(/〔多件同时逾期·已排除〕/);
    expect(
      await stage.house.core.db.query(`select reason, decided_by from flags where id = $1::int`, [hard ?? 0]),
    ).toEqual([{ reason: '已约定集中清运', decided_by: 6 }]);
    await stage.sleepUntil('2026-12-01T08:00');
    await stage.clock('2026-12-01T10:00');
    await stage.room('督查联络群').heard(/【月度督查表】2026年11月[^]*进度缓慢持续两月（待核）/);
  });

  it('is told in few words where there are many flags, what weighs most first, and the rest page by page', async () => {
    await stage.sets('flag.listed', 1);
    await stage.sleepUntil('2026-12-21T08:00');
    stage.hush();
    await stage.clock('2026-12-21T10:00');
    const said = await stage.room('督查联络群').heard(/【每周预警】12月21日/);
    expect(said.text).toMatch(
      /【每周预警】12月21日（周一）\n\d+ 住房和城乡建设局〔进度缓慢·待核〕按同类事项[^\n]+\n……另有 2 条，发送“预警”查看\n以上/,
    );
    const 顾清和 = stage.person('顾清和').in('督查联络群');
    const all = await 顾清和
      .says('/预警')
      .bot(
        /^近期的预警（\d+ 条）\n\d+ 住房和城乡建设局〔进度缓慢·待核〕[^\n]+\n\d+ 住房和城乡建设局〔多件同时逾期·待核〕/,
      );
    expect(all.text).toMatch(/发送“预警 序号”或“预警 单位”看依据$/);
    const first = await 顾清和
      .says('/预警 住建局')
      .bot(/^第 \d+ 号预警（12月21日（周一））\n住房和城乡建设局〔进度缓慢·待核〕[^]*多件同时逾期/);
    await 顾清和.says('/下一页').bot(/^第 \d+ 号预警/);
    const number = /^第 (\d+) 号/.exec(first.text)?.[1] ?? '';
    await 顾清和.says(`/预警 ${number}`).bot(new RegExp(`^第 ${number} 号预警[^]*中位办理天数未达到`));
    await stage.says('贺云帆', '私聊', `/预警 ${number}`).bot(/只能查看本单位的预警/);
    await 顾清和.says('/预警 999').bot(/没有第 999 号预警/);
  });
});
