/** A 督办单: what an inspector sends a unit about one issue, as data a message or a document is made from. */
import type { Directory } from './directory.ts';
import type { LadderStep } from './escalation.ts';
import type { IssueState } from './issue/state.ts';
import type { Day, Instant } from './time.ts';

/** What is kept of it when it is issued; it never changes. */
export interface SuperviseOrderRecord {
  /** 督办〔2026〕3号, with the year it was issued in. */
  number: number;
  issue: number;
  unit: number;
  /** What it was called then, where it is called otherwise now: what was issued keeps the name. */
  unitThen: string | null;
  /** What the unit is asked to do beyond settling the issue. */
  requirement: string | null;
  /** The issue's deadline and the working days it was over, both as they stood then; null and 0 where it was not over. */
  due: Instant | null;
  daysOverdue: number;
  /** Until when the unit settles the issue or explains itself. */
  answerDue: Day;
  issuedBy: number;
  issuedAt: Instant;
}

export interface SuperviseOrder extends Omit<SuperviseOrderRecord, 'issue' | 'unit' | 'unitThen' | 'issuedBy'> {
  unit: string;
  issuedBy: string;
  issue: {
    number: number;
    reportedAt: Instant;
    category: string;
    /** Town and village; null where none is known. */
    place: string | null;
    /** Masked; for a document or private chat, not for a group. */
    content: string;
    assignedAt: Instant | null;
    acceptedAt: Instant | null;
  };
  /** What was said to the unit before, oldest first. */
  before: readonly { step: LadderStep; at: Instant }[];
}

type IssueFacts = Pick<
  IssueState,
  'number' | 'reportedAt' | 'category' | 'place' | 'content' | 'assignedAt' | 'acceptedAt'
>;

/** Puts names to what was kept. */
export function superviseOrder(
  record: SuperviseOrderRecord,
  issue: IssueFacts,
  before: SuperviseOrder['before'],
  directory: Directory,
): SuperviseOrder {
  const { number, reportedAt, category, place, content, assignedAt, acceptedAt } = issue;
  const town = place === null ? null : directory.townOf(place);
  const { unitThen, ...kept } = record;
  return {
    ...kept,
    unit: unitThen ?? directory.unitName(record.unit),
    issuedBy: directory.person(record.issuedBy)?.name ?? '',
    issue: {
      number,
      reportedAt,
      category: directory.categoryName(category),
      place:
        place === null
          ? null
          : `${town === null || town === place ? '' : directory.unitName(town)}${directory.unitName(place)}`,
      content,
      assignedAt,
      acceptedAt,
    },
    before,
  };
}
