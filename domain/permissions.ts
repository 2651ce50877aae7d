/**
 * Who may do what, and how far: the one table of role × command × scope. What is not in it nobody may. Commands are allowed
 * and refused by it, `decide` and the use-cases ask it (`permitted.ts`), the choices offered for a number follow from it,
 * help and handbook print it, and a test tries every cell both ways.
 */
import type { CommandType } from './issue/commands.ts';
import type { Role } from './roles.ts';

/**
 * How far somebody may. any: everything · own: what is the person's own · reported: what they heard first, or have the duty
 * of now · duty: where they owe the resident the answer · unit: of a unit they are liaison or lead of, or below it; of an
 * issue, the unit that answers for it or works on it · supporting: of a unit that helps · decided: of a unit the leading group
 * gave something to do · home: of the unit they belong to · team: of a visit team they are in · teamLed: of one they lead ·
 * led: where the form names them, or none is issued · withForm: where one is issued · called: whom they have to call
 */
export const scopes = [
  'any',
  'own',
  'reported',
  'duty',
  'unit',
  'supporting',
  'decided',
  'home',
  'team',
  'teamLed',
  'led',
  'withForm',
  'called',
] as const;
export type Scope = (typeof scopes)[number];

/** By role; `anybody` is whoever has a bound account, without any role too. */
export type Grants = Partial<Record<Role | 'anybody', readonly Scope[]>>;

export interface Permission {
  /** The command's name. */
  command: string;
  /** What of it, as people say it: 签发 督办单. */
  verb: string;
  object: string;
  may: Grants;
  /** Not lent to who only stands in for somebody. */
  personal?: true;
}

type Far = readonly [Scope, ...Scope[]];
const cadre = (...far: Far): Grants => ({ cadre: far });
const liaison = (...far: Far): Grants => ({ unitLiaison: far });
const unit = (...far: Far): Grants => ({ unitLiaison: far, unitLead: far });
const inspector = (...far: Far): Grants => ({ inspector: far });
const leader = (...far: Far): Grants => ({ districtLeader: far });
/** The office's permissions are the administrator's too. */
const office = (...far: Far): Grants => ({ office: far, admin: far });
const admin = (...far: Far): Grants => ({ admin: far });
const anybody = (...far: Far): Grants => ({ anybody: far });
/** Those who look after the whole district. */
const supervisors = (...far: Far): Grants => ({ ...inspector(...far), ...leader(...far), ...office(...far) });
const everyRole = (...far: Far): Grants => ({ ...cadre(...far), ...unit(...far), ...supervisors(...far) });

/** Grants of the same role add up. */
function line(command: string, verb: string, object: string, ...grants: readonly Grants[]): Permission {
  const may: Record<string, readonly Scope[]> = {};
  for (const grant of grants)
    for (const [role, far] of Object.entries(grant)) {
      const all = new Set([...(may[role] ?? []), ...far]);
      may[role] = all.has('any') ? ['any'] : [...all];
    }
  return { command, verb, object, may };
}

/**
 * What stays with the person: who only stands in does not change who is who, or what units there are, and nobody stands in for
 * somebody who stands in. A holiday can wait for that, or another of the office does it.
 */
const personal = (...of: Parameters<typeof line>): Permission => ({ ...line(...of), personal: true });

const onIssues = {
  assign: line('转办', '转办', '问题', office('any')),
  clarify: line('更正', '更正', '地点、类别、单位', everyRole('reported'), office('any')),
  accept: line('受理', '受理', '问题', unit('unit')),
  return: line('退回', '退回', '问题', unit('unit'), office('any')),
  handDown: line('下派', '下派', '问题', unit('unit')),
  progress: line('办理', '记录', '进展', unit('unit', 'supporting')),
  requestExtension: line('延期', '申请', '延期', unit('unit')),
  approve: line('批准', '批准', '延期、退回、挂账的申请', office('any')),
  refuse: line('驳回', '驳回', '延期、退回、挂账的申请', office('any')),
  recordOutcome: line('办结', '记录', '办理结果', unit('unit')),
  reply: line('反馈', '记录', '对群众的反馈', everyRole('duty'), office('any')),
  handOverDuty: line('移交', '移交', '首问责任', everyRole('duty'), office('any')),
  withdraw: line('撤回', '撤回', '上报', everyRole('reported')),
  requestShelving: line('申请挂账', '申请', '挂账', unit('unit')),
  shelve: line('挂账', '决定', '挂账', office('any')),
  continueShelving: line('继续挂账', '决定', '继续挂账', office('any')),
  resume: line('恢复', '恢复', '挂账的问题', office('any')),
  reopen: line('重办', '提出', '重办', inspector('any'), office('any')),
  changeRoute: line('途径', '决定', '途径', office('any')),
  settleOnSpot: line('现场解决', '记录', '现场解决', everyRole('reported')),
  issueForm: line('交办', '签发', '交办单', office('any')),
  instruct: line('批示', '作出', '批示', leader('led'), office('withForm')),
  changeSupport: line('协办', '提出', '协办单位', unit('unit'), office('any')),
  split: line('拆分', '拆分', '问题', office('any')),
  recordDecision: line('议定', '记录', '议定事项', office('any')),
  completeDecision: line('议定', '记录', '议定事项的落实', unit('decided'), office('any')),
} as const satisfies Record<CommandType, Permission>;

