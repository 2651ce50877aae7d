/** The demo district: real towns and villages, generic units, fictional people, all by the same sheets an import takes. */
import type { Database } from '../db/connect.ts';
import { importTables } from '../services/roster/import.ts';
import type { RosterRow, RosterTables } from '../services/roster/tables.ts';
import { categoryRows, departments, subordinates } from './departments.ts';
import { townsAndVillages, townsWithoutVillages } from './places.ts';

/** Where the demo's people and groups are. */
export const DEMO_PLATFORM = 'console';

/** Villages a visit team looks after. */
const PLACES_OF_A_TEAM = 4;

const surnames = [
  ...'赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹章苏潘葛范彭鲁韦马方任袁柳史唐费薛雷贺倪汤罗毕郝安常于傅',
];
const givenNames = [
  '清和',
  '知秋',
  '立夏',
  '望舒',
  '既白',
  '云帆',
  '景行',
  '怀瑾',
  '嘉树',
  '思齐',
  '致远',
  '书言',
  '明远',
  '若水',
  '承志',
  '安澜',
  '一鸣',
  '良辰',
  '星河',
  '文渊',
  '晓舟',
  '松年',
  '远山',
  '听雨',
  '子衿',
  '佩兰',
  '南星',
  '海棠',
  '慕云',
  '长风',
];

/** Names in a fixed order, none twice: the surname runs through, the given name steps on by a coprime. */
function namesFrom(): () => string {
  let count = 0;
  return () => {
    const round = Math.floor(count / surnames.length);
    const name = `${surnames[count % surnames.length]}${givenNames[(count * 7 + round) % givenNames.length]}`;
    count += 1;
    return name;
  };
}

const rowsOf = (rows: readonly Record<string, string>[]): RosterRow[] =>
  rows.map((cells, index) => ({ row: index + 2, cells }));

/** The sheets of the demo; the same at every call. */
export function demoTables(): RosterTables {
  const nextName = namesFrom();
  const units: Record<string, string>[] = [];
  const people: Record<string, string>[] = [];
  const teams: Record<string, string>[] = [];
  const rooms: Record<string, string>[] = [
    { 名称: '督查联络群', 平台: DEMO_PLATFORM, 群号: 'liaison', 用途: '督查联络群' },
  ];
  const person = (unit: string, role: string): string => {
    const name = nextName();
    people.push({ 姓名: name, 单位: unit, 角色: role, 账号: `${DEMO_PLATFORM}:p${people.length + 1}` });
    return name;
  };
  const answerable = (name: string, short: string, kind: string): void => {
    units.push({ 名称: name, 简称: short, 类型: kind });
    person(name, '单位联络员');
    person(name, '单位负责人');
    rooms.push({
      名称: `${short.split('；')[0] || name}工作群`,
      平台: DEMO_PLATFORM,
      群号: `unit-${rooms.length}`,
      用途: '单位群',
      单位: name,
    });
  };

  for (let index = 0; index < 4; index += 1) person('', '督查联络员');
  for (let index = 0; index < 3; index += 1) person('', '双访办');
  for (let index = 0; index < 2; index += 1) person('', '区领导');
  person('', '管理员');
  for (const [name, short] of departments) answerable(name, short, '区级单位');
  for (const [name, parent] of subordinates) {
    units.push({ 名称: name, 类型: '下属单位', 上级: parent });
    person(name, '单位联络员');
  }
  for (const town of [...Object.keys(townsAndVillages), ...townsWithoutVillages]) answerable(town, '', '镇街');
  for (const [town, list] of Object.entries(townsAndVillages)) {
    const cluster = `${town.replace(/(?:街道|镇)$/, '')}组团`;
    const villages = list.split(' ');
    units.push(...villages.map((village) => ({ 名称: village, 类型: '村社', 上级: town })));
    rooms.push({ 名称: `${cluster}群`, 平台: DEMO_PLATFORM, 群号: `cluster-${rooms.length}`, 用途: '组团群' });
    for (let at = 0; at < villages.length; at += PLACES_OF_A_TEAM) {
      const member = `${person(town, '干部')}（${town}）`;
      teams.push({
        组团: cluster,
        小组: `第${at / PLACES_OF_A_TEAM + 1}走访小组`,
        负责村社: villages
          .slice(at, at + PLACES_OF_A_TEAM)
          .map((village) => `${town}/${village}`)
          .join('；'),
        成员: member,
        组长: member,
      });
    }
  }
  return {
    单位: rowsOf(units),
    人员: rowsOf(people),
    小组: rowsOf(teams),
    群: rowsOf(rooms),
    类别: rowsOf(categoryRows.map(([name, keywords, unit]) => ({ 名称: name, 关键词: keywords, 单位: unit }))),
  };
}

/** Fills an empty database; true when it did. A district with a single unit of its own is left alone. */
export async function loadDemoIfEmpty(db: Database, seal: (plain: string) => string): Promise<boolean> {
  const [row] = await db.query<{ units: number }>(
    'select count(*)::int as units from (select 1 from units limit 1) one',
    [],
  );
  if (row === undefined || row.units > 0) return false;
  const result = await importTables(db, demoTables(), seal);
  if (!result.ok) throw new Error(`the demo district has mistakes: ${JSON.stringify(result.problems.slice(0, 5))}`);
  return true;
}
