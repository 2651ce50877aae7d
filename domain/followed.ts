/** Everything inspectors follow by a list of events: what happens to each, and what one message did. */
import type { FlagEvent } from './flags.ts';
import type { FindingEvent } from './inspection.ts';
import type { JointItemEvent } from './joint-item.ts';
import type { RectificationEvent } from './rectification-state.ts';
import type { SurgeEvent } from './surge-dismissal.ts';
import type { Log, Logged } from './taken-back.ts';

/** 整改 · 督查发现 · 联合事项 · 苗头 · 预警 */
export interface FollowedEvents {
  rectification: RectificationEvent;
  finding: FindingEvent;
  jointItem: JointItemEvent;
  surge: SurgeEvent;
  flag: FlagEvent;
}
export type FollowedSubject = keyof FollowedEvents;

export type FollowedList = {
  [S in FollowedSubject]: { subject: S; number: number; log: Log<FollowedEvents[S]> };
}[FollowedSubject];

/** What a message did to one of them. */
export type FollowedAct = {
  [S in FollowedSubject]: { subject: S; number: number; event: Logged<FollowedEvents[S]> };
}[FollowedSubject];

/** What comes first is what it is called by: a flag's confirmation sends a suggestion, a surge becomes a joint item. */
const order: readonly FollowedSubject[] = ['flag', 'jointItem', 'rectification', 'finding', 'surge'];

/** What a message did, what it is called by first. */
export function actsOf(lists: readonly FollowedList[], source: string): FollowedAct[] {
  const sorted = [...lists].sort((a, b) => order.indexOf(a.subject) - order.indexOf(b.subject));
  return sorted.flatMap(({ subject, number, log }) =>
    log.flatMap((event) => (event.source === source ? [{ subject, number, event } as FollowedAct] : [])),
  );
}
