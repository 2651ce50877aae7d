/** The weekly look at every unit: slow progress by statistics, and hard facts that need none. */
import type { HeldSpell } from '../../db/monthly-facts.ts';
import { noWork, reserveFlagNumbers, type JobWork } from '../../db/job-commit.ts';
import { openRectifications } from '../../db/rectifications.ts';
import { loadFlags, type Flag } from '../../db/supervision.ts';
import type { FlagEvidence, FlagKind } from '../../domain/flags.ts';
import { groupBy } from '../../domain/group-by.ts';
import { hardFacts } from '../../domain/statistics/hard-facts.ts';
import type { UnitProgress } from '../../domain/statistics/slow-progress.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import { addDays, addMonths, dayOf, monthOf, type Day, type Instant } from '../../domain/time.ts';
import { flagsSummary } from '../../wording/flags.ts';
import type { Core } from '../core.ts';
import { addressesOfOffice, queued } from '../issues/outgoing.ts';
import { judgeUnits } from './judged.ts';

export interface Finding {
  kind: FlagKind;
  unit: number;
  evidence: FlagEvidence;
}

/** Judges every unit over the rolling window that ends at `at`. */
export async function findings(core: Core, at: Instant): Promise<Finding[]> {
  const { rules } = core.readers();
  const { from, to, held, progress } = await judgeUnits(core, at);
  return [
    ...progress.flatMap((unit) => (unit.verdict === 'onTrack' ? [] : [slow(unit, from, to, rules)])),
    ...facts(held, at, from, to, rules),
  ];
}

function slow(unit: UnitProgress, from: Day, to: Day, { directory }: Rules): Finding {
  return {
    kind: unit.verdict === 'slow' ? 'slow' : 'watch',
    unit: unit.unit,
    evidence: {
      observed: unit.observed,
      expected: unit.expected,
      tail: unit.tail,
      median: unit.median,
      from,
      to,
      categories: unit.categories.map(({ category, observed, expected }) => ({
        name: directory.categoryName(category),
        observed,
        expected,
      })),
      across:
        unit.across === null
          ? null
          : { ...unit.across, categories: unit.across.categories.map((category) => directory.categoryName(category)) },
      issues: unit.openIssues,
    },
  };
}

function facts(held: readonly HeldSpell[], at: Instant, from: Day, to: Day, { calendar, settings }: Rules): Finding[] {
  const rule = {
    untouchedWorkingDays: settings['flag.untouchedWorkingDays'],
    overdueTogether: settings['flag.overdueTogether'],
  };
  const open = held.filter((spell) => spell.to === null && !spell.pauses.some((pause) => pause.to === null));
  return [...groupBy(open, (spell) => spell.unit)].flatMap(([unit, spells]) =>
    hardFacts(
      spells.map((spell) => ({
        number: spell.issue,
        lastTouchedWorkingDays: calendar.workingDaysBetween(dayOf(spell.touchedAt), dayOf(at)),
        overdue: spell.due !== null && spell.due < at,
      })),
      rule,
    ).map(({ kind, issues }) => ({
      kind,
      unit,
      evidence: {
        observed: null,
        expected: null,
        tail: null,
        median: null,
        from,
        to,
        categories: [],
        across: null,
        issues,
      },
    })),
  );
}

/** The weekly job: flags are raised as drafts and shown to the inspectors with their evidence. */
export async function weeklyFlags(core: Core, dueAt: Instant): Promise<JobWork> {
  const quiet = core.readers().rules.settings['flag.repeatDays'];
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
  const found = judged.filter(({ kind, unit }) => !inHand.some((one) => one.kind === kind && one.unit === unit));
  if (found.length === 0) return noWork;
  const numbers = await reserveFlagNumbers(core.db, found.length);
  const day = dayOf(dueAt);
  const flags: Flag[] = found.map((finding, index) => ({ ...finding, id: numbers[index] ?? 0, day, state: 'draft' }));
  const { directory } = core.readers();
  const outgoing = addressesOfOffice(core.reach, directory).map((address) => ({
    address,
    segments: flagsSummary(flags, directory, address.platform),
  }));
  return { ...noWork, flags, flagDay: day, outbox: queued(outgoing, `flags:${dueAt}`, null, dueAt) };
}

export const flagWindowStart = (at: Instant): Day => `${addMonths(monthOf(at), -1)}-01`;
