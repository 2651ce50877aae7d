/** Routes, forms, supporting units, parts and decisions in words: to those concerned, to who acted, and on cards. */
import type { Directory } from '../domain/directory.ts';
import { isWithdrawn } from '../domain/handover-form.ts';
import type { EventOf } from '../domain/issue/events.ts';
import type { HandoverForm, IssueState, LeadingDecision, Route } from '../domain/issue/state.ts';
import { dayOf } from '../domain/time.ts';
import { dayWords, dueWords, excerpt, message, numberOf, placeWords, routeNames, statusNames } from './format.ts';
import { deadlineWords, toNamedUnit, type Notice } from './notice.ts';

type RouteEvent = EventOf<
  | 'reported'
  | 'routeChanged'
  | 'formIssued'
  | 'instructed'
  | 'supportRequested'
  | 'supportChanged'
  | 'split'
  | 'decisionRecorded'
  | 'decisionCarriedOut'
>;

/** 交办〔2026〕3号 */
export const formNumber = ({ year, number }: Pick<HandoverForm, 'year' | 'number'>): string =>
  `交办〔${year}〕${number}号`;

const formOver = (form: HandoverForm): string => `${formNumber(form)}已撤销`;

/** Of an issue whose form was withdrawn, for a line of a list; nothing for any other. */
export const withdrawnForm = ({ form, route }: Pick<IssueState, 'form' | 'route'>): string[] =>
  form !== null && isWithdrawn({ form, route }) ? [formOver(form)] : [];

/** 途径 in the ledger: the form's number with it, also of one that was withdrawn. */
export function routeOnLedger(route: Route, form: Pick<HandoverForm, 'year' | 'number'> | null): string {
  if (form === null) return routeNames[route];
  return route === 'handover'
    ? `${routeNames[route]}\n${formNumber(form)}`
    : `${routeNames[route]}\n（${formNumber(form)}已撤销）`;
}

export const unitNames = (units: readonly number[], directory: Directory): string =>
  units.map((unit) => directory.unitName(unit)).join('、');

const leaderName = (person: number, directory: Directory): string => directory.person(person)?.name ?? '区领导';

const because = (reason: string | null): string => (reason === null ? '' : `：${reason}`);

interface Towards {
  toUnit(body: (group: boolean) => string, role?: 'unitLiaison' | 'unitLead'): Notice;
  toOffice(body: string): Notice;
  toReceiver(body: (group: boolean) => string): Notice;
}

export function routeNotices(
  event: RouteEvent,
  issue: IssueState,
  directory: Directory,
  { toUnit, toOffice, toReceiver }: Towards,
): Notice[] {
  switch (event.type) {
    case 'reported':
      return issue.proposal?.route === 'handover'
        ? [
            toOffice(
              ` 建议走问题交办单：${issue.proposal.reason}\n请引用本条回复：交办 区领导 主办单位 协办单位　或　途径 平台流转 原因`,
            ),
          ]
        : [];
    case 'routeChanged': {
      const { route, was, reason } = event.data;
      const { form } = issue;
      if (route === was) return [];
      if (route === 'spot') return issue.unit === null ? [] : [toUnit(() => ' 上报人已现场解决，不用办理')];
      const words = ` 改走${routeNames[route]}：${reason}`;
      return [
        ...(issue.unit === null ? [] : [toUnit(() => `${words}${deadlineWords(issue)}`)]),
        toReceiver(() => `${words}${issue.due === null ? '' : `，期限 ${dueWords(issue.due)}`}`),
        ...(form === null || was !== 'handover'
          ? []
          : [
              {
                audience: { person: form.leader },
                compose: () => message(numberOf(issue), ` ${formOver(form)}，不用再协调${because(reason)}`),
              },
            ]),
      ];
    }
    case 'formIssued':
      return formNotices(event, issue, directory, { toUnit, toReceiver });
    case 'instructed': {
      const words = ` 【批示】${leaderName(event.data.leader, directory)}：${event.data.text}`;
      return [
        ...(issue.unit === null ? [] : [toUnit(() => words, 'unitLead')]),
        ...issue.supporting.map((unit) => toNamedUnit(issue, directory, unit, () => words)),
      ];
    }
    case 'supportRequested': {
      const { add, remove, reason } = event.data;
      const asks = [
        ...(add.length > 0 ? [`请求${unitNames(add, directory)}协办`] : []),
        ...(remove.length > 0 ? [`建议不再由${unitNames(remove, directory)}协办`] : []),
      ].join('，');
      const how = remove.length > 0 ? `协办 取消 ${unitNames(remove, directory)}` : `协办 ${unitNames(add, directory)}`;
      return [toOffice(` ${directory.unitName(issue.unit)}${asks}${because(reason)}\n请引用本条回复：${how}`)];
    }
    case 'supportChanged': {
      const { added, removed, reason } = event.data;
      const place = issue.place === null ? '' : ` · ${directory.unitName(issue.place)}`;
      return [
        ...added.map((unit) =>
          toNamedUnit(
            issue,
            directory,
            unit,
            (group) =>
              ` 请协助${directory.unitName(issue.unit)}办理：${directory.categoryName(issue.category)}${place}${because(reason)}${
                group ? '' : `\n地点：${placeWords(directory, issue)}\n内容：${issue.content}`
              }\n期限由责任单位负责；有进展请引用本条回复：办理 进展`,
          ),
        ),
        ...removed.map((unit) => toNamedUnit(issue, directory, unit, () => ` 不再需要您单位协办${because(reason)}`)),
        ...(issue.unit === null
          ? []
          : [
              toUnit(() =>
                issue.supporting.length === 0
                  ? ' 现在没有协办单位'
                  : ` 协办单位：${unitNames(issue.supporting, directory)}`,
              ),
            ]),
      ];
    }
    case 'split': {
      const named = event.data.parts.map(({ number, unit }) => `#${number} ${directory.unitName(unit)}`).join('、');
      return [
        toUnit(() => ` 已拆分：${named}。各部分办结后由您单位汇总，再发：办结 #${issue.number} 结果`),
        toReceiver(() => ` 已拆分给几个单位办理：${named}。各部分办好后一并答复群众`),
      ];
    }
    case 'decisionRecorded': {
      const { seq, text, unit, due } = event.data;
      const words = ` 【议定】领导小组议定：${text}，请于${dayWords(due)}前落实。落实后请发：议定 完成 #${issue.number}-${seq} 怎样落实的`;
      return [
        toNamedUnit(issue, directory, unit, () => words, 'unitLead'),
        ...(issue.unit === null || issue.unit === unit
          ? []
          : [toUnit(() => ` 领导小组议定由${directory.unitName(unit)}于${dayWords(due)}前落实：${text}`)]),
      ];
    }
    case 'decisionCarriedOut':
      return [toOffice(` 议定事项 #${issue.number}-${event.data.seq} 已落实：${event.data.text}`)];
  }
}

