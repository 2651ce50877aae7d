/** How a unit's holding of an issue stood at the end of a month, in the words of the sheet of issues. */
import type { IntervalEnd } from '../domain/issue/state.ts';

export interface HoldingState {
  due: number | null;
  endedAt: number | null;
  endedBy: IntervalEnd | null;
  /** A follow-up found it unsolved. */
  unsolved: boolean;
  overdue: boolean;
  /** The unit asked in time, and the office had not decided. */
  waiting: boolean;
}

export function holdingWords({ due, endedAt, endedBy, unsolved, overdue, waiting }: HoldingState): string {
  if (endedAt === null)
    return waiting ? '超期，申请待双访办决定' : overdue ? '超期未办' : due === null ? '挂账' : '在办';
  switch (endedBy) {
    case 'returned':
      return '退回';
    case 'transferred':
      return '转出';
    case 'withdrawn':
      return '撤回';
    case 'settled':
      return '上报人现场解决';
    default:
      return unsolved ? '办结，回访未解决' : due !== null && endedAt > due ? '逾期办结' : '按时办结';
  }
}
