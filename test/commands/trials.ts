/** How each line of the table of permissions is tried: what is said, and how things have to stand for each scope. */
import type { HeardMessage } from '../../bot/memory.ts';
import type { IssueStatus } from '../../domain/issue/state.ts';
import type { Action, Scope } from '../../domain/permissions.ts';
import type { Role } from '../../domain/roles.ts';
import type { Stage } from '../support/stage.ts';

/** A role somebody holds, and how they stand to what they speak of: by one scope, or by none. */
export interface Cell {
  stage: Stage;
  role: Role;
  person: { id: number; name: string };
  /** The unit their role is held for; for roles of the district a unit they have nothing to do with. */
  unit: { id: number; name: string };
  scope: Scope | null;
}

export type Sentence = string | ((cell: Cell) => string);

export interface Trial {
  says: Sentence;
  /** What else is asked under the same line. */
  also?: readonly Sentence[];
  /** #1 as it has to be for the command to be possible; how the person stands to it is seen to by the test. */
  issue?: IssueStatus;
  /** Whatever else has to be there. */
  first?: (cell: Cell) => Promise<unknown>;
  /** The message of the group that is quoted with it. */
  quoting?: (cell: Cell) => Promise<HeardMessage>;
  /** What only those are shown who may, where others are shown less and no refusal. */
  shows?: RegExp;
  /** What others are told, where it is not by the words of the table. */
  refused?: RegExp;
}

const sql = ({ stage }: Cell, statement: string, values: readonly (string | number)[] = []): Promise<unknown> =>
  stage.house.core.db.query(statement, [...values]);

/** Rectifications, findings, joint items, flags: number 1 is of the town of the units' people, 2 of another unit. */
const ownOrOther = ({ scope }: Cell): number => (scope === 'unit' ? 1 : 2);
const about =
  (before: string, after = '') =>
  (cell: Cell): string =>
    `${before}${ownOrOther(cell)}${after}`;
const unitOr =
  (before: string, after = '') =>
  ({ scope, unit }: Cell): string =>
    `${before}${scope === 'unit' ? unit.name : '水务局'}${after}`;

const drafted = (cell: Cell): Promise<unknown> =>
  sql(
    cell,
    `insert into reminders (issue, holding, step, unit, at, state) select 1, holding, 'circulate', 1, now(), 'drafted' from issues where number = 1
     on conflict (issue, holding, step) do update set state = 'drafted', decided_at = null, decided_by = null, source = null`,
  );
const requested = (cell: Cell): Promise<unknown> =>
  sql(
    cell,
    `update issues set pending_extension = jsonb_build_object('workingDays', 3, 'due', extract(epoch from due) * 1000, 'reason', '等材料', 'by', 2)
     where number = 1`,
  );

/** A visit recorded in the group, by the one who speaks or by another. */
const visitOf = ({ stage, person, scope }: Cell): Promise<HeardMessage> =>
  stage
    .person(scope === 'own' ? person.name : '郭辛夷')
    .in('城厢组团群')
    .says('/走访 拱秀社区 入户 3户')
    .bot(/已记录走访/);

/** So that there is something of one's own to take back. */
const reportOwn = async ({ stage, person, scope }: Cell): Promise<void> => {
  if (scope === 'own')
    await stage
      .person(person.name)
      .in(null)
      .says('上报 拱秀社区路灯不亮')
      .bot(/已登记/);
};

/** The team of 城厢 is led by this person. */
async function ledBy(cell: Cell, person: number): Promise<void> {
  await sql(cell, 'update teams set leader = $1::int where id = 1', [person]);
  await cell.stage.house.roster.renew();
}

async function heldFor(cell: Cell, unit: number): Promise<void> {
  await sql(cell, 'update person_roles set unit = $1::int where person = $2::int', [unit, cell.person.id]);
  await cell.stage.house.roster.renew();
}

/** The resident of #1 is to be called by the one who speaks, or by another inspector. */
const toBeCalled = (cell: Cell): Promise<unknown> =>
  sql(
    cell,
    'update follow_ups set inspector = $1::int, holding = (select holding from issues where number = 1) where issue = 1',
    [cell.scope === 'called' ? cell.person.id : 63],
  );