/** Where more is asked of those who may do the same to another issue. */
const onSomeIssues = {
  clarifyAccepted: line('更正', '更换', '受理后的单位', office('any')),
  returnAtOnce: line('退回', '直接退回', '逾期或多次退回的问题', office('any')),
  withdrawPart: line('撤回', '撤回', '拆分出的部分', office('any')),
  decideSupport: line('协办', '决定', '协办单位', office('any')),
  handOverTo: line('移交', '移交给', '接手人', everyRole('team'), office('any')),
  handOverAll: line('移交', '全部移交', '首问责任', everyRole('own'), office('any')),
} as const satisfies Record<string, Permission>;

const onOwnWork = {
  report: line('上报', '上报', '问题', everyRole('any')),
  undo: line('撤销', '撤销', '操作', everyRole('own')),
  mine: line('我的', '查看', '待办', everyRole('any')),
  mineOverdue: line('我的', '查看', '全区逾期件数', inspector('any'), leader('any')),
  nextPage: line('下一页', '查看', '下一页', everyRole('any')),
  recordVisit: line('走访', '记录', '走访', cadre('any'), unit('any'), leader('any'), office('any')),
  withdrawVisit: line('走访', '撤回', '走访', cadre('own'), unit('own'), leader('own'), office('any')),
  readDiary: line('日记', '查看', '日记', cadre('own', 'team'), unit('own', 'team'), supervisors('any')),
  readCoverage: line('覆盖', '查看', '走访覆盖', cadre('team'), unit('team', 'unit'), supervisors('any')),
  readRota: line('排班', '查看', '排班', everyRole('any')),
  changeRota: line('排班', '调整', '走访日和访谈夜', everyRole('teamLed'), office('any')),
  changePeriod: line('排班', '调整', '走访周期', office('any')),
} as const satisfies Record<string, Permission>;

const onQuestions = {
  searchIssues: line('查询', '查找', '问题', cadre('reported'), unit('any'), supervisors('any')),
  readIssue: line(
    '查询',
    '查看',
    '问题详情',
    cadre('reported'),
    unit('reported', 'unit', 'supporting'),
    supervisors('any'),
  ),
  readForm: line('交办', '查看', '交办单', unit('reported', 'unit', 'supporting'), supervisors('any')),
  readDecisions: line('议定', '查看', '待落实的议定事项', unit('decided'), supervisors('any')),
  readPack: line('季度研究', '查看', '季度研究材料', leader('any'), office('any')),
  correctPack: line('季度研究', '更正', '季度研究材料', office('any')),
  readOverdue: line('逾期', '查看', '逾期问题', unit('any'), supervisors('any')),
  readUnit: line('单位', '查看', '情况', unit('unit'), supervisors('any')),
  readTotals: line('累计', '查看', '全区累计', everyRole('any')),
  readUnitTotals: line('累计', '查看', '累计', cadre('home'), unit('unit', 'home'), supervisors('any')),
  readContact: line(
    '联系人',
    '查看',
    '联系方式',
    cadre('duty'),
    unit('duty', 'unit'),
    inspector('duty', 'called'),
    office('any'),
  ),
  readTable: line('督查表', '查看', '督查表', unit('any'), supervisors('any')),
  correctTable: line('督查表', '更正', '督查表', office('any')),
  exportLedger: line('台账', '导出', '台账', unit('unit'), supervisors('any')),
  readChart: line('图表', '查看', '图表', unit('unit'), supervisors('any')),
  readFunnel: line('图表', '查看', '漏斗图', supervisors('any')),
} as const satisfies Record<string, Permission>;

