/** Somebody who left comes back: what went to others returns where nobody has gone on with it. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { databases, openTestDatabase } from '../support/database.ts';
import { numberOf } from '../support/number-of.ts';
import { Stage } from '../support/stage.ts';
import { leavesAlone } from '../support/weeks.ts';

describe.each(databases)('a leaving taken back on $name', ({ kind }) => {
  let stage: Stage;
  /** The flag of the housing bureau for an issue it left alone. */
  let idle = 0;
  beforeAll(async () => {
    stage = await Stage.open(await openTestDatabase(kind), '2026-09-14T09:30');
    const flags = await leavesAlone(stage, ['拱秀社区墙体裂缝'], '住房和城乡建设局', '2026-10-12');
    idle = flags.get('久未办理') ?? 0;
  });
  afterAll(() => stage.end());
  const office = (text: string) => stage.says('方既白', '私聊', text);

  it('who comes back has again what nobody has gone on with; what others have stays with them, and all hear of it', async () => {
    const 钟灵秀 = stage.person('钟灵秀').in('私聊');
    const [first, second] = [
      numberOf(await 钟灵秀.says('上报 拱秀社区6号楼外墙漏水').bot(/已登记/)),
      numberOf(await 钟灵秀.says('上报 拱秀社区7号楼外墙漏水').bot(/已登记/)),
    ];
    await stage.says('顾清和', '私聊', `预警 确认 ${idle}`).bot(/督查建议〔2026〕1号/);
    await stage
      .says(
        '沈立夏',
        '私聊',
        '整改 1 文号 区住建〔2026〕13号\n11月10日 叶小满 排查\n11月15日 叶小满 加固\n11月20日 叶小满 办结',
      )
      .bot(/已收下/);
    await office('离职 叶小满 移交 沈立夏').bot(/整改节点 1-1、1-2、1-3 由沈立夏负责/);
    await office('离职 钟灵秀 移交 孟良辰').bot(/已全部移交孟良辰，共 2 件/);
    await stage.says('沈立夏', '私聊', '整改 完成 1-1 已排查').bot(/已报完成|完成/);
    await stage.says('顾清和', '私聊', '整改 退回 1-1 有漏').bot(/1-1 退回/);
    await stage.says('孟良辰', '私聊', `反馈 #${second} 2 已转告进展`).bot(/已记录/);
    const list = await office('名册变动').bot(/离职 钟灵秀/);
    const change = (name: string): string => new RegExp(`(\\d+) 号 [^\n]*离职 ${name}`).exec(list.text)?.[1] ?? '';
    stage.hush();
    await office(`名册变动 撤回 ${change('钟灵秀')}`).bot(
      new RegExp(
        `已恢复在职[^]*已交还：首问 #${first}（孟良辰）\n接手人已经办过或又转给他人的，仍由现在的人办：首问 #${second}（孟良辰）$`,
      ),
    );
    await stage
      .person('孟良辰')
      .heard(new RegExp(`已交还钟灵秀，不用再办：首问 #${first}。\n【交还】[^]*仍由您办：首问 #${second}。`));
    await stage
      .person('钟灵秀')
      .heard(
        new RegExp(`交还给您：首问 #${first}（孟良辰）。[^]*不再交还，仍由现在的人办：首问 #${second}（孟良辰）。`),
      );
    await stage.room('住建局群').heard(new RegExp(`首问责任人由孟良辰改为钟灵秀：#${first}，`));
    await office(`查询 #${first}`).bot(/首问：钟灵秀，/);
    await office(`查询 #${second}`).bot(/首问：孟良辰（接手），钟灵秀，/);

    await office(`名册变动 撤回 ${change('叶小满')}`).bot(
      /已交还：整改节点 1-2、1-3（沈立夏）\n[^\n]*仍由现在的人办：整改节点 1-1（沈立夏）$/,
    );
    await stage.room('督查联络群').heard(/整改节点 1-2、1-3 的责任人由沈立夏改为叶小满，原因：撤回叶小满的离职/);
    await stage.says('沈立夏', '私聊', '整改 1').bot(/1-1 [^\n]*沈立夏[^]*1-2 [^\n]*叶小满/);
  });
});
