/** Everything that is owed by a day and is no issue: plans, milestones, findings, joint items and decisions. */
import { issuesWithDecisions } from '../../db/handover.ts';
import { openFindings } from '../../db/inspections.ts';
import { openJointItems } from '../../db/joint-items.ts';
import { openRectifications } from '../../db/rectifications.ts';
import { owed } from '../../domain/rectification.ts';
import type { Instant } from '../../domain/time.ts';
import type { DatedItem } from '../../wording/dated.ts';
import { surgeName } from '../../wording/emerging.ts';
import type { Core } from '../core.ts';

export interface OpenItem extends Omit<DatedItem, 'stage' | 'overdueDays'> {
  /** From when its day was counted; null where somebody named it. */
  countedFrom: Instant | null;
  /** Events so far of what it belongs to; of an issue's decision 0. */
  version: number;
}

/** What a unit owes as a whole. */
const nobody = { person: null, known: null };

/** Whenever it is due. */
export async function openItems(core: Pick<Core, 'db' | 'readers'>): Promise<OpenItem[]> {
  const { directory } = core.readers();
  const [rectifications, findings, jointItems, decided] = await Promise.all([
    openRectifications(core.db, null),
    openFindings(core.db, null),
    openJointItems(core.db, null),
    issuesWithDecisions(core.db),
  ]);
  return [
    ...rectifications.flatMap((state) =>
      owed(state).map((given): OpenItem => {
        const milestone = state.milestones[given.part - 1];
        const { number, unit, version } = state;
        const { text, person, known } = milestone ?? { text: null, person: null, known: null };
        return { subject: 'rectification', number, unit, version, ...given, text, person, known };
      }),
    ),
    ...findings.flatMap(({ status, number, unit, version, due, countedFrom, text }): OpenItem[] =>
      status === 'open'
        ? [{ subject: 'finding', number, part: 0, unit, version, due, countedFrom, text, ...nobody }]
        : [],
    ),
    ...jointItems.flatMap((item): OpenItem[] => {
      const { status, number, unit, version, due, countedFrom } = item;
      if (status !== 'open' || due === null) return [];
      const text = surgeName(item, directory);
      return [{ subject: 'jointItem', number, part: 0, unit, version, due, countedFrom, text, ...nobody }];
    }),
    ...decided.flatMap(({ number, decisions }) =>
      decisions
        .filter(({ doneAt }) => doneAt === null)
        .map(({ seq, unit, due, text }): OpenItem => ({
          subject: 'decision',
          number,
          part: seq,
          unit,
          due,
          text,
          ...nobody,
          countedFrom: null,
          version: 0,
        })),
    ),
  ];
}
