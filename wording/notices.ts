/** What the others are told when something happens to an issue: the unit, the office, the first receiver. */
import type { Directory } from '../domain/directory.ts';
import type { EventOf, IssueEvent } from '../domain/issue/events.ts';
import type { IssueState } from '../domain/issue/state.ts';
import { extensionAsked, otherUnitAsked, returnAsked, returnedWords, shelvingAsked, stillFrom } from './requests.ts';
import { handedOver, nameOf, releasedWords } from './duties.ts';
import { dayWords, dueWords, mention, message, namedFor, numberOf, placeWords, urgencyNames } from './format.ts';
import { clarified, deadlineWords, dueNow, people, toNamedUnit, type Notice } from './notice.ts';
import { partsAlong } from './parts.ts';
import { routeNotices } from './routes.ts';

/** What an event means for others; the one who acted is answered separately. */
export function noticesFor(event: IssueEvent, issue: IssueState, directory: Directory): Notice[] {
  const no = numberOf(issue);
  const toUnit = (body: (group: boolean) => string, role: 'unitLiaison' | 'unitLead' = 'unitLiaison'): Notice => ({
    audience: 'unit',
    compose: (platform, group) =>
      message(
        group && issue.unit !== null ? people(namedFor(directory, issue.handler ?? issue.unit, role), platform) : '',
        no,
        body(group),
      ),
  });
  const toOffice = (body: string): Notice => ({
    audience: 'office',
    compose: (platform) => message(people(directory.holdersOf('office'), platform), no, body),
  });
  const toReceiver = (body: (group: boolean) => string): Notice => ({
    audience: 'firstReceiver',
    compose: (platform, group) => {
      const receiver = directory.person(issue.duty);
      return message(group && receiver !== undefined ? mention(receiver, platform) : '', no, body(group));
    },
  });
  /** What changes the deadline or ends the work is told to everybody who works on it. */
  const toAllUnits = (words: string): Notice[] => [
    toUnit(() => words),
    {
      audience: 'parent',
      compose: (platform, group) =>
        message(group && issue.unit !== null ? people(namedFor(directory, issue.unit), platform) : '', no, words),
    },
    ...issue.supporting.map((unit) => toNamedUnit(issue, directory, unit, () => words)),
  ];
  /** What was said stays out of groups, and who has to pass it on is told where it stands. */
  const details = (group: boolean, text: string): string =>
    group ? `（看内容请私聊我：查询 #${issue.number}）` : `：${text}`;

  switch (event.type) {
    case 'assigned':
    case 'transferred':
      return [toUnit((group) => assigned(event, issue, directory, group))];
    case 'reopened':
      return [
        toUnit(() => ` 群众反映未解决，重办。原因：${event.data.reason}${deadlineWords(issue)}`),
        !directory.isHere(issue.duty)
          ? toOffice(` 重办，首问责任人已不在册，请移交：移交 #${issue.number} 接手人 原因`)
          : toReceiver(() => ' 回访发现未解决，已退回责任单位重办。'),
      ];
    case 'returned':
      // Where the office itself has agreed it reads in its answer what is to be done; the unit is told.
      return event.data.asked === undefined
        ? [toOffice(returnedWords(event, issue, directory))]
        : [
            {
              audience: 'formerUnit',
              compose: () => message(no, ' 退回申请已批准，不用再办理'),
            },
          ];
    case 'returnRequested':
      return [toOffice(returnAsked(event, issue, directory))];
    case 'unitProposed':
      return [toOffice(otherUnitAsked(event, issue, directory))];
    case 'unitKept':
      return [];
    case 'returnRefused':
      return toAllUnits(` 退回未获同意：${event.data.reason}。请继续办理${dueNow(issue)}`);
    case 'shelvingRequested':
      return [toOffice(shelvingAsked(event, issue, directory))];
    case 'shelvingRefused':
      return toAllUnits(` 挂账未获同意：${event.data.reason}。请继续办理${dueNow(issue)}`);
    case 'shelvingContinued':
      return [
        ...toAllUnits(` 继续挂账至${dayWords(event.data.reviewDay)}复核：${event.data.reason}`),
        toReceiver(() => ` 仍无法解决，继续挂账，${dayWords(event.data.reviewDay)}复核，请向群众说明`),
      ];
    case 'handedDown':
      return [
        toUnit(
          () =>
            ` 下派给${directory.unitName(event.data.unit)}${event.data.note === null ? '' : `：${event.data.note}`}${deadlineWords(issue)}`,
        ),
      ];
    case 'progressed':
      return [
        toReceiver((group) =>
          event.data.passOnBy === undefined
            ? ` 有新进展${details(group, event.data.text)}`
            : ` 有新进展${details(group, event.data.text)}\n群众在等消息，请于${dueWords(event.data.passOnBy)}前转告，然后引用本条回复：反馈 2 转告的内容`,
        ),
        ...(event.data.by === undefined
          ? []
          : [
              toUnit(
                (group) =>
                  ` 协办单位${directory.unitName(event.data.by ?? null)}报来进展${details(group, event.data.text)}`,
              ),
            ]),
      ];
    case 'extensionRequested':
      return [toOffice(extensionAsked(event, issue, directory))];
    case 'extensionApproved':
      return [
        ...toAllUnits(` 延期已批准，新期限 ${dueWords(event.data.due)}${partsAlong(event.data.parts)}`),
        toReceiver(() => ` 延期至 ${dueWords(event.data.due)}，请告知群众`),
      ];
    case 'extensionRefused':
      return toAllUnits(
        ` 延期未获批准：${event.data.reason}。期限仍为 ${issue.due === null ? '原期限' : dueWords(issue.due)}`,
      );
    case 'outcomeRecorded':
      return issue.status === 'closed'
        ? []
        : [
            toReceiver(
              (group) =>
                ` 已有办理结果${details(group, event.data.text)}\n请于${dueWords(event.data.replyDue)}前答复群众，然后引用本条回复：反馈 1 答复内容`,
            ),
          ];
    case 'dutyHandedOver':
      return [
        toReceiver((group) => handedOver(event, issue, directory, group)),
        ...(event.actor === event.data.from
          ? []
          : [
              {
                audience: 'formerReceiver' as const,
                compose: () => message(no, ` ${releasedWords(event, directory)}`),
              },
            ]),
        ...(issue.unit === null || issue.outcomeAt !== null
          ? []
          : [toUnit(() => ` 首问责任人改为${nameOf(directory, event.data.to)}，联系群众请找新的首问责任人`)]),
      ];
    case 'withdrawn':
      return issue.unit === null ? [] : [toUnit(() => ' 已由上报人撤回，不用办理')];
    case 'shelved':
      return [
        ...toAllUnits(
          ` 已挂账（${event.data.leader}同意），${stillFrom(event.data.since)}，${dayWords(event.data.reviewDay)}复核`,
        ),
        toReceiver(() => ` 暂时无法解决，已挂账，${dayWords(event.data.reviewDay)}复核，请向群众说明`),
      ];
    case 'resumed':
      return [
        ...toAllUnits(` 恢复办理${dueNow(issue)}`),
        toReceiver(() => ` 挂账的问题已恢复办理${dueNow(issue)}，请告知群众`),
      ];
    case 'clarified':
      return issue.unit === null
        ? []
        : [toUnit((group) => ` 登记有更正，${clarified(event, issue, directory, group)}`)];
    // Of a merger each unit is told in one message.
    case 'inherited':
    // A change of the calendar moves many deadlines at once: each unit is told of all of its own in one message.
    case 'deadlineChanged':
    case 'accepted':
    // Those who were told of what was taken back are told so where they were told.
    case 'undone':
      return [];
    case 'replied':
      return issue.unit === null || event.data.closes ? [] : toldResident(event).map((words) => toUnit(() => words));
    case 'reported':
    case 'routeChanged':
    case 'formIssued':
    case 'instructed':
    case 'supportRequested':
    case 'supportChanged':
    case 'split':
    case 'decisionRecorded':
    case 'decisionCarriedOut':
      return routeNotices(event, issue, directory, { toUnit, toOffice, toReceiver });
  }
}

