/** What deciding needs beside the issue: calendar, settings and roster. */
import type { WorkingCalendar } from '../calendar.ts';
import { dueAt, type DeadlineRule } from '../deadlines.ts';
import type { Directory } from '../directory.ts';
import type { Settings } from '../settings.ts';
import type { Instant } from '../time.ts';
import type { Deadlines } from './events.ts';
import type { Route, Urgency } from './state.ts';

export interface Rules {
  calendar: WorkingCalendar;
  settings: Settings;
  directory: Directory;
}

/** The rule for handling: of a form its own, else hours where the category says hours, else by urgency (domain.md 4). */
export function handlingRule(
  rules: Rules,
  of: { category: number | null; urgency: Urgency; route: Route },
): DeadlineRule {
  const { settings, directory } = rules;
  if (of.route === 'handover') return { workingDays: settings['deadline.handover.workingDays'] };
  const hours = settings['deadline.classHours'][directory.categoryName(of.category)];
  if (hours !== undefined) return { hours };
  if (of.urgency === 'critical') return { workingDays: settings['deadline.critical.workingDays'] };
  if (of.urgency === 'urgent') return { workingDays: settings['deadline.urgent.workingDays'] };
  return { workingDays: settings['deadline.platform.workingDays'] };
}

/** The deadlines of a unit that gets an issue at `at`. The resident's deadline stays where one was given before. */
export function deadlinesFrom(
  rules: Rules,
  of: { category: number | null; urgency: Urgency; route: Route; totalDue: Instant | null },
  at: Instant,
): Deadlines {
  const due = dueAt(handlingRule(rules, of), at, rules.calendar);
  const accept = dueAt({ workingDays: rules.settings['deadline.accept.workingDays'] }, at, rules.calendar);
  return { due, acceptDue: Math.min(accept, due), totalDue: of.totalDue ?? due };
}

/**
 * Who answers for what is given to a unit: departments and towns answer for themselves; a subordinate's or a
 * village's issue is answered for by the department or town above it, which then is the `handler`'s parent.
 */
export function accountability(directory: Directory, unit: number): { unit: number; handler: number | null } | null {
  const now = directory.currentUnit(unit);
  const accountable = directory.lineOf(now).find((id) => {
    const kind = directory.unit(id)?.kind;
    return kind === 'department' || kind === 'town';
  });
  return accountable === undefined ? null : { unit: accountable, handler: accountable === now ? null : now };
}
