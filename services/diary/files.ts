/** A visit diary as a picture, and to take away: the sheet, and the document. */
import type { Diary } from '../../domain/diary.ts';
import type { OutgoingSegment } from '../../domain/message.ts';
import { diaryFileName, diarySummary, diaryTitle, noFileWords } from '../../wording/diary.ts';
import { untilWords } from '../../wording/format.ts';
import { diaryDocumentFile, diaryPaper } from '../../wording/papers/diary.ts';
import type { Core } from '../core.ts';
import { file, made } from '../made.ts';
import { paperFile } from '../papers/paper.ts';

export async function diarySheets(core: Pick<Core, 'log'>, diary: Diary): Promise<OutgoingSegment[]> {
  const input = { diary, title: diaryTitle(diary), summary: diarySummary(diary) };
  const sheets = await made(core, 'diarySheet', input);
  return sheets.map((bytes) => file(`${diaryFileName(diary)}.xlsx`, bytes, noFileWords));
}

/** @param listed issues it shows at most */
export const diaryPages = (core: Pick<Core, 'log'>, diary: Diary, listed: number): Promise<Uint8Array[]> =>
  made(core, 'diaryPicture', { diary, title: diaryTitle(diary), subtitle: untilWords(diary.madeAt), listed });

export const diaryDocument = (core: Pick<Core, 'log'>, diary: Diary): Promise<OutgoingSegment[]> =>
  paperFile(core, diaryDocumentFile(diary), diaryPaper(diary), noFileWords);
