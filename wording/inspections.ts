/** Inspections in words: what was recorded, what was found and what becomes of it. */
import type { Directory } from '../domain/directory.ts';
import type { AnswerStatus } from '../domain/answering.ts';
import type { Finding, FindingState, InspectionKind, InspectionNotes } from '../domain/inspection.ts';
import { dayOf, type Day, type Instant } from '../domain/time.ts';
import { dayWords, excerpt } from './format.ts';

export const inspectionKindNames: Record<InspectionKind, string> = { routine: '日常', followUp: '阶段性回访' };

const noteNames: Record<keyof InspectionNotes, string> = {
  ask: '问',
  look: '看',
  check: '查',
  deployment: '决策部署',
  progress: '工作进展',
  feedback: '整改反馈',
};

export const findingStatusNames: Record<AnswerStatus, string> = {
  open: '待整改',
  answered: '待核销',
  settled: '已销号',
};

interface InspectionView {
  number: number;
  kind: InspectionKind;
  unit: number;
  place: number | null;
  inspector: number;
  at: Instant;
  notes: InspectionNotes;
}

const whereWords = ({ unit, place }: InspectionView, directory: Directory): string =>
  place === null ? directory.unitName(unit) : `${directory.unitName(unit)} ${directory.unitName(place)}`;

const noteLines = (notes: InspectionNotes): string[] =>
  (Object.keys(noteNames) as (keyof InspectionNotes)[]).flatMap((name) => {
    const note = notes[name];
    return note === null ? [] : [`${noteNames[name]}：${note}`];
  });

const foundLine = ({ number, text, due }: Finding): string => `${number}号 ${text}，${dayWords(due)}前`;

/** To the inspector: what was understood. */
export const inspectionRecorded = (
  inspection: InspectionView,
  findings: readonly Finding[],
  counts: { total: number; since: number },
  directory: Directory,
): string =>
  [
    `督查 ${inspection.number} 号已记录（${inspectionKindNames[inspection.kind]}）：${whereWords(inspection, directory)}`,
    ...noteLines(inspection.notes),
    ...(findings.length === 0
      ? ['没有发现问题。']
      : [`发现 ${findings.length} 项，已交单位整改：`, ...findings.map(foundLine)]),
    `本月督查 ${counts.since} 次，累计 ${counts.total} 次。`,
  ].join('\n');

/** To the unit that has to put it right. */
export const findingsForUnit = (
  inspection: InspectionView,
  findings: readonly Finding[],
  directory: Directory,
): string =>
  [
    ` 【督查】${dayWords(dayOf(inspection.at))}${directory.person(inspection.inspector)?.name ?? ''}到${whereWords(inspection, directory)}督查，发现 ${findings.length} 项，请整改：`,
    ...findings.map(foundLine),
    `整改好请发：督查 整改 ${findings[0]?.number ?? ''} 已完成 怎样整改的`,
  ].join('\n');

/** What the liaison group sees of an inspection: one line. */
export const inspectionLine = (
  inspection: InspectionView,
  findings: readonly Finding[],
  directory: Directory,
): string =>
  `【督查】${inspection.number} 号（${inspectionKindNames[inspection.kind]}）${whereWords(inspection, directory)}：${
    findings.length === 0 ? '没有发现问题' : `发现 ${findings.length} 项，已交整改`
  }`;

/** One line of a list of inspections. */
export const inspectionListed = (inspection: InspectionView, directory: Directory): string => {
  const noted = noteLines(inspection.notes).map((line) => excerpt(line, 24));
  return `${inspection.number} ${dayWords(dayOf(inspection.at))} ${whereWords(inspection, directory)}〔${inspectionKindNames[inspection.kind]}〕${directory.person(inspection.inspector)?.name ?? ''}${noted.length === 0 ? '' : `\n　${noted.join('；')}`}`;
};

export const findingStatusWords = ({ status, due }: FindingState, inTime: Day): string =>
  status === 'open' && due < inTime ? '逾期未整改' : findingStatusNames[status];

/** One line of a list of findings. */
export const findingLine = (finding: FindingState, directory: Directory, inTime: Day): string =>
  `${finding.number}号 ${directory.unitName(finding.unit)}〔${findingStatusWords(finding, inTime)}〕${excerpt(finding.text, 30)}，${dayWords(finding.due)}前`;
