/** 我的: what waits for a person, the most pressing first, by what they are. */
import { findIssues, type IssueList } from '../../db/issue-queries.ts';
import { loadDrafts } from '../../db/supervision.ts';
import { deskOf } from '../../db/unit-desk.ts';
import { handledUnits } from '../../domain/directory.ts';
import { groupBy } from '../../domain/group-by.ts';
import { mayAtAll, mayEverywhere, reach } from '../../domain/permitted.ts';
import type { IssueStatus } from '../../domain/issue/state.ts';
import { dayOf } from '../../domain/time.ts';
import { ladderNames } from '../../wording/digests.ts';
import { message } from '../../wording/format.ts';
import { requestLine } from '../../wording/requests.ts';
import { deskCounts, overdueFirst } from '../../wording/unit-desk.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer } from '../answer.ts';
import { inGroup, type MessageContext } from '../core.ts';
import { listedOf } from '../pages.ts';
import { allPlaces, coverageOf } from '../visits/coverage.ts';
import { soonEnd } from './filter.ts';
import { listLine, section } from './lists.ts';
import { supervisedSections } from './supervised.ts';
import { decisionsOwed, flagsToDecide, officeWaits, surgesToDecide } from './waiting.ts';

const unfinished: readonly IssueStatus[] = ['reported', 'returned', 'accepted', 'handling', 'shelved', 'reopened'];

/** All at once: a section costs a statement, and none waits for another. */
export async function mine(ctx: MessageContext): Promise<void> {
  const { actor } = ctx;
  const units = handledUnits(actor);
  const sections = await Promise.all([
    answers(ctx),
    newsToPassOn(ctx),
    mayEverywhere(actor, 'assign') ? toRoute(ctx) : [],
    units.length > 0 ? onTheDesk(ctx, units) : [],
    reach(actor, 'instruct').has('led') ? led(ctx) : [],
    mayAtAll(actor, 'confirmStep') ? drafts(ctx) : [],
    mayAtAll(actor, 'decideFlag') ? flagsToDecide(ctx, listedOf(ctx), true) : [],
    mayAtAll(actor, 'openJointItem') ? surgesToDecide(ctx, listedOf(ctx)) : [],
    supervisedSections(ctx, listedOf(ctx)),
    mayAtAll(actor, 'mineOverdue') ? districtOverdue(ctx) : [],
    reported(ctx),
    toVisit(ctx),
  ]);
  const all = sections.flat();
  await answer(ctx, message(all.length === 0 ? nothingThere.waiting() : all.join('\n\n')));
}

/** A cadre: residents who wait, the one who waits longest first. */
async function answers(ctx: MessageContext): Promise<string[]> {
  const filter = { duty: ctx.actor.id, statuses: ['awaitingReply'], by: 'replyDue' } as const;
  return section(
    ctx,
    '待我答复群众',
    await findIssues(ctx.core.db, filter, listedOf(ctx)),
    '查询 待反馈',
    '反馈 #编号 1 答复内容',
  );
}

/** A cadre: progress the resident has not heard of. */
async function newsToPassOn(ctx: MessageContext): Promise<string[]> {
  const filter = { duty: ctx.actor.id, toPassOn: true, unclosed: true, by: 'passOn' } as const;
  const found = await findIssues(ctx.core.db, filter, listedOf(ctx));
  return section(ctx, '有新进展、待我转告群众', found, null, '反馈 #编号 2 转告的内容');
}

/** The office: what nobody has, what is asked for, what was put off until today. */
async function toRoute(ctx: MessageContext): Promise<string[]> {
  const { db } = ctx.core;
  const [unrouted, proposed, asked, reviews] = await Promise.all([
    findIssues(db, { unrouted: true, by: 'age' }, listedOf(ctx)),
    findIssues(db, { proposed: 'handover', open: true, by: 'age' }, listedOf(ctx)),
    findIssues(db, { asked: true, by: 'due' }, listedOf(ctx)),
    findIssues(db, { reviewUntil: dayOf(ctx.now), by: 'review' }, listedOf(ctx)),
  ]);
  return [
    ...section(ctx, '待转办', unrouted, '查询 待转办', '转办 #编号 单位'),
    ...section(
      ctx,
      '建议走问题交办单、待定',
      proposed,
      null,
      '交办 #编号 区领导 主办单位　或　途径 #编号 平台流转 原因',
    ),
    ...requests(ctx, asked),
    ...section(ctx, '挂账到期待复核', reviews, '查询 挂账', '继续挂账 #编号 新复核日期 原因　或　恢复 #编号 原因'),
    ...(await officeWaits(ctx, listedOf(ctx))),
  ];
}

