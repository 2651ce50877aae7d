/** 问题交办单 on paper: one form, with room for what leaders and units write on it by hand. */
import { type HandoverFormPaper } from '../../domain/handover-form.ts';
import { dateOnPaper, type Paper, type PaperField } from '../../domain/paper.ts';
import { dayOf } from '../../domain/time.ts';
import { decisionOnPaper, dueOnPaper, momentOnPaper } from './moments.ts';

/** Lines left to be written on by hand, where nothing is printed: with them a new form fits on one page. */
const BY_HAND = { instructions: 4, handling: 5 } as const;

/** Progress notes printed at most: the latest. */
const NOTES = 5;

/** @param signedBy the unit whose paper it is */
export function handoverFormPaper(form: HandoverFormPaper, signedBy: string): Paper {
  const blocks = [
    { kind: 'title', text: '民情问题交办单' },
    { kind: 'reference', text: form.withdrawn === null ? form.number : `${form.number}（已撤销）` },
    { kind: 'form', rows: rowsOf(form, signedBy) },
  ] as const;
  return { title: `民情问题交办单　${form.number}`, blocks, madeAt: form.issuedAt };
}

function rowsOf(form: HandoverFormPaper, signedBy: string): PaperField[][] {
  const { supporting, note, instructions, decisions, parts } = form;
  return [
    [
      { label: '问题编号', text: form.issueNumber },
      { label: '类　　别', text: `${form.category}（${form.urgency}件）` },
    ],
    [
      { label: '收集时间', text: momentOnPaper(form.reportedAt) },
      { label: '首问责任人', text: form.reporter },
    ],
    ...(form.withdrawn === null
      ? []
      : [
          [
            {
              label: '撤　　销',
              text: `${form.withdrawnAt === null ? '' : `${dateOnPaper(dayOf(form.withdrawnAt))}`}改走平台流转：${form.withdrawn}。本单作废，编号不再使用。`,
            },
          ],
        ]),
    [{ label: '地　　点', text: form.place }],
    [{ label: '反映内容', text: form.content }],
    [
      { label: '牵头区领导', text: form.leader },
      { label: '办理期限', text: dueOnPaper(form.due) },
    ],
    [
      { label: '主办单位', text: form.handler === null ? form.unit : `${form.unit}（${form.handler}）` },
      { label: '协办单位', text: supporting.length === 0 ? '无' : supporting.join('、') },
    ],
    [{ label: '交办要求', text: note ?? '请主办单位会同协办单位研究办理，办理结果报双访办，并答复群众。' }],
    [
      {
        label: '区领导批示',
        text: instructions.map(({ leader, at, text }) => `${text}（${leader}，${dateOnPaper(dayOf(at))}）`).join('\n'),
        lines: instructions.length === 0 ? BY_HAND.instructions : 0,
      },
    ],
    ...(decisions.length === 0
      ? []
      : [[{ label: '领导小组议定', text: decisions.map((one) => decisionOnPaper(one)).join('\n') }]]),
    ...(parts.length === 0
      ? []
      : [
          [
            {
              label: '拆分办理',
              text: parts
                .map(({ issue, unit, content, state }) => `#${issue} ${unit}：${content}（${state}）`)
                .join('\n'),
            },
          ],
        ]),
    [{ label: '办理情况', text: handled(form), lines: handled(form) === '' ? BY_HAND.handling : 0 }],
    [
      { label: '签 发 人', text: form.issuedBy },
      { label: '签发日期', text: dateOnPaper(dayOf(form.issuedAt)) },
    ],
    [{ label: '签发单位', text: signedBy }],
    [
      { label: '主办单位负责人（签字）', text: '', lines: 2 },
      { label: '日　　期', text: '', lines: 2 },
    ],
  ];
}

function handled({ progressed, outcome, outcomeAt }: HandoverFormPaper): string {
  const earlier = progressed.length > NOTES ? [`（此前另有进展 ${progressed.length - NOTES} 条）`] : [];
  const notes = progressed.slice(-NOTES).map(({ by, at, text }) => `${dateOnPaper(dayOf(at))} ${by}：${text}`);
  const result = outcome === null || outcomeAt === null ? [] : [`${dateOnPaper(dayOf(outcomeAt))} 办结：${outcome}`];
  return [...earlier, ...notes, ...result].join('\n');
}

/** A name for its file, without signs a platform would refuse. */
export const handoverFormFile = (form: HandoverFormPaper): string =>
  `问题交办单-${form.number}-${form.withdrawn === null ? '' : '已撤销-'}${form.unit}.docx`;
