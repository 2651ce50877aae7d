/** 我的: what waits for a person, the most pressing first, by what they are. */
import { findIssues, type IssueList } from '../../db/issue-queries.ts';
import { loadDrafts } from '../../db/supervision.ts';
import { deskOf } from '../../db/unit-desk.ts';
import { handledUnits } from '../../domain/directory.ts';
import { mayAtAll, mayEverywhere, reach } from '../../domain/permitted.ts';
import type { IssueStatus } from '../../domain/issue/state.ts';
import { dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { requestLine } from '../../wording/requests.ts';
import { deskCounts } from '../../wording/unit-desk.ts';
import { answer } from '../answer.ts';
import { inGroup, type MessageContext } from '../core.ts';
import { LISTED } from '../pages.ts';
import { allPlaces, coverageOf } from '../visits/coverage.ts';
import { soonEnd } from './filter.ts';
import { listLine, section } from './lists.ts';
import { supervisedSections } from './supervised.ts';

const unfinished: readonly IssueStatus[] = ['reported', 'returned', 'accepted', 'handling', 'shelved', 'reopened'];

/** All at once: a section costs a statement, and none waits for another. */
export async function mine(ctx: MessageContext): Promise<void> {
  const { actor } = ctx;
  const units = handledUnits(actor);
  const sections = await Promise.all([
    answers(ctx),
    mayEverywhere(actor, 'assign') ? toRoute(ctx) : [],
    units.length > 0 ? onTheDesk(ctx, units) : [],
    reach(actor, 'instruct').has('led') ? led(ctx) : [],
    mayAtAll(actor, 'confirmStep') ? drafts(ctx) : [],
    supervisedSections(ctx, LISTED),
    mayAtAll(actor, 'mineOverdue') ? districtOverdue(ctx) : [],
    reported(ctx),
    toVisit(ctx),
  ]);
  const all = sections.flat();
  await answer(ctx, message(all.length === 0 ? '没有等您处理的事项。' : all.join('\n\n')));
}

/** A cadre: residents who wait, the one who waits longest first. */
async function answers(ctx: MessageContext): Promise<string[]> {
  const filter = { duty: ctx.actor.id, statuses: ['awaitingReply'], by: 'replyDue' } as const;
  return section(ctx, '待我答复群众', await findIssues(ctx.core.db, filter, LISTED), '查询 待反馈');
}

/** The office: what nobody has, what is asked for, what was put off until today. */
async function toRoute(ctx: MessageContext): Promise<string[]> {
  const { db } = ctx.core;
  const [unrouted, proposed, asked, reviews] = await Promise.all([
    findIssues(db, { unrouted: true }, LISTED),
    findIssues(db, { proposed: 'handover', open: true }, LISTED),
    findIssues(db, { asked: true, by: 'due' }, LISTED),
    findIssues(db, { reviewUntil: dayOf(ctx.now) }, LISTED),
  ]);
  return [
    ...section(ctx, '待转办', unrouted, '查询 待转办'),
    ...section(ctx, '建议走问题交办单、待定', proposed, null),
    ...requests(ctx, asked),
    ...section(ctx, '挂账到期待复核', reviews, '查询 挂账'),
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
    deskOf(core.db, units, now, soonEnd(now, rules), LISTED),
    findIssues(core.db, { supporting: units, open: true }, LISTED),
  ]);
  const working = desk.issues.filter(({ outcomeAt }) => outcomeAt === null);
  const rest = desk.open + desk.shelved - working.length;
  const [unit] = handled;
  return [
    [
      `本单位${deskCounts(desk)}`,
      ...working.map((issue) => listLine(ctx, issue)),
      ...(rest > 0 ? [`……另有 ${rest} 件，发“单位 ${rules.directory.unitName(unit ?? null)}”看全部`] : []),
      ...(desk.overdue > 0 ? [`其中逾期 ${desk.overdue} 件，请先办逾期的`] : []),
    ].join('\n'),
    ...section(ctx, '本单位协办', helping, null),
  ];
}

/** A district leader: the forms that name them. */
async function led(ctx: MessageContext): Promise<string[]> {
  return section(
    ctx,
    '由我牵头的交办单',
    await findIssues(ctx.core.db, { leader: ctx.actor.id, open: true }, LISTED),
    null,
  );
}

/** An inspector: steps of the ladder that wait for a person. */
async function drafts({ core, rules }: MessageContext): Promise<string[]> {
  const waiting = await loadDrafts(core.db);
  const words = waiting.map(
    ({ issue, stepName, unit }) => `#${issue} ${stepName}（${rules.directory.unitName(unit)}）`,
  );
  return waiting.length === 0 ? [] : [`待我审定：${words.join('、')}`];
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
    : [`本轮还没走访（${open.length} 处）：${open.slice(0, LISTED).join('、')}，发“覆盖”看明细`];
}

async function reported(ctx: MessageContext): Promise<string[]> {
  const found = await findIssues(ctx.core.db, { duty: ctx.actor.id, statuses: unfinished }, LISTED);
  return section(ctx, '我首问的、正在办理', found, '查询 未结');
}