/** What units ask, in their words where no group reads along. */
function requests(ctx: MessageContext, { issues, total }: IssueList): string[] {
  const { directory } = ctx.rules;
  const lines = issues.map((issue) => (inGroup(ctx) ? listLine(ctx, issue) : requestLine(issue, directory)));
  return total === 0
    ? []
    : [
        [
          `待我决定的申请（${total} 件，请回复：批准 #编号　或　驳回 #编号 理由）`,
          ...lines,
          ...(total > issues.length ? [`……另有 ${total - issues.length} 件`] : []),
        ].join('\n'),
      ];
}

/** A liaison or lead: what is overdue stands first, for it is by deadline. */
async function onTheDesk(ctx: MessageContext, handled: readonly number[]): Promise<string[]> {
  const { core, now, rules } = ctx;
  const units = rules.directory.withFormer(handled);
  const [desk, helping] = await Promise.all([
    deskOf(core.db, units, now, soonEnd(now, rules), listedOf(ctx)),
    findIssues(core.db, { supporting: units, open: true, by: 'due' }, listedOf(ctx)),
  ]);
  const working = desk.issues.filter(({ outcomeAt }) => outcomeAt === null);
  const rest = desk.open + desk.shelved - working.length;
  const [unit] = handled;
  return [
    [
      `本单位${deskCounts(desk)}`,
      ...working.map((issue) => listLine(ctx, issue)),
      ...(rest > 0 ? [`……另有 ${rest} 件，发“单位 ${rules.directory.unitName(unit ?? null)}”看全部`] : []),
      ...(desk.overdue > 0 ? [overdueFirst(desk.overdue)] : []),
      ...(working.length > 0 ? ['请发：受理 #编号，办理 #编号 进展，办结 #编号 结果'] : []),
    ].join('\n'),
    ...section(ctx, '本单位协办', helping, null, '办理 #编号 进展'),
    ...(await decisionsOwed(ctx, handled, listedOf(ctx))),
  ];
}

/** A district leader: the forms that name them. */
async function led(ctx: MessageContext): Promise<string[]> {
  return section(
    ctx,
    '由我牵头的交办单',
    await findIssues(ctx.core.db, { leader: ctx.actor.id, open: true, by: 'due' }, listedOf(ctx)),
    null,
    '批示 #编号 要求',
  );
}

/** An inspector: steps of the ladder that wait for a person. */
async function drafts({ core, rules }: MessageContext): Promise<string[]> {
  const waiting = groupBy(await loadDrafts(core.db), ({ issue }) => issue);
  const words = [...waiting].map(
    ([issue, steps]) =>
      `#${issue} ${steps.map(({ step }) => ladderNames[step]).join('、')}（${rules.directory.unitName(steps[0]?.unit ?? null)}）`,
  );
  const more = words.length > listedOf({ rules }) ? `等 ${words.length} 件，先审在前的` : '';
  return words.length === 0
    ? []
    : [`待我审定：${words.slice(0, listedOf({ rules })).join('、')}${more}\n请发：批准 #编号　或　驳回 #编号 理由`];
}

/** Who supervises the district: how much of it is overdue. */
async function districtOverdue(ctx: MessageContext): Promise<string[]> {
  const { total } = await findIssues(ctx.core.db, { overdueAt: ctx.now }, 1);
  return total === 0 ? [] : [`全区逾期未办 ${total} 件，发“逾期”看明细`];
}

/** A cadre: places of the own teams that nobody has visited in their period. */
async function toVisit({ core, actor, rules, now }: MessageContext): Promise<string[]> {
  const { directory } = rules;
  const own = new Set(directory.teamsOf(actor.id).map(({ id }) => id));
  const places = allPlaces(core, dayOf(now)).filter(({ team }) => team !== null && own.has(team.id));
  if (places.length === 0) return [];
  const { covered } = await coverageOf(core, places, dayOf(now));
  const open = covered.filter(({ visited }) => !visited).map(({ place }) => directory.unitName(place));
  return open.length === 0
    ? []
    : [`本轮还没走访（${open.length} 处）：${open.slice(0, listedOf({ rules })).join('、')}，发“覆盖”看明细`];
}

async function reported(ctx: MessageContext): Promise<string[]> {
  const found = await findIssues(ctx.core.db, { duty: ctx.actor.id, statuses: unfinished, by: 'age' }, listedOf(ctx));
  return section(ctx, '我首问的、正在办理', found, '查询 未结');
}
