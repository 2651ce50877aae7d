/** Whatever somebody has just done: 撤销 takes it back, or says what sets it right. Every line of the permissions that changes something. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitJob, noWork } from '../../db/job-commit.ts';
import { actions, permissions, type Action } from '../../domain/permissions.ts';
import { openTestDatabase } from '../support/database.ts';
import { hardEvidence } from '../support/evidence.ts';
import { later } from '../support/follow.ts';
import { Stage } from '../support/stage.ts';

/** Verbs of the table under which nothing changes. */
const looking = new Set(['查看', '查找', '导出']);

/** The same act as under another line: only who may do it differs. */
const alike: ReadonlySet<Action> = new Set<Action>([
  'clarifyAccepted',
  'returnAtOnce',
  'withdrawPart',
  'decideSupport',
  'handOverTo',
  'moveAdmin',
  'leaveAdmin',
  'standInOutside',
]);

const tried = new Set<Action>();
let stage: Stage;

/** Where people of a role speak; all others speak in private. */
const rooms: Record<string, string> = {
  郭辛夷: '城厢组团群',
  沈立夏: '住建局群',
  宋知秋: '住建局群',
  贺云帆: '执法局群',
  罗一鸣: '执法局群',
  顾清和: '督查联络群',
  方既白: '督查联络群',
};
const says = (name: string, text: string) => stage.says(name, rooms[name] ?? '私聊', rooms[name] ? `/${text}` : text);

/** Said, and taken back at once; `again` where the story goes on with it. */
async function slip(act: Action, name: string, text: string, done: RegExp, undone: RegExp, again?: 'again') {
  tried.add(act);
  await later(stage);
  await says(name, text).bot(done);
  await later(stage);
  await says(name, '撤销').bot(undone);
  await later(stage);
  if (again !== undefined) await says(name, text).bot(done);
}

const justTakenBack = /^您刚才那一步已经撤销，要恢复请重新发送。再往前的请写编号/;
const published = /^发布的表和材料不能撤销，有误请再更正一次/;

/** Said, and 撤销 tells how it is set right instead. */
const stands = (act: Action, name: string, text: string, done: RegExp, instead: RegExp) =>
  slip(act, name, text, done, instead);

beforeAll(async () => {
  stage = await Stage.open(await openTestDatabase('pglite'), '2026-09-28T09:00');
});
afterAll(async () => {
  await stage.close();
  await stage.house.core.db.close();
});

