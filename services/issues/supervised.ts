/** What waits for a person in supervision: calls to make, things to verify, plans and findings to answer. */
import { openFindings } from '../../db/inspections.ts';
import { openJointItems } from '../../db/joint-items.ts';
import { openRectifications } from '../../db/rectifications.ts';
import { handledUnits } from '../../domain/directory.ts';
import { inTimeFrom } from '../../domain/given-day.ts';
import { mayAtAll } from '../../domain/permitted.ts';
import { dayOf } from '../../domain/time.ts';
import { callLines } from '../../wording/follow-ups.ts';
import { findingLine } from '../../wording/inspections.ts';
import { jointItemLine } from '../../wording/joint-items.ts';
import { rectificationLine } from '../../wording/rectifications.ts';
import type { MessageContext } from '../core.ts';
import { callsOf } from '../follow-ups/calls.ts';
import { linesOf } from './waiting.ts';

/** Sections of `我的`; none where nothing waits. */
export async function supervisedSections(ctx: MessageContext, listed: number): Promise<string[]> {
  const { core, actor, rules, now } = ctx;
  const { directory } = rules;
  const inTime = inTimeFrom(dayOf(now), rules.calendar);
  const inspector = mayAtAll(actor, 'verifyRectification');
  const units = directory.withFormer(handledUnits(actor));
  const directs = mayAtAll(actor, 'settleJointItem');
  if (!directs && units.length === 0) return [];
  const [calls, rectifications, findings, jointItems] = await Promise.all([
    inspector ? callsOf(core, actor.id) : [],
    openRectifications(core.db, inspector ? null : units),
    openFindings(core.db, inspector ? null : units),
    openJointItems(core.db, directs ? null : units),
  ]);
  // To an inspector what waits for an inspector, to a unit what waits for the unit.
  const plans = rectifications.filter(({ status }) => (status === 'completed') === inspector);
  const found = findings.filter(({ status }) => (status === 'answered') === inspector);
  const joint = jointItems.filter(({ status }) => (status === 'answered') === directs);
  return [
    ...(calls.length === 0
      ? []
      : [
          [`待我回访（${calls.length} 件）`, ...callLines(calls, listed, directory), '请发：回访 #编号 解决 满意'].join(
            '\n',
          ),
        ]),
    ...linesOf(
      inspector ? '待我核验的整改' : '本单位的整改',
      plans.map((state) => rectificationLine(state, directory, inTime)),
      listed,
      inspector ? '整改 核验 序号　或　整改 退回 序号-节点 原因' : '整改 序号（看节点），整改 完成 序号-节点 完成情况',
    ),
    ...linesOf(
      inspector ? '待我核销的督查发现' : '本单位待整改的督查发现',
      found.map((finding) => findingLine(finding, directory, inTime)),
      listed,
      inspector ? '督查 销号 序号　或　督查 退回 序号 原因' : '督查 整改 序号 已完成 怎样整改的',
    ),
    ...linesOf(
      directs ? '待我核实的联合事项' : '本单位主办的联合事项',
      joint.map((item) => jointItemLine(item, directory, inTime)),
      listed,
      directs ? '联合 销号 序号　或　联合 退回 序号 原因' : '联合 进展 序号 做了什么，联合 办结 序号 怎样解决的',
    ),
  ];
}
