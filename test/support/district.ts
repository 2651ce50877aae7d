/** A small district for plays: four departments, three towns, a few villages, people of every role. */
import type { Database } from '../../db/connect.ts';
import {
  accounts,
  categories,
  clusters,
  people,
  personRoles,
  rooms,
  teamMembers,
  teamPlaces,
  teams,
  units,
} from '../../db/schema/index.ts';
import type { Role } from '../../domain/roles.ts';

type UnitRow = [
  id: number,
  name: string,
  short: string[],
  kind: 'department' | 'town' | 'subordinate' | 'village',
  parent: number | null,
];

const unitRows: UnitRow[] = [
  [1, '住房和城乡建设局', ['住建局'], 'department', null],
  [2, '综合行政执法局', ['城管局', '执法局'], 'department', null],
  [3, '交通运输局', ['交通局'], 'department', null],
  [4, '水务局', [], 'department', null],
  [5, '白蚁防治管理中心', ['白蚁中心'], 'subordinate', 1],
  [11, '城厢街道', [], 'town', null],
  [12, '新塘街道', [], 'town', null],
  [13, '河上镇', [], 'town', null],
  [21, '拱秀社区', [], 'village', 11],
  [22, '紫霞村委会', [], 'village', 12],
  [23, '紫霞村委会', [], 'village', 13],
  [24, '陈公桥社区', [], 'village', 11],
];

const personRows: [id: number, name: string, unit: number | null, role: Role, held: number | null][] = [
  [1, '郭辛夷', 11, 'cadre', 11],
  [2, '沈立夏', 1, 'unitLiaison', 1],
  [3, '宋知秋', 1, 'unitLead', 1],
  [4, '贺云帆', 2, 'unitLiaison', 2],
  [5, '罗一鸣', 2, 'unitLead', 2],
  [6, '顾清和', null, 'inspector', null],
  [7, '方既白', null, 'office', null],
  [8, '陆文渊', null, 'districtLeader', null],
  [9, '叶小满', 5, 'unitLiaison', 5],
  [10, '秦望舒', 3, 'unitLiaison', 3],
  [11, '孟良辰', 11, 'unitLiaison', 11],
  [12, '苏景行', 13, 'cadre', 13],
  [13, '钟灵秀', 4, 'unitLiaison', 4],
];

export async function seedDistrict(db: Database): Promise<void> {
  await db.orm
    .insert(units)
    .values(unitRows.map(([id, name, shortNames, kind, parent]) => ({ id, name, shortNames, kind, parent })));
  await db.orm.insert(people).values(personRows.map(([id, name, unit]) => ({ id, name, unit })));
  await db.orm.insert(personRoles).values(personRows.map(([person, , , role, unit]) => ({ person, role, unit })));
  await db.orm
    .insert(accounts)
    .values(personRows.map(([person]) => ({ platform: 'console', account: `p${person}`, person })));
  await db.orm.insert(clusters).values([
    { id: 1, name: '城厢组团' },
    { id: 2, name: '河上组团' },
  ]);
  await db.orm.insert(teams).values([
    { id: 1, cluster: 1, name: '一组', leader: 1 },
    { id: 2, cluster: 2, name: '一组', leader: 12 },
  ]);
  await db.orm.insert(teamPlaces).values([
    { team: 1, place: 21 },
    { team: 1, place: 24 },
    { team: 2, place: 23 },
  ]);
  await db.orm.insert(teamMembers).values([
    { team: 1, person: 1 },
    { team: 2, person: 12 },
  ]);
  await db.orm.insert(rooms).values([
    { id: 1, name: '督查联络群', platform: 'console', platformRoom: 'liaison', purpose: 'liaison', unit: null },
    { id: 2, name: '住建局群', platform: 'console', platformRoom: 'housing', purpose: 'unit', unit: 1 },
    { id: 3, name: '执法局群', platform: 'console', platformRoom: 'enforcement', purpose: 'unit', unit: 2 },
    { id: 4, name: '城厢组团群', platform: 'console', platformRoom: 'cluster', purpose: 'cluster', unit: null },
  ]);
  await db.orm.insert(categories).values([
    { id: 1, name: '白蚁防治', keywords: ['白蚁'], unit: 1 },
    { id: 2, name: '市容环境', keywords: ['摆摊', '垃圾', '油烟'], unit: 2 },
    { id: 3, name: '道路交通', keywords: ['路灯', '坑洼', '公路'], unit: 3 },
    { id: 4, name: '房屋安全', keywords: ['漏水', '裂缝', '危房'], unit: 1 },
    { id: 5, name: '邻里纠纷', keywords: ['邻居', '吵架'], unit: null },
    { id: 6, name: '供水排水', keywords: ['污水', '停水', '水管', '下水道'], unit: 4 },
  ]);
  // The rows above bring their numbers: the next ones come after them.
  await db.query(`select setval('people_id_seq', 100), setval('units_id_seq', 100)`, []);
}

/** The subordinate unit of 住建局 has a group of its own. */
export async function subordinateHasRoom(db: Database): Promise<void> {
  await db.orm
    .insert(rooms)
    .values([{ id: 5, name: '白蚁中心群', platform: 'console', platformRoom: 'ants', purpose: 'unit', unit: 5 }]);
}
