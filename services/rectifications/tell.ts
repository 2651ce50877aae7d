/** Who hears what of a step of a rectification: the one who acted, the other side, the liaison group in one line. */
import type { Directory } from '../../domain/directory.ts';
import type { RectificationEvent, RectificationState } from '../../domain/rectification.ts';
import { dayWords } from '../../wording/format.ts';
import {
  completedLine,
  planKept,
  planLine,
  stepLine,
  suggestionNumber,
  toVerifyWords,
} from '../../wording/rectifications.ts';
import { toLiaison, toUnit, type Outgoing } from '../issues/outgoing.ts';
import type { Reach } from '../reach.ts';

export interface Told {
  reply: string;
  others: Outgoing[];
}

/** What an event after the suggestion says. `after` is the state it led to. */
export function rectificationMessages(
  after: RectificationState,
  event: RectificationEvent,
  directory: Directory,
  reach: Reach,
): Told {
  const { number, unit } = after;
  const line = (what: string): string => stepLine(after, directory, what);
  switch (event.type) {
    case 'planSubmitted': {
      const open = event.data.steps.filter(({ known }) => (known ?? null) === null).map(({ person }) => person);
      const unlinked = [...new Set(open)].map((name) => ({
        name,
        namesakes: directory.membersNamed(unit, name).length,
      }));
      return { reply: planKept(after, unlinked), others: toLiaison(reach, directory, line(planLine(event))) };
    }
    case 'milestoneCompleted': {
      const done = completedLine(after, event.data.milestone);
      if (after.status !== 'completed') {
        return { reply: done, others: toLiaison(reach, directory, line(done)) };
      }
      return {
        reply: `${done}，全部节点已报完成，等督查联络员核验。`,
        others: toLiaison(reach, directory, line(`${done}，${toVerifyWords(number)}`), directory.inspectorsFor(unit)),
      };
    }
    case 'sentBack': {
      const { milestone, reason, due } = event.data;
      const what =
        milestone === null
          ? `整改方案退回，请于${dayWords(due)}前重报：${reason}`
          : `${number}-${milestone} 退回，请于${dayWords(due)}前重做：${reason}`;
      return {
        reply: `${suggestionNumber(after)} ${what}`,
        others: [
          ...toUnit(reach, directory, unit, 'unitLead', ` 【整改退回】${suggestionNumber(after)} ${what}`),
          ...toLiaison(reach, directory, line(what)),
        ],
      };
    }
    case 'verified': {
      const note = event.data.note === null ? '' : `：${event.data.note}`;
      return {
        reply: `${suggestionNumber(after)} ${directory.unitName(unit)}整改已核验销号${note}`,
        others: [
          ...toUnit(
            reach,
            directory,
            unit,
            'unitLead',
            ` 【整改销号】${suggestionNumber(after)} 经督查联络员核验，整改到位，予以销号${note}`,
          ),
          ...toLiaison(reach, directory, line(`核验通过，已销号${note}`)),
        ],
      };
    }
    case 'suggested':
    case 'joined':
    case 'daysMoved':
    case 'inherited':
    case 'milestonesHandedOver':
      return { reply: suggestionNumber(after), others: [] };
  }
}
