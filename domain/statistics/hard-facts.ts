/** Facts about a unit that need no statistics. */

export interface OpenIssue {
  number: number;
  /** Working days since anybody did anything about it. */
  lastTouchedWorkingDays: number;
  overdue: boolean;
}

export interface HardFactsRule {
  untouchedWorkingDays: number;
  overdueTogether: number;
}

export interface HardFact {
  kind: 'untouched' | 'overdueTogether';
  issues: number[];
  /** Working days the one that waits longest has been left alone; only of what nobody touched. */
  idleDays?: number;
}

/** Issues nobody touched, and too many overdue at once; of the open issues of one unit. */
export function hardFacts(open: readonly OpenIssue[], rule: HardFactsRule): HardFact[] {
  const facts: HardFact[] = [];
  const untouched = open.filter((issue) => issue.lastTouchedWorkingDays >= rule.untouchedWorkingDays);
  const overdue = open.filter((issue) => issue.overdue);
  if (untouched.length > 0)
    facts.push({
      kind: 'untouched',
      issues: untouched.map((issue) => issue.number),
      idleDays: Math.max(...untouched.map((issue) => issue.lastTouchedWorkingDays)),
    });
  if (overdue.length >= rule.overdueTogether)
    facts.push({ kind: 'overdueTogether', issues: overdue.map((issue) => issue.number) });
  return facts;
}