function formNotices(
  { data }: EventOf<'formIssued'>,
  issue: IssueState,
  directory: Directory,
  { toUnit, toReceiver }: Pick<Towards, 'toUnit' | 'toReceiver'>,
): Notice[] {
  const number = formNumber(data);
  const leader = leaderName(data.leader, directory);
  const support = issue.supporting.length === 0 ? '' : `，协办：${unitNames(issue.supporting, directory)}`;
  const note = data.note === null ? '' : `\n要求：${data.note}`;
  const whole = `\n地点：${placeWords(directory, issue)}\n内容：${issue.content}`;
  const place = issue.place === null ? '' : ` · ${directory.unitName(issue.place)}`;
  const head = `${directory.categoryName(issue.category)}${place}`;
  return [
    toUnit(
      (group) =>
        ` 【问题交办单】${number}：${head}。由区领导${leader}牵头协调${support}${note}${group ? '' : whole}${deadlineWords(issue)}${
          issue.acceptedAt === null ? '\n引用本条回复：受理　或　退回 理由' : ''
        }`,
    ),
    {
      audience: { person: data.leader },
      compose: () =>
        message(
          numberOf(issue),
          ` 【问题交办单】${number} 请您牵头协调：${head}\n主办：${directory.unitName(issue.unit)}${support}${whole}${note}${deadlineWords(issue)}\n批示请引用本条回复：批示 内容　看进展：查询`,
        ),
    },
    toReceiver(
      () => ` 已签发问题交办单，由区领导${leader}牵头协调${issue.due === null ? '' : `，期限 ${dueWords(issue.due)}`}`,
    ),
  ];
}

