/** 督查 recorded: what an inspector asked, looked at, checked and found; the findings go to their units. */
import { mayStep } from '../../domain/permissions.ts';
import { wasAnswered } from '../../db/inbox.ts';
import { countInspections, recordInspection } from '../../db/inspections.ts';
import { dueAt } from '../../domain/deadlines.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { InspectionKind } from '../../domain/inspection.ts';
import { accountability } from '../../domain/issue/rules.ts';
import { readInspection, type FoundItem } from '../../domain/text/inspection.ts';
import { dayOf, monthOf, monthRange } from '../../domain/time.ts';
import { dayWords, message } from '../../wording/format.ts';
import { findingsForUnit, inspectionLine, inspectionRecorded } from '../../wording/inspections.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, toLiaison, toUnit } from '../issues/outgoing.ts';

const EXAMPLE = '督查 住建局 问:联络员清楚进度 看:现场已施工 查:台账齐全 发现:公示栏未更新 限10月20日';

/** Records an inspection of a unit or a place and hands on what was found. */
export async function inspect(ctx: MessageContext, kind: InspectionKind, target: number, text: string): Promise<void> {
  const { core, actor, now, saidAt, rules } = ctx;
  const { directory } = rules;
  if (await wasAnswered(core.db, ctx)) return;
  if (!mayStep(actor, 'recordInspection')) {
    await answer(ctx, message('督查由督查联络员记录。单位答复督查发现请发：督查 整改 序号 已完成 怎样整改的'));
    return;
  }
  const answers = accountability(directory, target);
  if (answers === null) {
    await answer(ctx, message(`${directory.unitName(target)}没有负责的区级单位或镇街，不能记督查。`));
    return;
  }
  const draft = readInspection(text, dayOf(saidAt));
  if (draft.found.length === 0 && Object.values(draft.notes).every((note) => note === null)) {
    await answer(ctx, message(`请写明问了、看了、查了什么或发现什么，例如：\n${EXAMPLE}`));
    return;
  }
  const late = draft.found.find(({ due }) => due !== null && due < dayOf(saidAt));
  if (late !== undefined) {
    await answer(ctx, message(`“${late.text}”的期限${dayWords(late.due ?? '')}已经过去，请改好后重发。`));
    return;
  }
  const { inspection, findings } = await recordInspection(core.db, {
    kind,
    unit: answers.unit,
    place: answers.handler,
    inspector: actor.id,
    at: saidAt,
    notes: draft.notes,
    findings: draft.found.map((found) => ({
      unit: unitNamedIn(ctx, found) ?? answers.unit,
      text: found.text,
      due: found.due ?? defaultDue(ctx),
      dayNamed: found.due !== null,
    })),
    source: sourceOf(ctx),
  });
  const { from, to } = monthRange(monthOf(now));
  const counts = await countInspections(core.db, from, to);
  const toUnits = [...groupBy(findings, (finding) => finding.unit)].flatMap(([unit, ofUnit]) =>
    toUnit(ctx.core.reach, directory, unit, 'unitLiaison', findingsForUnit(inspection, ofUnit, directory)),
  );
  await commitAndTell(
    ctx,
    answerAndTell(
      { address: ctx.address, segments: message(inspectionRecorded(inspection, findings, counts, directory)) },
      [...toUnits, ...toLiaison(ctx.core.reach, directory, inspectionLine(inspection, findings, directory))],
    ),
  );
}

const defaultDue = ({ now, rules: { calendar, settings } }: MessageContext) =>
  dayOf(dueAt({ workingDays: settings['inspection.finding.workingDays'] }, now, calendar));

/** The unit a finding names in brackets, where it is one exactly: 路灯不亮（交通局）. */
function unitNamedIn({ readers }: MessageContext, { named }: FoundItem): number | null {
  for (const name of named) {
    const [unit, ...others] = readers.gazetteer.unitsNamed(name);
    if (unit !== undefined && others.length === 0) return accountability(readers.directory, unit)?.unit ?? null;
  }
  return null;
}
