/** Answers questions about issues: little in groups, more in private to those concerned. */
import { findIssues, hasContact, lookAtContact, messagesSentAs, type IssueRow } from '../../db/issue-queries.ts';
import { loadIssue } from '../../db/commit.ts';
import { jointItemsOf } from '../../db/joint-items.ts';
import { loadDrafts } from '../../db/supervision.ts';
import type { Directory } from '../../domain/directory.ts';
import { hasRole } from '../../domain/directory.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { readIssueNumber } from '../../domain/text/numbers.ts';
import { issuesAbout } from '../../domain/text/quoted.ts';
import { dayOf } from '../../domain/time.ts';
import { issueCard, issueLine } from '../../wording/cards.ts';
import { dueWords, excerpt, message } from '../../wording/format.ts';
import { jointItemOfIssue } from '../../wording/joint-items.ts';
import { requestLine } from '../../wording/requests.ts';
import { answer } from '../answer.ts';
import { inGroup, type Core, type MessageContext } from '../core.ts';
import { besideIssue } from '../handover/beside.ts';
import { hasToCall } from '../follow-ups/calls.ts';
import { actorOf } from './act.ts';
import { wholeMatch } from './find.ts';
import { supervisedSections } from './supervised.ts';

/** Lines of a list in one message: a phone's screen. */
const LISTED = 10;

/** Who may see what a resident said: those who handle it or help, the first receiver, the office, inspectors and leaders. */
export function maySee(ctx: MessageContext, issue: IssueState | IssueRow): boolean {
  const { directory } = ctx.rules;
  if (issue.duty === ctx.actor.id || issue.reporter === ctx.actor.id) return true;
  if (hasRole(ctx.actor, 'office', 'inspector', 'districtLeader', 'admin')) return true;
  const { handles } = actorOf(ctx.actor);
  return [issue.unit, issue.handler, ...issue.supporting].some(
    (unit) => unit !== null && directory.lineOf(unit).some((id) => handles.has(id)),
  );
}

/** One line in a list: what groups may see, and in private the first words of what it is about. */
function line(ctx: MessageContext, issue: IssueRow): string {
  const known = issueLine(ctx.rules.directory, { ...issue, clocks: [] });
  return inGroup(ctx) || !maySee(ctx, issue) ? known : `${known}\n　${excerpt(issue.content, 30)}`;
}

function list(ctx: MessageContext, title: string, found: { issues: readonly IssueRow[]; total: number }): string {
  if (found.total === 0) return `${title}：没有`;
  const more = found.total > found.issues.length ? [`……共 ${found.total} 件，加单位、地点或文字可缩小范围`] : [];
  return [`${title}（${found.total} 件）`, ...found.issues.map((issue) => line(ctx, issue)), ...more].join('\n');
}

export async function query(ctx: MessageContext, text: string | null, quoted: number | null): Promise<void> {
  const number = text === null ? quoted : readIssueNumber(text);
  if (number !== null) return showIssue(ctx, number);
  if (text === null) {
    await answer(ctx, message('请写编号、地点、单位或文字，例如：查询 #12　查询 紫霞村　查询 路灯'));
    return;
  }
  const filter = wholeMatch(ctx.readers, text);
  // Searching what residents said is for those who may read it: others find only what they reported.
  const wide = hasRole(ctx.actor, 'office', 'inspector', 'districtLeader', 'admin', 'unitLiaison', 'unitLead');
  const found = await findIssues(ctx.core.db, wide ? filter : { ...filter, heardBy: ctx.actor.id }, LISTED);
  await answer(ctx, message(list(ctx, `“${text}”`, found)));
}

async function showIssue(ctx: MessageContext, number: number): Promise<void> {
  const { core, rules } = ctx;
  const [issue, joint] = await Promise.all([loadIssue(core.db, number), jointItemsOf(core.db, number)]);
  if (issue === null) {
    await answer(ctx, message(`没有 #${number} 这件事，请核对编号`));
    return;
  }
  const dealtWith = joint.map((item) => `\n${jointItemOfIssue(item, rules.directory, dayOf(ctx.now))}`).join('');
  if (inGroup(ctx) || !maySee(ctx, issue)) {
    await answer(ctx, message(`${issueLine(rules.directory, issue)}${dealtWith}`), number);
    return;
  }
  const [contact, beside] = await Promise.all([hasContact(core.db, number), besideIssue(core, issue)]);
  await answer(ctx, message(`${issueCard(rules.directory, issue, contact, beside)}${dealtWith}`), number);
}