/** What residents were told while the unit works on it, where the unit has something to do for it. */
function toldResident({ data }: EventOf<'replied'>): string[] {
  if (data.expectedDay !== null) return [` 首问责任人已告知群众预计${dayWords(data.expectedDay)}办好，请按此安排`];
  return data.kind === 2 ? [' 首问责任人已告知群众不能立即解决，请每有进展就发“办理”，由首问责任人转告'] : [];
}

function assigned(
  event: EventOf<'assigned' | 'transferred'>,
  issue: IssueState,
  directory: Directory,
  group: boolean,
): string {
  const urgency = issue.urgency === 'normal' ? '' : `【${urgencyNames[issue.urgency]}】`;
  const place = issue.place === null ? '' : ` · ${directory.unitName(issue.place)}`;
  const head = ` ${event.type === 'transferred' ? '转交您单位' : '新交办'}${urgency}：${directory.categoryName(issue.category)}${place}`;
  const body = group ? '' : `\n地点：${placeWords(directory, issue)}\n内容：${issue.content}`;
  const how =
    event.data.firm === true
      ? `\n此件已退回 ${issue.returns} 次，请受理；再要退回须双访办同意。引用本条回复：受理`
      : '\n引用本条回复：受理　或　退回 理由';
  return `${head}${body}${deadlineWords(issue)}${how}`;
}
