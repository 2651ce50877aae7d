/** What waits for the office, and for units, beside issues: flags, summonses, duties of those who are gone, decisions. */
import { issuesWithDecisions } from '../../db/handover.ts';
import { findIssues } from '../../db/issue-queries.ts';
import { jointItemsFor } from '../../db/joint-items.ts';
import { openSummons } from '../../db/summons.ts';
import { draftFlags } from '../../db/supervision.ts';
import { dayOf } from '../../domain/time.ts';
import { emergingLine } from '../../wording/emerging.ts';
import { flagLine } from '../../wording/flags.ts';
import { summonsLine } from '../../wording/ladder.ts';
import { decisionLine } from '../../wording/routes.ts';
import type { MessageContext } from '../core.ts';
import { recentEmerging } from '../emerging/show.ts';
import { section } from './lists.ts';

/** Lines of a section, the first of them, with what is to be sent. */
export const linesOf = (title: string, lines: readonly string[], listed: number, act: string): string[] =>
  lines.length === 0
    ? []
    : [
        [
          `${title}（${lines.length} 项）`,
          ...lines.slice(0, listed),
          ...(lines.length > listed ? [`……另有 ${lines.length - listed} 项`] : []),
          `请发：${act}`,
        ].join('\n'),
      ];

/** Flags nobody has confirmed or dismissed, the oldest first: an inspector decides, the office sees that they wait. */
export async function flagsToDecide(
  { core, now, rules }: MessageContext,
  listed: number,
  decides: boolean,
): Promise<string[]> {
  const lines = (await draftFlags(core.db)).map((flag) => flagLine(flag, null, rules.directory, dayOf(now)));
  return decides
    ? linesOf('待我核实的预警', lines, listed, '预警 确认 序号　或　预警 排除 序号 理由')
    : linesOf('预警待督查联络员核实', lines, listed, '预警（看依据；由督查联络员确认或排除）');
}

/** Emerging issues nobody has made a joint item of or dismissed, the oldest first; what is only watched needs no decision. */
export async function surgesToDecide({ core, now, rules }: MessageContext, listed: number): Promise<string[]> {
  const alarms = (await recentEmerging(core, now, null)).filter(
    ({ level, dismissal }) => level === 'alarm' && dismissal === null,
  );
  const ids = alarms.map(({ id }) => id);
  const items = ids.length === 0 ? new Map<number, unknown>() : await jointItemsFor(core.db, ids);
  const lines = alarms
    .filter(({ id }) => !items.has(id))
    .reverse()
    .map((one) => emergingLine(one, rules.directory));
  return linesOf('待定的苗头', lines, listed, '立项 序号 [主办单位] [期限]　或　苗头 排除 序号 原因');
}

/** The office: what nobody else moves on. */
export async function officeWaits(ctx: MessageContext, listed: number): Promise<string[]> {
  const { core, rules } = ctx;
  const { directory } = rules;
  const gone = (directory.data.gone ?? []).map(({ id }) => id);
  const [ownerless, summonses, flags] = await Promise.all([
    gone.length === 0
      ? { issues: [], total: 0 }
      : findIssues(core.db, { duties: gone, unclosed: true, by: 'age' }, listed),
    openSummons(core.db),
    flagsToDecide(ctx, listed, false),
  ]);
  return [
    ...section(ctx, '首问责任人已不在册、待移交', ownerless, null, '移交 #编号 接手人 原因'),
    ...linesOf(
      '待安排的约谈',
      summonses.map((one) => summonsLine(one, directory)),
      listed,
      '约谈 完成 序号 结果',
    ),
    ...flags,
  ];
}

/** Units: decisions of the leading group they have to carry out, by their day. */
export async function decisionsOwed(
  { core, rules }: MessageContext,
  handled: readonly number[],
  listed: number,
): Promise<string[]> {
  const { directory } = rules;
  const owed = (await issuesWithDecisions(core.db))
    .flatMap(({ number, decisions }) => decisions.map((decision) => ({ number, decision })))
    .filter(
      ({ decision: { doneAt, unit } }) => doneAt === null && directory.lineOf(unit).some((id) => handled.includes(id)),
    )
    .sort((a, b) => (a.decision.due < b.decision.due ? -1 : 1));
  const lines = owed.map(({ number, decision }) => decisionLine(number, decision, directory));
  return linesOf('本单位待落实的议定事项', lines, listed, '议定 完成 #编号-序号 落实情况');
}
