/** What the one who acted is answered. */
import type { Directory } from '../domain/directory.ts';
import type { IssueEvent } from '../domain/issue/events.ts';
import type { IssueState } from '../domain/issue/state.ts';
import type { OutgoingSegment } from '../domain/message.ts';
import { issueLine } from './cards.ts';
import { answerBy, nameOf } from './duties.ts';
import { dayWords, dueWords, message, numberOf } from './format.ts';
import { clarified, deadlineWords, dueNow } from './notice.ts';
import { partsGoOn } from './parts.ts';
import { otherUnitLine, returnedWords, stillFrom } from './requests.ts';
import { routeConfirmation } from './routes.ts';

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
      return message(
        no,
        issue.due === null
          ? ' 已受理'
          : event.at > issue.due
            ? ` 已受理。期限 ${dueWords(issue.due)} 已过，请尽快办结`
            : ` 已受理，请于${dueWords(issue.due)}前办结`,
      );
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
        ` 已挂账，${stillFrom(event.data.since)}，${dayWords(event.data.reviewDay)}复核${
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
