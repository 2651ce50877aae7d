/** 督查 recorded: what an inspector asked, looked at, checked and found; the findings go to their units. */
import { wasAnswered } from '../../db/inbox.ts';
import { countInspections, recordInspection } from '../../db/inspections.ts';
import { dueAt } from '../../domain/deadlines.ts';
import { groupBy } from '../../domain/group-by.ts';
import type { InspectionKind } from '../../domain/inspection.ts';
import { accountability } from '../../domain/issue/rules.ts';
import { readInspection, type FoundItem } from '../../domain/text/inspection.ts';
import { dayOf, monthOf, monthRange } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { findingsForUnit, inspectionLine, inspectionRecorded } from '../../wording/inspections.ts';
import { inspectionRefusals } from '../../wording/refusals/inspections.ts';
import { answer, commitAndTell } from '../answer.ts';
import { sourceOf, type MessageContext } from '../core.ts';
import { answerAndTell, toLiaison, toUnit } from '../issues/outgoing.ts';
import { permitted } from '../permitted.ts';

/** Records an inspection of a unit or a place and hands on what was found. */
export async function inspect(ctx: MessageContext, kind: InspectionKind, target: number, text: string): Promise<void> {
  const { core, actor, now, saidAt, rules } = ctx;
  const { directory } = rules;
  if (await wasAnswered(core.db, ctx)) return;
  if (!(await permitted(ctx, 'recordInspection'))) return;
  const answers = accountability(directory, target);
  if (answers === null) {
    await answer(ctx, message(inspectionRefusals.nobodyAnswers(directory.unitName(target))));
    return;
  }
  const draft = readInspection(text, dayOf(saidAt));
  if (draft.found.length === 0 && Object.values(draft.notes).every((note) => note === null)) {
    await answer(ctx, message(inspectionRefusals.nothingNoted()));
    return;
  }
  for (const { text: found, due } of draft.found) {
    if (due === null || due >= dayOf(saidAt)) continue;
    await answer(ctx, message(inspectionRefusals.dayPast(found, due)));
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