/** #1 has a 督办单, to the unit of the one who speaks or to another. */
const ordered = ({ stage, scope, unit }: Cell): Promise<unknown> =>
  stage.house.core.db.query(
    `insert into supervise_orders (issue, holding, unit, answer_due, days_overdue, issued_by, issued_at)
     select 1, 99, $1::int, '2026-10-20', 1, 6, now()
     on conflict (issue, holding) do update set unit = excluded.unit`,
    [scope === 'unit' ? unit.id : 4],
  );

/** Everything that can be asked, by the table's names. */
export const trials: Record<Action, Trial> = {
  assign: { says: '转办 #1 城管局', issue: 'reported' },
  clarify: { says: '更正 #1 地点：拱秀社区', issue: 'reported' },
  accept: { says: '受理 #1', issue: 'reported' },
  return: { says: '退回 #1 属水务局', issue: 'reported' },
  handDown: { says: '下派 #1 拱秀社区', issue: 'accepted' },
  progress: { says: '办理 #1 正在施工', issue: 'handling' },
  requestExtension: { says: '延期 #1 5天 等待材料', issue: 'handling' },
  approve: { says: '批准 #1', issue: 'handling', first: requested },
  refuse: { says: '驳回 #1 理由不足', issue: 'handling', first: requested },
  recordOutcome: { says: '办结 #1 已更换灯管', issue: 'handling' },
  reply: { says: '反馈 #1 2 正在联系施工单位，有进展再告知', issue: 'handling' },
  handOverDuty: { says: '移交 #1 沈立夏 外出学习', issue: 'handling' },
  withdraw: { says: '撤回 #1', issue: 'reported' },
  requestShelving: { says: '申请挂账 #1 2026-12-31 等待立项', issue: 'handling' },
  shelve: { says: '挂账 #1 2026-12-31 陆文渊 等待立项', issue: 'handling' },
  continueShelving: { says: '继续挂账 #1 2026-12-31 等待立项', issue: 'shelved' },
  resume: { says: '恢复 #1 已经立项', issue: 'shelved' },
  reopen: { says: '重办 #1 又坏了', issue: 'closed' },
  changeRoute: { says: '途径 #1 交办单 涉及多家', also: ['途径 #1 平台流转 一家可办'], issue: 'handling' },
  settleOnSpot: { says: '现场解决 #1 已更换灯管', issue: 'reported' },
  issueForm: { says: '交办 #1 陆文渊 住建局 11月底前拿出方案', issue: 'handling' },
  instruct: { says: '批示 #1 请周五前拿出方案', issue: 'handling' },
  changeSupport: { says: '协办 #1 交通局 管线交叉', also: ['协办 #1 取消 交通局'], issue: 'handling' },
  split: { says: '拆分 #1 住建局 加固外墙；城管局 恢复路面', issue: 'handling' },
  recordDecision: { says: '议定 #1 由住建局牵头制定加固方案 住建局 11月30日', issue: 'handling' },
  completeDecision: { says: '议定 完成 #1-1 方案已报区政府', issue: 'handling' },

  clarifyAccepted: { says: '更正 #1 单位：城管局', issue: 'accepted', refused: /已由.+受理，要换单位请联系双访办/ },
  returnAtOnce: {
    says: '退回 #1 属水务局',
    issue: 'handling',
    first: (cell) => sql(cell, `update issues set returns = 9 where number = 1`),
    refused: /等双访办|双访办决定|双访办同意/,
  },
  withdrawPart: {
    says: '撤回 #1',
    issue: 'reported',
    first: (cell) => sql(cell, `update issues set parent = 2 where number = 1`),
  },
  decideSupport: { says: '协办 #1 交通局 管线交叉', issue: 'handling', refused: /双访办决定/ },
  handOverTo: {
    says: ({ scope }) => `移交 #1 ${scope === 'team' ? '叶小满' : '郭辛夷'} 外出学习`,
    issue: 'handling',
    first: ({ person, ...cell }) =>
      sql({ person, ...cell }, `update issues set duty = $1::int, reporter = $1::int where number = 1`, [person.id]),
    refused: /只能移交同组的人/,
  },
  handOverAll: {
    says: ({ scope, person }) => `移交 全部 ${scope === 'own' ? person.name : '钟灵秀'} 叶小满 调离`,
  },

  report: { says: '上报 拱秀社区路灯不亮' },
  undo: { says: ({ scope }) => (scope === 'own' ? '撤销' : '撤销 #2'), first: reportOwn, refused: /只能由本人撤销/ },
  mine: { says: '我的' },
  mineOverdue: {
    says: '我的',
    issue: 'handling',
    first: (cell) => sql(cell, `update issues set due = timestamptz '2026-01-01' where number = 1`),
    shows: /全区逾期未办/,
  },
  nextPage: { says: '下一页' },
  recordVisit: { says: '走访 拱秀社区 入户 3户' },
  withdrawVisit: { says: '走访 撤回', quoting: visitOf },
  readDiary: {
    says: ({ scope, person }) =>
      `日记 ${scope === 'own' ? person.name : scope === 'team' ? '小组' : '城厢组团一组'} 2020-01`,
  },
  readCoverage: {
    says: ({ scope }) => `覆盖 ${scope === 'unit' ? '城厢街道' : scope === 'team' ? '河上组团一组' : '新塘街道'}`,
  },
  readRota: { says: '排班' },
  changeRota: {
    says: '排班 城厢组团一组 走访日 周四',
    first: (cell) => ledBy(cell, cell.scope === 'teamLed' ? cell.person.id : 1),
  },
  changePeriod: { says: '排班 城厢组团一组 周期 3个月', first: (cell) => ledBy(cell, cell.person.id) },

  searchIssues: { says: '查询 拱秀社区 白蚁', issue: 'handling', shows: /#1 / },
  readIssue: { says: '查询 #1', issue: 'handling', shows: /内容：/ },
  readForm: {
    says: '交办 #1',
    issue: 'handling',
    first: (cell) => sql(cell, `update issues set form = ${form(8)} where number = 1`),
  },
  readDecisions: { says: '议定', issue: 'handling', shows: /#1-1/ },
  readPack: { says: '季度研究 2030年第1季度' },
  correctPack: { says: '季度研究 更正 上季度 登记有误' },
  readOverdue: { says: '逾期 水务局' },
  readUnit: { says: unitOr('单位 ') },
  readTotals: { says: '累计' },
  readUnitTotals: {
    says: ({ scope, role, unit }) =>
      `累计 ${scope === 'home' && role === 'cadre' ? '河上镇' : scope === 'home' || scope === 'unit' ? unit.name : '水务局'}`,
    // Who belongs to a unit and has the role for another may see both.
    first: ({ role, scope, ...cell }) =>
      role === 'unitLiaison' || role === 'unitLead'
        ? heldFor({ role, scope, ...cell }, scope === 'home' ? 12 : cell.unit.id)
        : Promise.resolve(),
  },
  readContact: {
    says: '联系人 #1',
    issue: 'closed',
    first: toBeCalled,
  },
  readTable: { says: '督查表 2030-01' },
  correctTable: { says: '督查表 更正 2026-08 登记有误' },
  exportLedger: { says: unitOr('台账 ', ' 2020-01') },
  readChart: { says: unitOr('图表 单位 '), also: [unitOr('图表 趋势 '), unitOr('图表 曲线 ')] },
  readFunnel: { says: '图表 漏斗' },

  listCalls: {
    says: '回访',
    issue: 'closed',
    first: toBeCalled,
    shows: /#1|1 件/,
  },
  recordFollowUp: {
    says: '回访 #1 无法联系',
    also: ['回访 #1 未解决 不满意 路灯仍不亮', '回访 #1 解决 满意'],
    issue: 'closed',
  },
  readInspections: { says: unitOr('督查 ') },
  recordInspection: { says: '督查 水务局 看:现场已施工', also: ['督查 阶段性回访 水务局 看:现场已施工'] },
  answerFinding: { says: about('督查 整改 ', ' 已完成 公示栏已更新') },
  settleFinding: { says: about('督查 销号 ') },
  sendBackFinding: { says: about('督查 退回 ', ' 公示内容不全') },
  readRectifications: { says: about('整改 ') },
  submitPlan: { says: about('整改 ', ' 文号 区办〔2026〕12号\n10月20日 张三 完成排查') },
  completeMilestone: { says: about('整改 完成 ', '-1 已排查 18 处') },
  verifyRectification: { says: about('整改 核验 ') },
  sendBackRectification: { says: about('整改 退回 ', '-1 现场仍有两处未动') },
  urge: { says: '催办 #1', issue: 'handling' },
  readOrders: { says: '督办', also: ['督办 #1 Word'], first: ordered, shows: /^督办单：|#1 的督办单（Word）/ },
  supervise: { says: '督办 #1 本周内办结', issue: 'handling' },
  readCircular: { says: '通报' },
  circulate: { says: '通报 #1 仍未办结', issue: 'handling' },
  readSummons: { says: '约谈' },
  summon: { says: '约谈 #1 仍未办结', issue: 'handling' },
  settleSummons: { says: '约谈 完成 1 已谈' },
  confirmStep: { says: '批准 #1', issue: 'handling', first: drafted },
  dismissStep: { says: '驳回 #1 已有安排', issue: 'handling', first: drafted },
  readFlags: { says: unitOr('预警 ') },
  decideFlag: { says: '预警 排除 2 已说明理由', also: ['预警 确认 2'] },
  readEmerging: { says: '苗头' },
  decideSurge: { says: '苗头 排除 2 集中上报', also: ['苗头 恢复 2'] },
  openJointItem: { says: '立项 2 水务局' },
  readJointItems: { says: about('联合 ') },
  reportJointItem: { says: about('联合 进展 ', ' 已排查 12 处') },
  answerJointItem: { says: about('联合 办结 ', ' 已更换全部路灯') },
  rescheduleJointItem: { says: about('联合 期限 ', ' 11月30日') },
  sendBackJointItem: { says: about('联合 退回 ', ' 仍有两处不亮') },
  settleJointItem: { says: about('联合 销号 ') },
  readGrid: { says: '网格' },
  changeGrid: { says: '网格 没有的人 住建局', also: ['网格 取消 没有的人 住建局'] },

  whoAmI: { says: '我是谁' },
  bindingAsked: { says: '绑定' },
  bind: { says: unitOr('绑定 console:none 没有的人 ') },
  vouch: { says: unitOr('担保 console:none 新来的 ') },
  unbind: { says: ({ scope }) => `解绑 ${scope === 'unit' ? '甲无号 城厢街道' : '乙无号 水务局'}` },
  move: { says: '调动 没有的人 住建局' },
  moveAdmin: { says: '调动 周末 水务局' },
  leave: { says: '离职 没有的人' },
  leaveAdmin: { says: '离职 周末' },
  standIn: {
    says: ({ scope }) => `代班 ${scope === 'own' ? '' : '钟灵秀 '}甲无号 10月20日 10月21日`,
    also: [({ scope }) => `代班 取消${scope === 'own' ? '' : ' 钟灵秀'}`],
  },
  standInOutside: {
    says: ({ role }) => `代班 ${['office', 'admin'].includes(role) ? '钟灵秀 叶小满' : '苏景行'} 10月20日 10月21日`,
  },
  renameUnit: { says: '更名 水务局 综合行政执法局' },
  mergeUnits: { says: '合并 水务局 并入 城厢街道 机构改革' },
  readRosterChanges: { says: '名册变动' },
  takeBackRosterChange: { says: '名册变动 撤回 999' },
  readCalendar: { says: '日历' },
  changeCalendar: { says: '日历 12月25日 休 台风停工' },
  readStatus: { says: '状态' },
  help: { says: '帮助' },
};

/** A form under this leader, as SQL. */
export const form = (leader: number): string =>
  `'${JSON.stringify({ year: 2026, number: 1, leader, note: null, by: 7, at: 0 })}'::jsonb`;
