/** Columns that came later say of older issues what their events say. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

const migrations = new URL('../../db/migrations/', import.meta.url);

it('are filled from the history where issues are there already', async () => {
  const stage = await Stage.open(await openTestDatabase('pglite'), '2026-10-12T09:00');
  const { db } = stage.house.core;
  const 郭辛夷 = stage.person('郭辛夷').in('城厢组团群');
  const 沈立夏 = stage.person('沈立夏').in('住建局群');
  const 方既白 = stage.person('方既白').in('督查联络群');
  for (const matter of ['外墙漏水', '房屋裂缝', '屋顶漏水']) await 郭辛夷.says(`上报 拱秀社区${matter}`).bot(/已登记/);
  await 沈立夏.says('/退回 #1 归物业').bot(/已退回/);
  await 方既白.says('/转办 #1 城管局').bot(/已转/);
  await stage
    .person('贺云帆')
    .in('执法局群')
    .says('/退回 #1 归住建')
    .bot(/已退回/);
  await 沈立夏.says('/受理 #2').bot(/已受理/);
  await 方既白.says('/挂账 #2 2026-12-31 陆文渊 等鉴定').bot(/已挂账/);
  await 郭辛夷.says('/反馈 #3 3 10月30日 等材料').bot(/阶段答复已记录/);

  const rows = () =>
    db.query<Record<string, unknown>>(
      'select number, returned_by, shelving, expected_day from issues order by number',
      [],
    );
  const before = await rows();
  expect(before).toMatchObject([
    {
      returned_by: [
        { unit: 1, reason: '归物业' },
        { unit: 2, reason: '归住建' },
      ],
    },
    { shelving: { leader: '陆文渊', continued: 0 } },
    { expected_day: '2026-10-30' },
  ]);
  await db.query(`update issues set returned_by = '[]', shelving = null, expected_day = null`, []);
  const file = readdirSync(migrations).find((name) => name.endsWith('_asked.sql')) ?? '';
  const statements = readFileSync(new URL(file, migrations), 'utf8').split('--> statement-breakpoint');
  for (const statement of statements) if (/^(?:\s|--.*\n)*UPDATE/.test(statement)) await db.query(statement, []);
  expect(await rows()).toEqual(before);
  await stage.close();
  await db.close();
});