const onSupervision = {
  listCalls: line('回访', '查看', '待打的回访', inspector('called'), office('any')),
  recordFollowUp: line('回访', '记录', '回访结果', inspector('any'), office('any')),
  readInspections: line('督查', '查看', '督查', unit('unit'), supervisors('any')),
  recordInspection: line('督查', '记录', '督查', inspector('any')),
  answerFinding: line('督查', '答复', '督查发现', unit('unit')),
  settleFinding: line('督查', '销号', '督查发现', inspector('any')),
  sendBackFinding: line('督查', '退回', '督查发现', inspector('any')),
  readRectifications: line('整改', '查看', '整改', unit('unit'), supervisors('any')),
  submitPlan: line('整改', '报送', '整改方案', unit('unit')),
  completeMilestone: line('整改', '报', '整改节点完成', unit('unit')),
  verifyRectification: line('整改', '核验', '整改', inspector('any')),
  sendBackRectification: line('整改', '退回', '整改', inspector('any')),
  urge: line('催办', '催办', '问题', inspector('any'), office('any')),
  readOrders: line('督办', '查看', '督办单', unit('unit'), supervisors('any')),
  supervise: line('督办', '签发', '督办单', inspector('any')),
  readCircular: line('通报', '查看', '通报', supervisors('any')),
  circulate: line('通报', '列入', '通报', inspector('any')),
  readSummons: line('约谈', '查看', '约谈建议', supervisors('any')),
  summon: line('约谈', '提出', '约谈', inspector('any')),
  settleSummons: line('约谈', '记录', '约谈结果', office('any')),
  confirmStep: line('批准', '审定', '督办、通报、约谈', inspector('any')),
  dismissStep: line('驳回', '驳回', '督办、通报、约谈', inspector('any')),
  readFlags: line('预警', '查看', '预警', unit('unit'), supervisors('any')),
  decideFlag: line('预警', '确认或排除', '预警', inspector('any')),
  readEmerging: line('苗头', '查看', '苗头', supervisors('any')),
  decideSurge: line('苗头', '排除、恢复', '苗头', inspector('any'), office('any')),
  openJointItem: line('立项', '立项', '联合事项', inspector('any'), office('any')),
  readJointItems: line('联合', '查看', '联合事项', unit('unit'), supervisors('any')),
  reportJointItem: line('联合', '报', '联合事项进展', unit('unit')),
  answerJointItem: line('联合', '报', '联合事项办结', unit('unit')),
  rescheduleJointItem: line('联合', '定', '联合事项的期限', inspector('any'), office('any')),
  sendBackJointItem: line('联合', '退回', '联合事项', inspector('any'), office('any')),
  settleJointItem: line('联合', '销号', '联合事项', inspector('any'), office('any')),
  readGrid: line('网格', '查看', '督查网格', inspector('any'), office('any')),
  changeGrid: line('网格', '划分', '督查网格', office('any')),
} as const satisfies Record<string, Permission>;

const onTheHouse = {
  whoAmI: line('我是谁', '查看', '本人身份', anybody('any')),
  bindingAsked: line('绑定', '查看', '本人身份', anybody('any')),
  bind: personal('绑定', '绑定', '账号', liaison('unit'), office('any')),
  vouch: personal('担保', '担保', '新人', liaison('unit'), office('any')),
  unbind: personal('解绑', '解绑', '账号', liaison('unit'), office('any')),
  move: personal('调动', '调动', '人员', office('any')),
  moveAdmin: personal('调动', '调动', '管理员', admin('any')),
  leave: personal('离职', '办理', '离职', office('any')),
  leaveAdmin: personal('离职', '办理', '管理员的离职', admin('any')),
  standIn: personal('代班', '安排', '代班', unit('own'), inspector('own'), office('any')),
  standInOutside: personal('代班', '安排', '外单位的人代班', office('any')),
  renameUnit: personal('更名', '更名', '单位', office('any')),
  mergeUnits: personal('合并', '合并', '单位', office('any')),
  readRosterChanges: personal('名册变动', '查看', '名册变动', office('any')),
  takeBackRosterChange: personal('名册变动', '撤回', '名册变动', office('any')),
  readCalendar: line('日历', '查看', '放假安排', office('any')),
  changeCalendar: line('日历', '调整', '放假安排', office('any')),
  readStatus: line('状态', '查看', '运行状态', inspector('any'), office('any')),
  help: line('帮助', '查看', '帮助', anybody('any')),
} as const satisfies Record<string, Permission>;

const table = { ...onIssues, ...onSomeIssues, ...onOwnWork, ...onQuestions, ...onSupervision, ...onTheHouse };

export type Action = keyof typeof table;

/** The table: a line for everything a command can be asked. */
export const permissions: Readonly<Record<Action, Permission>> = table;

export const actions = Object.keys(table) as readonly Action[];