describe('what was just done', () => {
  it('to an issue until it has an outcome', async () => {
    await slip('report', '郭辛夷', '上报 拱秀社区白蚁蛀门', /已登记 #1/, /^#1 的上报已撤销/);
    await says('郭辛夷', '上报 拱秀社区白蚁蛀门').bot(/已登记 #2/);
    await slip('clarify', '郭辛夷', '更正 #2 地点：陈公桥社区', /#2/, /^#2 的“更正”已撤销/);
    await slip('withdraw', '郭辛夷', '撤回 #2 说错了', /#2 已撤回/, /^#2 的“撤回”已撤销/);
    await slip('accept', '沈立夏', '受理 #2', /#2 已受理/, /^#2 的“受理”已撤销/, 'again');
    await slip('return', '沈立夏', '退回 #2 属城管局管', /已退回双访办/, /^#2 的“退回”已撤销/);
    await slip('handDown', '沈立夏', '下派 #2 白蚁中心', /仍负总责/, /^#2 的“下派”已撤销/);
    await slip('progress', '沈立夏', '办理 #2 已约上门', /进展已记录/, /^#2 的“办理”已撤销/, 'again');
    await slip('requestExtension', '沈立夏', '延期 #2 3天 等药剂', /延期申请已提交/, /^#2 的“延期”已撤销/, 'again');
    await slip('refuse', '方既白', '驳回 #2 请按期', /延期已驳回/, /^#2 的“驳回”已撤销/);
    await slip('approve', '方既白', '批准 #2', /延期已批准/, /^#2 的“批准”已撤销/, 'again');
    await slip(
      'requestShelving',
      '沈立夏',
      '申请挂账 #2 2026-12-31 等立项',
      /挂账申请已提交/,
      /^#2 的“申请挂账”已撤销/,
    );
    await slip('shelve', '方既白', '挂账 #2 2026-12-31 陆文渊 等立项', /已挂账/, /^#2 的“挂账”已撤销/, 'again');
    await slip('continueShelving', '方既白', '继续挂账 #2 2027-01-29 仍等立项', /#2/, /^#2 的“继续挂账”已撤销/);
    await slip('resume', '方既白', '恢复 #2 已立项', /#2/, /^#2 的“恢复”已撤销/, 'again');
    await slip('assign', '方既白', '转办 #2 城管局', /已转/, /^#2 的“转办”已撤销/);
    await slip('changeRoute', '方既白', '途径 #2 交办单 涉及两家', /途径改为/, /^#2 的“途径”已撤销/);
    await slip('changeSupport', '方既白', '协办 #2 交通局 围挡占道', /协办单位/, /^#2 的“协办”已撤销/);
    await stands('issueForm', '方既白', '交办 #2 陆文渊 住建局', /已签发/, /“交办”不能撤销。编号已经给出。/);
    await slip('instruct', '陆文渊', '批示 #2 周五前到场', /#2/, /^#2 的“批示”已撤销/);
    await slip('recordDecision', '方既白', '议定 #2 月底前消杀 住建局 10月30日', /#2/, /^#2 的“议定”已撤销/, 'again');
    await slip('completeDecision', '方既白', '议定 完成 #2-1 已消杀', /#2/, /^#2 的“议定完成”已撤销/);
    await says('郭辛夷', '上报 陈公桥社区下水道堵塞、路面塌陷').bot(/已登记 #3/);
    await says('方既白', '交办 #3 陆文渊 水务局').bot(/已签发/);
    await stands('split', '方既白', '拆分 #3 交通局 恢复路面；水务局 疏通', /已拆分/, /“拆分”不能撤销/);
  });

  it('about the answer to the resident', async () => {
    await slip('handOverDuty', '方既白', '移交 #2 孟良辰 出差', /#2/, /^#2 的“移交”已撤销/);
    await slip('recordOutcome', '沈立夏', '办结 #2 已消杀', /办理结果已记录/, /^#2 的“办结”已撤销/, 'again');
    await slip('reply', '郭辛夷', '反馈 #2 1 已消杀，当面告知', /结案/, /^#2 的“反馈”已撤销/, 'again');
    await says('沈立夏', '撤销').bot(/郭辛夷已经“反馈”，不能再撤销。群众已经答复。未解决的请督查联络员“重办 #2 原因”/);
    await slip('reopen', '顾清和', '重办 #2 又有白蚁', /#2/, /^#2 的“重办”已撤销/);
    await says('郭辛夷', '上报 拱秀社区楼道垃圾').bot(/已登记 #\d+/);
    await slip('settleOnSpot', '郭辛夷', '现场解决 #6 已清走', /结案/, /^#6 的“现场解决”已撤销/);
    await stands(
      'handOverAll',
      '方既白',
      '移交 全部 郭辛夷 孟良辰 调离',
      /移交/,
      /一共移交了 \d+ 件，不能撤销。请接手的人或双访办“移交 全部 姓名 原因”移交回来/,
    );
  });

  it('by who visits, and who arranges visits and inspections', async () => {
    await slip('recordVisit', '郭辛夷', '走访 拱秀社区 入户 3户', /已记录走访〔\d〕/, /^已撤回走访〔1〕/, 'again');
    await stands('withdrawVisit', '郭辛夷', '走访 撤回', /已撤回走访〔2〕/, justTakenBack);
    await slip('changeRota', '方既白', '排班 城厢组团一组 走访日 周四', /安排已改/, /已撤销。现在是/);
    await slip('changePeriod', '方既白', '排班 城厢组团一组 周期 3个月', /每 3 个月一轮/, /已撤销。现在是/);
    await slip('changeGrid', '方既白', '网格 顾清和 住建局', /由顾清和负责/, /^顾清和的网格改动已撤销/);
    await slip('changeCalendar', '方既白', '日历 12月25日 休 台风停工', /12月25日/, /已撤销/);
  });

  it('by who supervises', async () => {
    await slip(
      'recordInspection',
      '顾清和',
      '督查 城管局 看:现场 发现:垃圾未清',
      /督查 \d 号已记录/,
      /^督查 1 号已撤销/,
      'again',
    );
    await slip('answerFinding', '罗一鸣', '督查 整改 2 已完成 已清', /已报完成/, /已撤销/, 'again');
    await slip('sendBackFinding', '顾清和', '督查 退回 2 仍有一堆', /已退回/, /已撤销/);
    await slip('settleFinding', '顾清和', '督查 销号 2', /已销号/, /已撤销/);
    await slip('urge', '顾清和', '催办 #6', /已催办/, /^#6 的“催办”已撤销/);
    await slip('circulate', '顾清和', '通报 #6 拖了很久', /#6/, /^#6 的“通报”已撤销/);
    await stands('supervise', '顾清和', '督办 #6 本周内办结', /已签发/, /已编号送达单位，不能撤销/);
    await stands(
      'summon',
      '顾清和',
      '约谈 #6 两次督办仍未办',
      /约谈建议 1 号已提出/,
      /约谈建议 1 号已编号报双访办安排，不能撤销/,
    );
    await slip('settleSummons', '方既白', '约谈 完成 1 已谈', /已记录结果/, /^约谈建议 1 号的结果已撤销/);
    await slip('recordFollowUp', '顾清和', '回访 #2 解决 满意', /回访已记录/, /^#2 的“回访”已撤销/);
  });

  it('about flags, plans, surges and joint items', async () => {
    await raised();
    await slip('decideFlag', '顾清和', '预警 确认 1', /督查建议〔2026〕\d号已发/, /^预警 1 号的“确认”已撤销/, 'again');
    await slip(
      'submitPlan',
      '罗一鸣',
      '整改 2 文号 区执法〔2026〕9号\n11月10日 罗一鸣 完成排查',
      /方案/,
      /已撤销/,
      'again',
    );
    await slip('completeMilestone', '罗一鸣', '整改 完成 2-1 已排查', /2-1|完成/, /已撤销/, 'again');
    await slip('sendBackRectification', '顾清和', '整改 退回 2-1 仍有两处', /退回/, /已撤销/);
    await slip('verifyRectification', '顾清和', '整改 核验 2', /销号/, /已撤销/);
    await slip('decideSurge', '方既白', '苗头 排除 1 集中上报', /排除/, /已撤销/);
    await slip(
      'openJointItem',
      '方既白',
      '立项 1 交通局 10月30日',
      /联合事项 \d 号已立项/,
      /^联合事项 1 号的“立项”已撤销/,
      'again',
    );
    await slip('reportJointItem', '秦望舒', '联合 进展 2 已排查', /进展已记录/, /已撤销/);
    await slip('rescheduleJointItem', '方既白', '联合 期限 2 11月20日', /2 号/, /已撤销/);
    await slip('answerJointItem', '秦望舒', '联合 办结 2 已更换', /已报办结/, /已撤销/, 'again');
    await slip('sendBackJointItem', '方既白', '联合 退回 2 仍有两处', /退回/, /已撤销/);
    await slip('settleJointItem', '方既白', '联合 销号 2', /销号/, /已撤销/);
  });

  it('with drafts of the ladder, and editions that are out', async () => {
    await says('郭辛夷', '上报 陈公桥社区摆摊占道').bot(/已登记 #7/);
    await says('郭辛夷', '上报 特急 拱秀社区水管爆裂').bot(/已登记 #8/);
    await says('钟灵秀', '办结 #8 已抢修').bot(/已记录/);
    await says('郭辛夷', '反馈 #8 1 已抢修，当面告知').bot(/结案/);
    await stage.sleepUntil('2026-10-09T10:00');
    await says('顾清和', '回访 #8 未解决 不满意 仍在漏水').bot(/不再计入按时办结/);
    await stands('correctTable', '方既白', '督查表 更正 2026-09 回访未解决', /第2版，/, published);
    await says('方既白', '更正 #3 类别：道路交通').bot(/已记下类别/);
    await stands('correctPack', '方既白', '季度研究 更正 上季度 类别登记有误', /第 2 版已发布/, published);
    await stage.sleepUntil('2026-10-23T10:00');
    await slip('dismissStep', '顾清和', '驳回 #7 已有安排', /已驳回/, /^#7 的“[^”]+”已撤销/);
    await stands('confirmStep', '顾清和', '批准 #7', /已签发/, /已编号送达单位，不能撤销/);
  });

  it('to the roster', async () => {
    await slip('vouch', '沈立夏', '担保 console:p50 江晚晴 住建局', /已担保/, /已撤回/, 'again');
    await slip('unbind', '方既白', '解绑 console:p50', /已解绑/, /已撤回/, 'again');
    await slip('bind', '方既白', '绑定 console:p50 江晚晴 住建局', /已绑定/, /已撤回/);
    await slip('move', '方既白', '调动 江晚晴 城管局', /已调动/, /已撤回/);
    await slip('standIn', '方既白', '代班 沈立夏 宋知秋 10月26日 10月28日', /已代班/, /^已取消代班/);
    await slip('leave', '方既白', '离职 江晚晴', /已离职/, /已撤回/);
    await slip('renameUnit', '方既白', '更名 水务局 水利水务局', /更名/, /已撤回/);
    await slip('mergeUnits', '方既白', '合并 水务局 并入 交通局 机构改革', /合并/, /已撤回/);
    await later(stage);
    const { text } = await says('方既白', '更名 水务局 水利水务局').bot(/名册变动 \d+ 号/);
    const [, number = ''] = /名册变动 (\d+) 号/.exec(text) ?? [];
    await stands('takeBackRosterChange', '方既白', `名册变动 撤回 ${number}`, /已撤回/, justTakenBack);
  });

  it('has been tried, whatever can be done', () => {
    const changing = actions.filter((action) => !looking.has(permissions[action].verb) && action !== 'undo');
    expect(changing.filter((action) => !tried.has(action) && !alike.has(action))).toEqual([]);
  });
});

/** A flag of 城管局 and a surge in 城厢街道, as the weekly looks raise them. */
async function raised(): Promise<void> {
  const { db } = stage.house.core;
  const flags = [
    { id: 1, kind: 'untouched' as const, unit: 2, evidence: { ...hardEvidence, from: '2026-07-01', to: '2026-09-28' } },
  ];
  const surge = { id: 1, week: '2026-09-21', town: 11, category: 3, level: 'alarm' as const };
  const evidence = { counts: [0, 1, 0, 1, 4], tail: 1e-5, average: 0.5, tested: 24, apart: [], towns: [], issues: [3] };
  await commitJob(
    db,
    { job: 'weekly-flags', dueAt: stage.at + 1, skipped: [] },
    { ...noWork, flags, flagDay: '2026-09-28' },
    stage.at,
  );
  await commitJob(
    db,
    { job: 'weekly-emerging', dueAt: stage.at + 1, skipped: [] },
    { ...noWork, emerging: [{ ...surge, evidence }] },
    stage.at,
  );
}
