/** One 问题交办单 as data for a message or a document. */
import { loadIssue } from '../../db/commit.ts';
import { eventsOfIssue, partsOf } from '../../db/handover.ts';
import type { IssueRow } from '../../db/issue-queries.ts';
import { workingDaysOverdue } from '../../domain/deadlines.ts';
import { isWithdrawn, type HandoverFormPaper, type UnsolvedForm } from '../../domain/handover-form.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import { maskName } from '../../domain/text/mask.ts';
import type { Instant } from '../../domain/time.ts';
import { formalNumber, placeWords, statusNames, urgencyNames } from '../../wording/format.ts';
import { formNumber } from '../../wording/routes.ts';
import type { Core } from '../core.ts';

/** What a list of forms tells of one as it stands at `at`; null for an issue without a form. */
export function unsolvedForm(
  issue: IssueRow,
  progress: string | null,
  { directory, calendar }: Rules,
  at: Instant,
): UnsolvedForm | null {
  const { form, due } = issue;
  if (form === null) return null;
  return {
    number: formNumber(form),
    issue: issue.number,
    issuedAt: form.at,
    leader: directory.person(form.leader)?.name ?? '',
    unit: directory.unitName(issue.unit),
    supporting: issue.supporting.map((unit) => directory.unitName(unit)),
    category: directory.categoryName(issue.category),
    place: placeWords(directory, issue),
    content: issue.content,
    due,
    overdueDays: due === null ? 0 : workingDaysOverdue(due, at, calendar),
    withdrawn: isWithdrawn(issue) ? (issue.routeReason ?? '') : null,
    progress,
    decisions: issue.decisions
      .filter((decision) => decision.at <= at)
      .map(({ seq, text, unit, due: day, doneAt, done }) => {
        const carriedOut = doneAt !== null && doneAt <= at;
        return {
          seq,
          text,
          unit: directory.unitName(unit),
          due: day,
          doneAt: carriedOut ? doneAt : null,
          done: carriedOut ? done : null,
        };
      }),
  };
}

/** The form of an issue with all that happened to it until `at`; null where none was issued. */
export async function handoverForm(
  core: Pick<Core, 'db' | 'readers'>,
  number: number,
  at: Instant,
): Promise<HandoverFormPaper | null> {
  const { rules } = core.readers();
  const { directory } = rules;
  const issue = await loadIssue(core.db, number);
  if (issue === null || issue.form === null) return null;
  const [events, parts] = await Promise.all([
    eventsOfIssue(core.db, number, ['instructed', 'progressed', 'routeChanged']),
    partsOf(core.db, number),
  ]);
  const instructions = events.flatMap((event) => (event.type === 'instructed' ? [event] : []));
  const progressed = events.flatMap((event) => (event.type === 'progressed' ? [event] : []));
  const listed = unsolvedForm(issue, progressed.at(-1)?.data.text ?? null, rules, at);
  if (listed === null) return null;
  return {
    ...listed,
    issueNumber: formalNumber(issue.number, issue.reportedAt),
    issuedBy: directory.person(issue.form.by)?.name ?? '',
    note: issue.form.note,
    reportedAt: issue.reportedAt,
    reporter: directory.person(issue.reporter)?.name ?? '',
    resident: issue.resident === null ? null : maskName(issue.resident),
    urgency: urgencyNames[issue.urgency],
    routeReason: issue.routeReason,
    handler: issue.handler === null ? null : directory.unitName(issue.handler),
    acceptDue: issue.acceptDue,
    acceptedAt: issue.acceptedAt,
    state: statusNames[issue.status],
    instructions: instructions.map(({ at: said, data }) => ({
      leader: directory.person(data.leader)?.name ?? '',
      at: said,
      text: data.text,
    })),
    progressed: progressed.map(({ at: noted, data }) => ({
      by: directory.unitName(data.by ?? issue.handler ?? issue.unit),
      at: noted,
      text: data.text,
    })),
    parts: parts.map((part) => ({
      issue: part.number,
      unit: directory.unitName(part.unit),
      content: part.content,
      state: statusNames[part.status],
    })),
    outcome: issue.outcome,
    outcomeAt: issue.outcomeAt,
    withdrawnAt: isWithdrawn(issue) ? (events.findLast(({ type }) => type === 'routeChanged')?.at ?? null) : null,
  };
}
