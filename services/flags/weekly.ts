/** The weekly look at every unit: slow progress by statistics, and hard facts that need none. */
import type { RunningSpell } from '../../db/held-spells.ts';
import { noWork, reserveFlagNumbers, type JobWork } from '../../db/job-commit.ts';
import { openRectifications } from '../../db/rectifications.ts';
import { loadFlags, type Flag } from '../../db/supervision.ts';
import { heaviestFirst, type FlagEvidence, type FlagKind } from '../../domain/flags.ts';
import { groupBy } from '../../domain/group-by.ts';
import { hardFacts, type HardFact } from '../../domain/statistics/hard-facts.ts';
import type { UnitProgress } from '../../domain/statistics/slow-progress.ts';
import { owedToUnit } from '../../domain/issue/requests.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import { addDays, addMonths, dayOf, monthOf, type Day, type Instant } from '../../domain/time.ts';
import { flagsSummary } from '../../wording/flags.ts';
import type { Core } from '../core.ts';
import { addressesOfOffice, queued } from '../issues/outgoing.ts';
import { judgeUnitsTwice } from './judged.ts';

export interface Finding {
  kind: FlagKind;
  unit: number;
  evidence: FlagEvidence;
}

/** Judges every unit over the rolling window that ends at `at`. */
export async function findings(core: Core, at: Instant): Promise<Finding[]> {
  const { rules } = core.readers();
  const { now, before, running } = await judgeUnitsTwice(core, at);
  const known = new Map(now.progress.map((one) => [one.unit, one]));
  const earlier = new Map(before.progress.map((one) => [one.unit, one]));
  const evidenceOf = (unit: number, issues: readonly number[]): FlagEvidence => {
    const then = earlier.get(unit);
    return {
      ...progressOf(known.get(unit), rules),
      from: now.from,
      to: now.to,
      before:
        then === undefined
          ? null
          : {
              from: before.from,
              to: before.to,
              observed: then.observed,
              expected: then.expected,
              verdict: then.verdict,
            },
      issues,
    };
  };
  // A unit that was merged answers for nothing any more: what it had counts for it, and flags nobody.
  return [
    ...now.progress.flatMap(({ unit, verdict, openIssues }): Finding[] =>
      verdict === 'onTrack' || rules.directory.unit(unit) === undefined
        ? []
        : [{ kind: verdict, unit, evidence: evidenceOf(unit, openIssues) }],
    ),
    ...facts(running, at, rules).map(({ unit, kind, issues, idleDays }) => ({
      kind,
      unit,
      evidence: { ...evidenceOf(unit, issues), ...(idleDays === undefined ? {} : { idleDays }) },
    })),
  ];
}

type Progress = Pick<FlagEvidence, 'observed' | 'expected' | 'tail' | 'median' | 'categories' | 'across'>;

/** A unit's progress as evidence keeps it. */
function progressOf(unit: UnitProgress | undefined, { directory }: Rules): Progress {
  if (unit === undefined)
    return { observed: null, expected: null, tail: null, median: null, categories: [], across: null };
  const { observed, expected, tail, median, across } = unit;
  return {
    observed,
    expected,
    tail,
    median,
    categories: unit.categories.map((one) => ({
      name: directory.categoryName(one.category),
      held: one.spells,
      observed: one.observed,
      expected: one.expected,
    })),
    across:
      across === null
        ? null
        : { ...across, categories: across.categories.map((category) => directory.categoryName(category)) },
  };
}

/** Facts of every unit that need no statistics. */
function facts(
  running: readonly RunningSpell[],
  at: Instant,
  { calendar, settings }: Rules,
): (HardFact & { unit: number })[] {
  const rule = {
    untouchedWorkingDays: settings['flag.untouchedWorkingDays'],
    overdueTogether: settings['flag.overdueTogether'],
  };
  // What is shelved stands still, and what the office owes a word about is not the unit's to move.
  const open = running.filter(
    (spell) => spell.pauses?.some((pause) => pause.to === null) !== true && owedToUnit(spell) === null,
  );
  return [...groupBy(open, (spell) => spell.unit)].flatMap(([unit, spells]) =>
    hardFacts(
      spells.map((spell) => ({
        number: spell.issue,
        lastTouchedWorkingDays: calendar.workingDaysBetween(dayOf(spell.touchedAt), dayOf(at)),
        overdue: spell.due !== null && spell.due < at,
      })),
      rule,
    ).map((fact) => ({ ...fact, unit })),
  );
}

/** The weekly job: flags are raised as drafts and shown to the inspectors with their evidence. */
export async function weeklyFlags(core: Core, dueAt: Instant): Promise<JobWork> {
  const { settings } = core.readers().rules;
  const quiet = settings['flag.repeatDays'];
  const [judged, earlier, rectifications] = await Promise.all([
    findings(core, dueAt),
    loadFlags(core.db, addDays(dayOf(dueAt), 1 - quiet), null),
    openRectifications(core.db, null),
  ]);
  // What was raised lately is in an inspector's hands, or was dismissed with a reason; what a unit is putting right is
  // followed there: neither is raised every week anew.
  const inHand = [
    ...earlier,
    ...rectifications.flatMap(({ unit, flags }) => flags.map(({ kind }) => ({ kind, unit }))),
  ];
  const found = heaviestFirst(
    judged.filter(({ kind, unit }) => !inHand.some((one) => one.kind === kind && one.unit === unit)),
  );
  if (found.length === 0) return noWork;
  const numbers = await reserveFlagNumbers(core.db, found.length);
  const day = dayOf(dueAt);
  const flags: Flag[] = found.map((finding, index) => ({ ...finding, id: numbers[index] ?? 0, day, state: 'draft' }));
  const { directory } = core.readers();
  const outgoing = addressesOfOffice(core.reach, directory).map((address) => ({
    address,
    segments: flagsSummary(flags, directory, address.platform, settings['flag.listed']),
  }));
  return { ...noWork, flags, flagDay: day, outbox: queued(outgoing, `flags:${dueAt}`, null, dueAt) };
}

export const flagWindowStart = (at: Instant): Day => `${addMonths(monthOf(at), -1)}-01`;
