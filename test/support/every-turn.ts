/** Weeks in which issues take every turn they can, for plays about what a month's table counts. */
import type { Stage } from './stage.ts';

/** The last days of August: one settled, one returned and given to a town, one passed on, one withdrawn. From 26 August. */
export async function everyTurnInAugust(stage: Stage): Promise<void> {
  const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
  const 方既白 = stage.person('方既白').in('督查联络群');
  for (const matter of ['墙体裂缝', '屋顶漏水', '乱摆摊', '垃圾成堆', '油烟扰民', '外墙裂缝', '楼上漏水', '危房'])
    await 郭辛夷.says(`上报 拱秀社区${matter}`).bot(/已登记/);
  const 沈立夏 = stage.person('沈立夏').in('住建局群');
  await 沈立夏.says('/办结 #1 已加固').bot(/已记录/);
  await 郭辛夷.says('/反馈 #1 1 已告知').bot(/结案/);
  const 贺云帆 = stage.person('贺云帆').in('执法局群');
  await 贺云帆.says('/退回 #3 属城厢街道').bot(/已退回/);
  await 方既白.says('/转办 #3 城厢街道 属地管理').bot(/#3 已转城厢街道/);
  await 方既白.says('/转办 #2 城管局').bot(/#2 已转综合行政执法局/);
  await 郭辛夷.says('/撤回 #8 重复').bot(/已撤回/);
}

/** September: one is opened again, one shelved, two are settled, of which one the resident is told of; the rest goes overdue. */
export async function everyTurnInSeptember(stage: Stage): Promise<void> {
  await stage.clock('2026-09-08T10:00');
  const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
  const 沈立夏 = stage.person('沈立夏').in('住建局群');
  const 贺云帆 = stage.person('贺云帆').in('执法局群');
  await stage.says('顾清和', '督查联络群', '/重办 #1 墙又裂了').bot(/已重办/);
  await 沈立夏.says('/受理 #6').bot(/已受理/);
  await stage.says('方既白', '督查联络群', '/挂账 #6 2026-10-20 陆文渊 等待鉴定').bot(/已挂账/);
  await 贺云帆.says('/办结 #4 已清运').bot(/已记录/);
  for (const matter of ['楼板裂缝', '垃圾桶破损']) await 郭辛夷.says(`上报 陈公桥社区${matter}`).bot(/已登记/);
  await 贺云帆.says('/办结 #10 已更换').bot(/已记录/);
  await 郭辛夷.says('/反馈 #10 1 已告知').bot(/结案/);
  await stage.sleepUntil('2026-09-28T07:00');
}
