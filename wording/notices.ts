/** What the others are told when something happens to an issue: the unit, the office, the first receiver. */
import type { Directory } from '../domain/directory.ts';
import type { EventOf, IssueEvent } from '../domain/issue/events.ts';
import type { IssueState } from '../domain/issue/state.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { issueLine } from './cards.ts';
import {
  extensionAsked,
  otherUnitAsked,
  otherUnitLine,
  returnAsked,
  returnedWords,
  shelvingAsked,
} from './requests.ts';
import { answerBy, handedOver, nameOf, releasedWords } from './duties.ts';
import { dayWords, dueWords, mention, message, namedFor, numberOf, placeWords, urgencyNames } from './format.ts';
import { deadlineWords, people, toNamedUnit, type Notice } from './notice.ts';
import { partsAlong, partsGoOn } from './parts.ts';
import { routeConfirmation, routeNotices } from './routes.ts';

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
  const details = (group: boolean, text: string): string => (group ? '' : `：${text}`);

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
        ...toAllUnits(` 已挂账（${event.data.leader}同意），期限暂停，${dayWords(event.data.reviewDay)}复核`),
        toReceiver(() => ` 暂时无法解决，已挂账，${dayWords(event.data.reviewDay)}复核，请向群众说明`),
      ];
    case 'resumed':
      return [
        ...toAllUnits(` 恢复办理${dueNow(issue)}`),
        toReceiver(() => ` 挂账的问题已恢复办理${dueNow(issue)}，请告知群众`),
      ];
    case 'clarified':
      return issue.unit === null ? [] : [toUnit((group) => ` ${clarified(event, issue, directory, group)}`)];
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

/** What was set right, as it stands now; a group is told the village, not what stands beside it. */
const clarified = ({ data }: EventOf<'clarified'>, issue: IssueState, directory: Directory, group: boolean): string =>
  [
    ...(data.place === undefined
      ? []
      : [`地点：${placeWords(directory, group ? { place: issue.place, placeText: null } : issue)}`]),
    ...(data.category === undefined ? [] : [`类别：${directory.categoryName(issue.category)}`]),
  ].join('，');

/** What residents were told while the unit works on it, where the unit has something to do for it. */
function toldResident({ data }: EventOf<'replied'>): string[] {
  if (data.expectedDay !== null) return [` 首问责任人已告知群众预计${dayWords(data.expectedDay)}办好，请按此安排`];
  return data.kind === 2 ? [' 首问责任人已告知群众不能立即解决，请每有进展就发“办理”，由首问责任人转告'] : [];
}

const dueNow = ({ due }: IssueState): string => (due === null ? '' : `，期限 ${dueWords(due)}`);

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

/** The answer to the one who acted, when an event is all there is to say. */
export function confirmation(
  event: IssueEvent,
  issue: IssueState,
  directory: Directory,
  group: boolean,
): OutgoingSegment[] {
  const no = numberOf(issue);
  switch (event.type) {
    case 'accepted':
      return message(no, ` 已受理${issue.due === null ? '' : `，请于${dueWords(issue.due)}前办结`}`);
    case 'returned':
      return event.data.asked === undefined
        ? message(no, ' 已退回双访办，提醒已停止')
        : message(no, ` 退回已批准，已告知原单位${returnedWords(event, issue, directory).replace(/^ /, '。')}`);
    case 'returnRequested':
      return message(
        no,
        ` ${event.data.late ? '已过退回期限' : `已退回过 ${issue.returns} 次`}，退回须双访办同意，申请已提交；决定前请继续办理${dueNow(issue)}`,
      );
    case 'unitProposed':
      return message(no, ` ${otherUnitLine(event, directory)}`);
    case 'unitKept':
      return message(no, ` 不改派，仍由${directory.unitName(issue.unit)}办理`);
    case 'returnRefused':
      return message(no, ' 退回已驳回，由原单位继续办理');
    case 'shelvingRequested':
      return message(no, ` 挂账申请已提交双访办；批准前请继续办理${dueNow(issue)}`);
    case 'shelvingRefused':
      return message(no, ' 挂账已驳回，期限照算');
    case 'shelvingContinued':
      return message(no, ` 继续挂账，${dayWords(event.data.reviewDay)}复核，单位和首问责任人已告知`);
    case 'assigned':
    case 'transferred':
      return message(no, ` 已转${directory.unitName(issue.unit)}${deadlineWords(issue).replace('\n', '，')}`);
    case 'inherited':
      return message(no, ` 已由${directory.unitName(event.data.to)}接着办理`);
    case 'handedDown':
      return message(no, ` 已下派${directory.unitName(event.data.unit)}，${directory.unitName(issue.unit)}仍负总责`);
    case 'progressed':
      return message(no, ' 进展已记录');
    case 'extensionRequested':
      return message(
        no,
        ` 延期申请已提交双访办；批准前期限仍为${issue.due === null ? '原期限' : dueWords(issue.due)}${event.data.needsLeader === true ? '。这是再次延期，双访办须报区领导同意' : ''}`,
      );
    case 'extensionApproved':
      return message(no, ` 延期已批准，新期限 ${dueWords(event.data.due)}`);
    case 'extensionRefused':
      return message(no, ' 延期已驳回，期限不变');
    case 'outcomeRecorded':
      if (event.data.closes)
        return message(no, ` 办理结果已记录，这一部分已办结；由 #${issue.parent ?? ''} 的责任单位汇总办结、答复群众`);
      return message(
        no,
        ` 办理结果已记录，等首问责任人${directory.person(issue.duty)?.name ?? ''}答复群众（${dueWords(event.data.replyDue)}前）`,
      );
    case 'replied':
      return event.data.closes
        ? message(no, ' 已答复群众，结案。事事有回音，谢谢您')
        : message(
            no,
            event.data.expectedDay === null
              ? ' 阶段答复已记录，单位的进展会发给您，请转告群众；办结后请再答复一次'
              : ` 阶段答复已记录，${dayWords(event.data.expectedDay)}到期前提醒您和责任单位；办结后请再答复一次`,
          );
    case 'dutyHandedOver':
      return message(
        no,
        ` 首问责任已移交${nameOf(directory, event.data.to)}，今后的进展和提醒都发给新的首问责任人${answerBy(event.data.replyDue)}`,
      );
    case 'withdrawn':
      return message(no, ' 已撤回');
    case 'shelved':
      return message(
        no,
        ` 已挂账，期限暂停，${dayWords(event.data.reviewDay)}复核${
          issue.parts.length === 0 ? '' : `。${partsGoOn}。也要挂账的请分别发：挂账 #编号 复核日期 区领导 原因`
        }`,
      );
    case 'resumed':
      return message(no, ` 已恢复办理${issue.due === null ? '' : `，期限 ${dueWords(issue.due)}`}`);
    case 'reopened':
      return message(no, ' 已重办，新的期限已通知责任单位');
    case 'clarified':
      return message(no, ` 已记下${clarified(event, issue, directory, group)}`);
    case 'reported':
    case 'deadlineChanged':
    case 'undone':
      return message(issueLine(directory, issue));
    case 'routeChanged':
    case 'formIssued':
    case 'instructed':
    case 'supportRequested':
    case 'supportChanged':
    case 'split':
    case 'decisionRecorded':
    case 'decisionCarriedOut':
      return message(no, routeConfirmation(event, issue, directory));
  }
}
