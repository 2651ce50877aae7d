/** 督查 asked about: how many there were, the newest, and what was found and is not settled. */
import { inTimeFrom } from '../../domain/given-day.ts';
import { mayEverywhere, unitsWithin } from '../../domain/permitted.ts';
import { countInspections, openFindings, recentInspections } from '../../db/inspections.ts';
import { accountability } from '../../domain/issue/rules.ts';
import { dayOf, monthOf, monthRange } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { findingLine, inspectionListed } from '../../wording/inspections.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { ofUnit, permitted } from '../permitted.ts';

/** Inspections shown in one message: a phone's screen. */
const LISTED = 5;

/** Of the district or one unit to those who supervise; to a unit what was found there. */
export async function showInspections(ctx: MessageContext, target: number | null): Promise<void> {
  const { core, now, actor, rules } = ctx;
  const { directory, settings } = rules;
  const supervises = mayEverywhere(actor, 'readInspections');
  const own = unitsWithin(actor, 'readInspections');
  const unit = target === null ? null : (accountability(directory, target)?.unit ?? target);
  if (unit !== null && !(await permitted(ctx, 'readInspections', ofUnit(ctx, unit)))) return;
  const sections: string[] = [];
  if (supervises) {
    const { from, to } = monthRange(monthOf(now));
    const counts = await countInspections(core.db, from, to, unit);
    const recent = await recentInspections(core.db, unit, LISTED);
    sections.push(
      [
        `${unit === null ? '' : directory.unitName(unit)}本月督查 ${counts.since} 次，累计 ${counts.total} 次`,
        ...recent.map((one) => inspectionListed(one, directory)),
      ].join('\n'),
    );
  }
  const open = await openFindings(core.db, unit === null ? (supervises ? null : own) : [unit]);
  const listed = settings['digest.listed'];
  sections.push(
    open.length === 0
      ? nothingThere.findings()
      : [
          `督查发现待整改、待核销 ${open.length} 项：`,
          ...open
            .slice(0, listed)
            .map((finding) => findingLine(finding, directory, inTimeFrom(dayOf(now), ctx.rules.calendar))),
          ...(open.length > listed ? [`……另有 ${open.length - listed} 项，加单位可缩小范围`] : []),
        ].join('\n'),
  );
  await answer(ctx, message(sections.join('\n\n')));
}
