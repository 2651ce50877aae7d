/** 督办单 on paper: what is supervised, what was said before, what is asked for, and a slip for the unit's answer. */
import { dateOnPaper, type Paper, type PaperBlock } from '../../domain/paper.ts';
import type { SuperviseOrder } from '../../domain/supervise-order.ts';
import { dayOf } from '../../domain/time.ts';
import { ladderNames } from '../digests.ts';
import { formalNumber } from '../format.ts';
import { orderNumber } from '../ladder.ts';
import { momentOnPaper } from './moments.ts';

/** @param signedBy the unit whose paper it is */
export function superviseOrderPaper(order: SuperviseOrder, signedBy: string): Paper {
  const { issue, requirement, issuedAt } = order;
  const blocks: PaperBlock[] = [
    { kind: 'title', text: '民情问题督办单' },
    { kind: 'reference', text: orderNumber(order) },
    { kind: 'addressee', text: order.unit },
    { kind: 'paragraph', text: demand(order) },
    { kind: 'heading', level: 1, text: '督办事项' },
    {
      kind: 'form',
      rows: [
        [
          { label: '问题编号', text: formalNumber(issue.number, issue.reportedAt) },
          { label: '类　　别', text: issue.category },
        ],
        [
          { label: '地　　点', text: issue.place ?? '未注明' },
          { label: '收集时间', text: momentOnPaper(issue.reportedAt) },
        ],
        [
          { label: '交办时间', text: issue.assignedAt === null ? '—' : momentOnPaper(issue.assignedAt) },
          { label: '受理时间', text: issue.acceptedAt === null ? '尚未受理' : momentOnPaper(issue.acceptedAt) },
        ],
        [{ label: '反映内容', text: issue.content }],
      ],
    },
    { kind: 'heading', level: 1, text: '督办要求' },
    { kind: 'paragraph', text: sentence(requirement ?? '请单位负责人督促办理，办理结果和答复群众的情况一并报告') },
    { kind: 'signature', by: signedBy, on: dayOf(issuedAt) },
    { kind: 'paragraph', text: `（签发人：${order.issuedBy}）` },
    { kind: 'page', across: false },
    { kind: 'title', text: '督办单回执' },
    {
      kind: 'form',
      rows: [
        [
          { label: '督办单号', text: orderNumber(order) },
          { label: '问题编号', text: formalNumber(issue.number, issue.reportedAt) },
        ],
        [{ label: '责任单位', text: order.unit }],
        [{ label: '办理结果或情况说明', text: '', lines: 16 }],
        [
          { label: '单位负责人（签字）', text: '', lines: 3 },
          { label: '日　　期', text: '', lines: 3 },
        ],
      ],
    },
  ];
  return { title: `民情问题督办单　${orderNumber(order)}`, blocks, madeAt: issuedAt };
}

/** People leave the full stop out. */
const sentence = (text: string): string => (/[。！？.!?]$/.test(text) ? text : `${text}。`);

function demand({ issue, due, daysOverdue, answerDue, before }: SuperviseOrder): string {
  const steps = before.filter(({ step }) => step !== 'remind');
  const said = steps.map(({ step, at }) => `${dateOnPaper(dayOf(at))}${ladderNames[step]}`).join('、');
  const over = daysOverdue > 0 ? `签发时已逾期 ${daysOverdue} 个工作日，` : '签发时';
  const limit = due === null ? '至今' : `办理期限为${momentOnPaper(due)}，${over}`;
  return (
    `你单位承办的${formalNumber(issue.number, issue.reportedAt)}民情问题，${limit}尚未办结。${said === '' ? '' : `此前已于${said}。`}` +
    `现予督办，请于${dateOnPaper(answerDue)}前办结；确不能办结的，请在此日前书面说明情况。`
  );
}

/** A name for its file, without signs a platform would refuse. */
export const superviseOrderFile = (order: SuperviseOrder): string => `督办单-${orderNumber(order)}-${order.unit}.docx`;