/** What waits for this person. */
export async function mine(ctx: MessageContext): Promise<void> {
  const { core, actor, rules, now } = ctx;
  const { db } = core;
  const sections: string[] = [];
  const replies = await findIssues(db, { duty: actor.id, statuses: ['awaitingReply'] }, LISTED);
  if (replies.total > 0) sections.push(list(ctx, '待我答复群众', replies));
  const units = [...actorOf(actor).handles];
  if (units.length > 0) {
    const open = await findIssues(db, { units, statuses: ['reported', 'reopened', 'accepted', 'handling'] }, LISTED);
    sections.push(list(ctx, '本单位在办', open));
    const helping = await findIssues(db, { supporting: units, open: true }, LISTED);
    if (helping.total > 0) sections.push(list(ctx, '本单位协办', helping));
    const late = open.issues.filter((issue) => issue.due !== null && issue.due < now).length;
    if (late > 0) sections.push(`其中逾期 ${late} 件，请先办逾期的`);
  }
  if (hasRole(actor, 'office', 'admin')) {
    const [waiting, review] = await Promise.all([
      findIssues(db, { asked: true }, LISTED),
      findIssues(db, { reviewBy: dayOf(now) }, LISTED),
    ]);
    if (waiting.total > 0) {
      const more = waiting.total > LISTED ? [`……共 ${waiting.total} 件`] : [];
      const lines = waiting.issues.map((issue) => requestLine(issue, rules.directory));
      sections.push(
        [`待我决定（${waiting.total} 件，请回复：批准 #编号　或　驳回 #编号 理由）`, ...lines, ...more].join('\n'),
      );
    }
    if (review.total > 0) sections.push(list(ctx, '挂账待复核', review));
    sections.push(list(ctx, '待转办', await findIssues(db, { statuses: ['returned', 'reported'] }, LISTED)));
    const proposed = await findIssues(db, { proposed: 'handover', open: true }, LISTED);
    if (proposed.total > 0) sections.push(list(ctx, '建议走问题交办单、待定', proposed));
  }
  if (hasRole(actor, 'districtLeader')) {
    const led = await findIssues(db, { leader: actor.id, open: true }, LISTED);
    sections.push(list(ctx, '由我牵头的交办单', led));
  }
  if (hasRole(actor, 'inspector')) {
    const drafts = await loadDrafts(db);
    if (drafts.length > 0) {
      sections.push(
        `待我审定：${drafts.map((draft) => `#${draft.issue} ${draft.stepName}（${rules.directory.unitName(draft.unit)}）`).join('、')}`,
      );
    }
  }
  sections.push(...(await supervisedSections(ctx, LISTED)));
  const reported = await findIssues(
    db,
    { duty: actor.id, statuses: ['reported', 'returned', 'accepted', 'handling', 'shelved', 'reopened'] },
    LISTED,
  );
  if (reported.total > 0) sections.push(list(ctx, '我首问的、正在办理', reported));
  await answer(ctx, message(sections.length === 0 ? '没有等您处理的事项。' : sections.join('\n\n')));
}

/** Overdue issues, oldest deadline first. */
export async function overdue(ctx: MessageContext, unit: number | null): Promise<void> {
  const { directory } = ctx.rules;
  const filter = unit === null ? {} : { units: [unit, ...directory.children(unit)] };
  const found = await findIssues(ctx.core.db, { ...filter, overdueAt: ctx.now }, LISTED);
  const title = unit === null ? '全区逾期未办' : `${directory.unitName(unit)}逾期未办`;
  const lines = found.issues.map((issue) => overdueLine(directory, issue, ctx));
  const more = found.total > found.issues.length ? [`……共 ${found.total} 件`] : [];
  await answer(
    ctx,
    message(found.total === 0 ? `${title}：没有` : [`${title}（${found.total} 件）`, ...lines, ...more].join('\n')),
  );
}

function overdueLine(directory: Directory, issue: IssueRow, ctx: MessageContext): string {
  const days = issue.due === null ? 0 : ctx.rules.calendar.workingDaysBetween(dayOf(issue.due), dayOf(ctx.now));
  return `#${issue.number} · ${directory.categoryName(issue.category)} · ${directory.unitName(issue.unit)} · ${
    issue.due === null ? '' : dueWords(issue.due)
  }到期，逾期 ${Math.max(days, 0)} 个工作日`;
}

/** The resident's contact, to those who handle the issue, its first receiver, and the inspector who has to call. */
export async function showContact(ctx: MessageContext, number: number): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const issue = await loadIssue(core.db, number);
  const { handles } = actorOf(actor);
  const handling =
    issue !== null &&
    (issue.duty === actor.id ||
      hasRole(actor, 'office', 'admin') ||
      [issue.unit, issue.handler].some(
        (unit) => unit !== null && rules.directory.lineOf(unit).some((id) => handles.has(id)),
      ) ||
      (hasRole(actor, 'inspector') && (await hasToCall(core, number, actor.id))));
  if (!handling) {
    const list = hasRole(actor, 'inspector') ? '，也不在您待打的回访里' : '';
    await answer(ctx, message(`#${number} 不由您办理${list}，不能查看联系方式。`));
    return;
  }
  const sealed = await lookAtContact(core.db, number, actor.id, now);
  const contact = sealed === null ? null : core.vault.open(sealed);
  const words =
    sealed === null
      ? `#${number} 没有登记联系方式，请问首问责任人${rules.directory.person(issue.duty)?.name ?? ''}。`
      : contact === null
        ? `#${number} 的联系方式无法解密（密钥已更换），请问首问责任人。`
        : `#${number} 反映人：${contact}\n本次查看已记录，仅限办理使用。`;
  await answer(ctx, message(words), number);
}

/** The issues a message the bot sent was about, several where messages were merged; null when it sent no such message. */
export async function issuesOfSent(core: Core, room: string, messageId: string): Promise<readonly number[] | null> {
  const sent = await messagesSentAs(core.db, room, messageId);
  if (sent.length === 0) return null;
  return [...new Set(sent.flatMap(({ issue, words }) => issuesAbout(issue, words)))];
}
