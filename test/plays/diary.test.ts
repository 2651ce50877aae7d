/** A cadre's month as a visit diary: three columns, in private, and as a sheet to take away. */
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HeardMessage } from '../../bot/memory.ts';
import { databases, openTestDatabase } from '../support/database.ts';
import { wordsOf } from '../support/documents.ts';
import { PLATFORM, Stage } from '../support/stage.ts';

/** A file is a message of its own. */
const sheetOf = async ({ segments }: HeardMessage) => {
  const file = segments.find((segment) => segment.type === 'file');
  if (file?.type !== 'file') throw new Error('no file in the message');
  const { sheets } = await readXlsx(Buffer.from(file.data, 'base64'), { readStyles: true });
  return { name: file.name, rows: sheets[0]?.rows ?? [], cells: sheets[0]?.cells };
};

describe.each(databases)('a visit diary on $name', ({ kind }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-10-13T09:00');
  });
  beforeEach(() => stage.hush());
  afterAll(() => stage.end());

  it('has for a month one row an issue, from what was heard to what was answered', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
    const 沈立夏 = stage.person('沈立夏').in('住建局群');
    await 郭辛夷.says('/走访 拱秀社区 入户 12户').bot(/已记录走访/);
    await 郭辛夷
      .says('上报 拱秀社区3幢2单元501室木门框被白蚁蛀空 反映人：周大为 电话：13812345678 急')
      .bot(/已登记 #1/);
    await 郭辛夷.says('上报 拱秀社区楼道灯不亮 现场解决：已换灯泡').bot(/已登记 #2/);
    await 郭辛夷.says('上报 地点：拱秀社区 =HYPERLINK("http://x","点我")路灯不亮').bot(/已登记 #3/);
    await 郭辛夷.says('上报 拱秀社区垃圾成堆').bot(/已登记 #4/);
    await 郭辛夷.says('/撤回 #4 重复').bot(/已撤回/);
    const 秦望舒 = stage.person('秦望舒').in('私聊');
    await 秦望舒.says('退回 #3 该路段属城厢街道 13900000000').bot(/已退回/);
    await stage.says('方既白', '督查联络群', '/转办 #3 城厢街道').bot(/已转城厢街道/);
    await 沈立夏.says('/受理 #1').bot(/已受理/);
    await 沈立夏.says('/下派 #1 白蚁防治管理中心').bot(/已下派/);
    await stage.clock('2026-10-15T10:00');
    await 沈立夏.says('/办理 #1 已上门查看').bot(/进展已记录/);
    await 郭辛夷.says('/反馈 #1 3 10月30日 药剂月底到货，已告知').bot(/阶段答复已记录/);
    await stage.clock('2026-10-16T10:00');
    await 沈立夏.says('/办结 #1 已施药').bot(/办理结果已记录/);
    await 郭辛夷.says('/反馈 #1 1 已当面告知，很满意').bot(/结案/);

    await 郭辛夷.says('/日记').bot(/请私聊我发送/);
    const heard = await 郭辛夷
      .in('私聊')
      .says('日记 10月')
      .bot(
        /^\[图片：【民情日记　郭辛夷　2026年10月】\n走访 1 次、12 户，收集问题 3 件\n1\. 收集问题：民情〔2026〕1号 10月13日 城厢街道 拱秀社区[^]*　流转处理情况：10月13日 交住房和城乡建设局[^]*　反馈情况：10月15日 需较长时间（预计10月30日）：药剂月底到货，已告知；10月16日 能马上解决：已当面告知，很满意\n2\. /,
      );
    expect(heard.text).not.toMatch(/501|13812345678|大为|垃圾成堆/);
    const { name, rows, cells } = await sheetOf(
      await stage.heardIn({ platform: PLATFORM, kind: 'private', id: 'p1' }, /^\[文件：民情日记/),
    );
    expect(name).toBe('民情日记-郭辛夷-2026年10月.xlsx');
    expect(rows.slice(0, 3).map((row) => row.filter((cell) => cell !== null && cell !== ''))).toEqual([
      ['民情日记　郭辛夷　2026年10月'],
      ['走访 1 次、12 户，收集问题 3 件'],
      ['收集问题', '流转处理情况', '反馈情况'],
    ]);
    expect(rows).toHaveLength(6);
    expect(rows[3]).toEqual([
      '民情〔2026〕1号\n10月13日 城厢街道 拱秀社区\n拱秀社区***木门框被白蚁蛀空\n（白蚁防治，急件，反映人 周**）',
      '10月13日 交住房和城乡建设局，10月16日（周五）前办结\n10月13日 受理\n10月13日 下派白蚁防治管理中心\n10月15日 办理：已上门查看\n10月16日 办结：已施药',
      '10月15日 需较长时间（预计10月30日）：药剂月底到货，已告知\n10月16日 能马上解决：已当面告知，很满意',
    ]);
    expect(rows[4]?.slice(1)).toEqual(['10月13日 现场解决：已换灯泡', '10月13日 能马上解决：已换灯泡']);
    expect(rows[5]?.[0]).toContain('=HYPERLINK("http://x","点我")路灯不亮');
    expect(rows[5]?.[1]).toMatch(
      /^10月13日 交交通运输局，10月20日（周二）前办结\n10月13日 退回：该路段属城厢街道 139\*{4}\n10月13日 交城厢街道/,
    );
    expect(rows[5]?.[2]).toBe('办理中，尚未反馈');
    const [picture] = heard.segments;
    expect(picture).toMatchObject({ type: 'image', name: '民情日记-郭辛夷-2026年10月.png' });
    await 郭辛夷.says('日记 10月 Word').bot(/^\[图片：【民情日记　郭辛夷/);
    const words = await wordsOf(
      await stage.heardIn(
        { platform: PLATFORM, kind: 'private', id: 'p1' },
        /^\[文件：民情日记-郭辛夷-2026年10月\.docx/,
      ),
    );
    expect(words).toMatch(
      /^民情日记\n郭辛夷　　2026年10月\n走访 1 次、12 户，收集问题 3 件\n收集问题\n流转处理情况\n反馈情况\n民情〔2026〕1号\n10月13日 城厢街道 拱秀社区\n/,
    );
    expect(words).toContain(
      '\n10月15日 需较长时间（预计10月30日）：药剂月底到货，已告知\n10月16日 能马上解决：已当面告知，很满意\n',
    );
    expect(words).not.toMatch(/501|13812345678|大为|垃圾成堆/);
    // What residents say is text, never a formula; cells of several lines wrap.
    for (const cell of cells?.values() ?? []) expect(cell.formula).toBeUndefined();
    expect(cells?.get('5,0')).toMatchObject({ type: 'string', style: { alignment: { wrapText: true }, numFmt: '@' } });
  });

  it('is of oneself, of the own team, or of anybody for those who supervise', async () => {
    const 郭辛夷 = stage.person('郭辛夷').in('私聊');
    const 顾清和 = stage.person('顾清和').in('私聊');
    await 郭辛夷
      .says('日记 小组 本月')
      .bot(/^\[图片：【民情日记　城厢组团一组　2026年10月】\n走访 1 次、12 户，收集问题 3 件/);
    await 郭辛夷.says('日记 河上组团一组').bot(/只能查看本人、本小组的日记/);
    await 郭辛夷.says('日记 苏景行').bot(/只能查看本人、本小组的日记/);
    await 郭辛夷
      .says('日记 郭辛夷 上月')
      .bot(/^【民情日记　郭辛夷　2026年9月】\n走访 0 次、0 户，收集问题 0 件\n这段时间没有收集到问题/);
    await 郭辛夷.says('日记 2026-12').bot(/2026年12月还没有开始/);
    await 顾清和
      .says('日记 城厢组团一组 10月12日至10月14日')
      .bot(/城厢组团一组　2026年10月12日—14日】[^]*收集问题 3 件/);
    await 顾清和.says('日记 郭辛夷 城厢街道 第四季度').bot(/郭辛夷　2026年10月—12月/);
    await 顾清和.says('日记 没有的人').bot(/没有找到“没有的人”/);
    await 顾清和.says('日记 一组').bot(/“一组”有几个，请写上组团/);
    await stage.says('苏景行', '私聊', '民情日记').bot(/收集问题 0 件/);
  });
});
