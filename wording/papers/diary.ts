/** 民情日记 on paper: three columns, across the page. */
import { diaryColumns, type Diary } from '../../domain/diary.ts';
import type { Paper } from '../../domain/paper.ts';
import { diaryFileName, diarySummary, diaryTitle } from '../diary.ts';
import { periodWords } from '../periods.ts';

export const diaryPaper = (diary: Diary): Paper => ({
  title: diaryTitle(diary),
  madeAt: diary.madeAt,
  blocks: [
    { kind: 'page', across: true },
    { kind: 'title', text: '民情日记' },
    { kind: 'reference', text: `${diary.of}　　${periodWords(diary.period)}\n${diarySummary(diary)}` },
    {
      kind: 'table',
      // The middle one has a line for every hand an issue went through.
      columns: diaryColumns.map((title, index) => ({ title, width: index === 1 ? 39 : index === 0 ? 32 : 29 })),
      rows: diary.rows.map(({ collected, handling, reply }) => [collected, handling, reply]),
    },
  ],
});

export const diaryDocumentFile = (diary: Diary): string => `${diaryFileName(diary)}.docx`;
