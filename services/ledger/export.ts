/** The ledger of any query as xlsx: read in batches, told in words, written as a stream. */
import { ledgerBatches, type LedgerFilter, type LedgerIssue } from '../../db/ledger.ts';
import { mergedPauses } from '../../domain/clocks.ts';
import type { Rules } from '../../domain/issue/rules.ts';
import { addressFrom } from '../../domain/message.ts';
import { maskName } from '../../domain/text/mask.ts';
import { addDays, dayOf, startOfDay, type Day, type Instant } from '../../domain/time.ts';
import type { LedgerRow } from '../../reports/sheet/ledger.ts';
import { ladderNames } from '../../wording/digests.ts';
import { followUpWords } from '../../wording/follow-ups.ts';
import {
  dateWords,
  formalNumber,
  namedFor,
  placeWords,
  replyKindNames,
  statusNames,
  urgencyNames,
} from '../../wording/format.ts';
import { routeOnLedger } from '../../wording/routes.ts';
import type { Core } from '../core.ts';

/** Everything of a unit, subordinates included, or of all. */
export const ledgerOf = (unit: number | null): LedgerFilter => ({
  units: unit === null ? null : [unit],
  places: null,
  text: null,
  from: null,
  to: null,
});

/** Reported on these days, the last one in full. */
export const reportedWithin = (from: Day | null, to: Day | null): Pick<LedgerFilter, 'from' | 'to'> => ({
  from: from === null ? null : startOfDay(from),
  to: to === null ? null : startOfDay(addDays(to, 1)),
});

/** The bytes of the sheet as they are read; the library is loaded when a ledger is asked for. */
export async function exportLedger(
  core: Pick<Core, 'db' | 'readers'>,
  filter: LedgerFilter,
  at: Instant,
): Promise<ReadableStream<Uint8Array>> {
  const { ledgerStream } = await import('../../reports/sheet/ledger.ts');
  const { rules } = core.readers();
  return ledgerStream('民情问题台账', at, told(ledgerBatches(core.db, filter), rules, at));
}

async function* told(
  batches: AsyncIterable<readonly LedgerIssue[]>,
  rules: Rules,
  at: Instant,
): AsyncGenerator<LedgerRow[]> {
  for await (const issues of batches) yield issues.map((issue) => rowOf(issue, rules, at));
}

function rowOf(issue: LedgerIssue, { directory, calendar }: Rules, at: Instant): LedgerRow {
  const { place, placeText, reporter, unit, handler } = issue;
  const answering = handler ?? unit;
  const whole = { from: issue.reportedAt, to: issue.closedAt };
  const pausedDays = mergedPauses(whole, issue.pauses, at).reduce(
    (days, pause) => days + calendar.workingDaysBetween(dayOf(pause.from), dayOf(pause.to)),
    0,
  );
  return {
    number: formalNumber(issue.number, issue.reportedAt),
    source:
      issue.parent === null ? (directory.room(addressFrom(issue.source))?.name ?? '私聊') : `拆分自 #${issue.parent}`,
    team: directory
      .teamsOf(reporter)
      .map((team) => `${team.cluster}${team.name}`)
      .join('、'),
    reportedAt: issue.reportedAt,
    place: placeWords(directory, { place, placeText }),
    resident: issue.resident === null ? '' : maskName(issue.resident),
    content: issue.content,
    category: directory.categoryName(issue.category),
    urgency: urgencyNames[issue.urgency],
    route: routeOnLedger(issue.route, issue.form),
    unit: unit === null ? '' : directory.unitName(unit),
    supporting: issue.supporting.map((id) => directory.unitName(id)).join('、'),
    handler: handler === null ? '' : directory.unitName(handler),
    responsible: answering === null ? '' : (namedFor(directory, answering)[0]?.name ?? ''),
    firstReceiver: directory.person(issue.duty)?.name ?? '',
    state: statusNames[issue.status],
    acceptedAt: issue.acceptedAt,
    handlingAt: issue.handlingAt,
    outcomeAt: issue.outcomeAt,
    closedAt: issue.closedAt,
    due: issue.due,
    extensions: issue.extensions,
    pausedDays,
    returns: issue.returns,
    reopened: issue.reopened,
    progress: issue.progress ?? '',
    outcome: issue.outcome ?? '',
    reply: issue.replyKind === null ? '' : replyKindNames[issue.replyKind],
    followUp: issue.followUp === null ? '' : followUpWords(issue.followUp),
    supervision: issue.steps.map((one) => `${dateWords(dayOf(one.at))}${ladderNames[one.step]}`).join('\n'),
    settled: issue.status === 'closed' ? '是' : '否',
  };
}