/** What follows the number in the answer to the one who acted. */
export function routeConfirmation(
  event: Exclude<RouteEvent, EventOf<'reported'>>,
  issue: IssueState,
  directory: Directory,
): string {
  switch (event.type) {
    case 'routeChanged': {
      const { route, was } = event.data;
      const due = issue.due === null ? '' : `，期限 ${dueWords(issue.due)}`;
      const over = was === 'handover' && route !== was && issue.form !== null ? `，${formOver(issue.form)}` : '';
      return ` 途径${route === was ? '仍为' : '改为'}${routeNames[route]}${due}${over}，理由已记录${
        route === 'handover' && issue.form === null ? `\n签发交办单请引用本条回复：交办 区领导 主办单位 协办单位` : ''
      }`;
    }
    case 'formIssued':
      return ` ${formNumber(event.data)}已签发，由${leaderName(event.data.leader, directory)}牵头协调，主办${directory.unitName(issue.unit)}${
        issue.supporting.length === 0 ? '' : `，协办${unitNames(issue.supporting, directory)}`
      }${deadlineWords(issue).replace('\n', '，')}`;
    case 'instructed':
      return issue.unit === null
        ? ' 批示已记录，确定责任单位后转达'
        : ` 批示已记录，已转${directory.unitName(issue.unit)}`;
    case 'supportRequested':
      return ' 协办请求已报双访办';
    case 'supportChanged':
      return issue.supporting.length === 0
        ? ' 现在没有协办单位'
        : ` 协办单位：${unitNames(issue.supporting, directory)}，责任仍在${directory.unitName(issue.unit)}`;
    case 'split':
      return ` 已拆分：${event.data.parts
        .map(({ number, unit }) => `#${number} ${directory.unitName(unit)}`)
        .join(
          '、',
        )}，期限${issue.due === null ? '不变' : `同为${dueWords(issue.due)}`}。各部分办结后由${directory.unitName(issue.unit)}汇总办结`;
    case 'decisionRecorded': {
      const { seq, unit, due } = event.data;
      return ` 议定事项 #${issue.number}-${seq} 已记录，由${directory.unitName(unit)}于${dayWords(due)}前落实`;
    }
    case 'decisionCarriedOut':
      return ` 议定事项 #${issue.number}-${event.data.seq} 已记为落实`;
  }
}

/** On the card of a report: the route, and what the bot would rather. */
export function reportRoute(issue: IssueState): string[] {
  const { proposal, routeReason, route } = issue;
  if (issue.status === 'closed') return [];
  if (proposal === null)
    return issue.unit === null ? [] : [`途径：${routeNames[route]}${routeReason === null ? '' : `（${routeReason}）`}`];
  return proposal.route === 'spot'
    ? [`途径：平台流转。${proposal.reason}，如已现场解决请引用本条回复：现场解决 怎样解决的`]
    : [`途径：建议问题交办单（${proposal.reason}），双访办决定前先按平台流转办理`];
}

/** On the card of an issue. */
export function routeLines(issue: IssueState, directory: Directory): string[] {
  const { route, routeReason, proposal, form, supporting, decisions } = issue;
  const lines = [`途径：${routeNames[route]}${routeReason === null ? '' : `（${routeReason}）`}`];
  if (proposal?.route === 'handover') lines.push(`建议走问题交办单（${proposal.reason}），待双访办决定`);
  if (form !== null) {
    lines.push(
      `${formNumber(form)}${isWithdrawn(issue) ? '（已撤销）' : ''}：由${leaderName(form.leader, directory)}牵头协调${form.note === null ? '' : `，${form.note}`}`,
    );
  }
  if (supporting.length > 0) lines.push(`协办：${unitNames(supporting, directory)}`);
  if (issue.parent !== null) lines.push(`拆分自 #${issue.parent}，群众由该件答复`);
  lines.push(...decisions.map((decision) => decisionLine(issue.number, decision, directory)));
  return lines;
}

/** Parts of an issue, a line each. */
export const partLine = (
  part: Pick<IssueState, 'number' | 'unit' | 'status' | 'due' | 'outcomeAt' | 'content'>,
  directory: Directory,
): string =>
  `　#${part.number} ${directory.unitName(part.unit)} ${statusNames[part.status]}${
    part.outcomeAt === null && part.due !== null ? `，${dueWords(part.due)}到期` : ''
  }：${excerpt(part.content, 20)}`;

export const decisionLine = (issue: number, decision: LeadingDecision, directory: Directory): string => {
  const { seq, text, unit, due, done, doneAt } = decision;
  return `议定 #${issue}-${seq} ${directory.unitName(unit)} ${dayWords(due)}前：${text}${
    doneAt === null ? '〔未落实〕' : `〔${dayWords(dayOf(doneAt))}落实：${done ?? ''}〕`
  }`;
};

/** To the unit that answers for the whole: one of its parts has its outcome, or was withdrawn. */
export const partOverWords = (part: IssueState, left: number, whole: number, directory: Directory): string =>
  ` 拆分的 #${part.number}（${directory.unitName(part.unit)}）${part.status === 'withdrawn' ? '已撤回' : '已办结'}，${
    left === 0 ? `各部分都有了结果，请汇总：办结 #${whole} 结果` : `还有 ${left} 个部分在办`
  }`;

/** What a district leader said, on a card. */
export const instructionLine = ({ at, data }: EventOf<'instructed'>, directory: Directory): string =>
  `批示（${leaderName(data.leader, directory)} ${dayWords(dayOf(at))}）：${data.text}`;
