/** The quarterly pack on paper: how the unsolved forms stand, one by one, with room for what is decided. */
import type { QuarterlyPack, UnsolvedForm } from '../../domain/handover-form.ts';
import { dateOnPaper, type Paper, type PaperBlock } from '../../domain/paper.ts';
import { dayOf } from '../../domain/time.ts';
import { quarterWords } from '../handover.ts';
import { decisionOnPaper, dueOnPaper } from './moments.ts';

/** @param signedBy the unit whose paper it is */
export function quarterlyPackPaper(pack: QuarterlyPack, signedBy: string): Paper {
  const { quarter, until, forms, edition, issuedAt, changes } = pack;
  const title = `${quarterWords(quarter)}未办结问题交办单`;
  const day = dayOf(edition > 1 ? issuedAt : until);
  const blocks: PaperBlock[] = [
    { kind: 'title', text: `${title}\n提请研究材料${edition > 1 ? `（第 ${edition} 版）` : ''}` },
    { kind: 'addressee', text: groupOf(signedBy) },
    { kind: 'paragraph', text: summary(pack) },
    ...(changes ?? []).map((text, place): PaperBlock => ({
      kind: 'paragraph',
      text: place === 0 ? `更正说明：${text}。与上一版的不同如下：` : text,
    })),
    ...(forms.length === 0
      ? []
      : ([
          overview(forms),
          { kind: 'paragraph', text: '逐件情况附后。议定的内容、责任单位和期限由双访办记录，并跟踪到落实。' },
        ] satisfies PaperBlock[])),
    { kind: 'signature', by: signedBy, on: day },
    ...(forms.length === 0
      ? []
      : ([
          { kind: 'page', across: false },
          { kind: 'caption', text: '逐件情况' },
          ...forms.flatMap((form) => one(form)),
        ] satisfies PaperBlock[])),
  ];
  return { title, blocks, madeAt: until };
}

/** The office's paper goes to the group whose office it is. */
const groupOf = (office: string): string => /(.+)办公室$/.exec(office)?.[1] ?? '领导小组';

function summary({ until, forms }: QuarterlyPack): string {
  const day = dateOnPaper(dayOf(until));
  if (forms.length === 0) return `截至${day}，没有未办结的问题交办单。`;
  const over = forms.filter(({ overdueDays }) => overdueDays > 0).length;
  const units = new Set(forms.map(({ unit }) => unit)).size;
  const open = forms.flatMap(({ decisions }) => decisions.filter(({ doneAt }) => doneAt === null)).length;
  return (
    `截至${day}，未办结的问题交办单共 ${forms.length} 份，涉及主办单位 ${units} 个，${over === 0 ? '均未逾期' : `其中逾期 ${over} 份`}。` +
    `${open === 0 ? '' : `以往议定事项尚有 ${open} 项未落实。`}现提请领导小组逐件研究。`
  );
}

const overview = (forms: readonly UnsolvedForm[]): PaperBlock => ({
  kind: 'table',
  small: true,
  columns: [
    { title: '序号', width: 8, align: 'center' },
    { title: '交办单', width: 22, align: 'center' },
    { title: '主办单位', width: 22 },
    { title: '牵头区领导', width: 14, align: 'center' },
    { title: '办理期限', width: 24, align: 'center' },
    { title: '逾期\n工作日', width: 10, align: 'center' },
  ],
  rows: forms.map((form, index) => [
    String(index + 1),
    form.number,
    form.unit,
    form.leader,
    form.due === null ? '挂账' : dateOnPaper(dayOf(form.due)),
    form.overdueDays > 0 ? String(form.overdueDays) : '—',
  ]),
});

const one = (form: UnsolvedForm): PaperBlock[] => [
  { kind: 'heading', level: 1, text: `${form.number}　${form.category}` },
  {
    kind: 'form',
    together: true,
    rows: [
      [
        { label: '主办单位', text: form.unit },
        { label: '协办单位', text: form.supporting.length === 0 ? '无' : form.supporting.join('、') },
      ],
      [
        { label: '牵头区领导', text: form.leader },
        { label: '办理期限', text: dueOnPaper(form.due) },
      ],
      [{ label: '地　　点', text: form.place }],
      [{ label: '反映内容', text: form.content }],
      [{ label: '办理进展', text: form.progress ?? '单位尚未报进展。' }],
      ...(form.decisions.length === 0
        ? []
        : [[{ label: '以往议定', text: form.decisions.map((decision) => decisionOnPaper(decision)).join('\n') }]]),
      [{ label: '本次议定', text: '', lines: 3 }],
    ],
  },
];

/** A name for its file, without signs a platform would refuse. */
export const quarterlyPackFile = ({ quarter, edition }: QuarterlyPack): string =>
  `${quarterWords(quarter)}未办结问题交办单${edition > 1 ? `-第${edition}版` : ''}.docx`;
