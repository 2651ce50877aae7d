/** The visit diary of some people over some days, as data: text, sheet, picture and document are made of it. */
import { diaryIssues, diaryVisits } from '../../db/diary.ts';
import type { Diary } from '../../domain/diary.ts';
import type { Period } from '../../domain/period.ts';
import type { Instant } from '../../domain/time.ts';
import { diaryRow } from '../../wording/diary.ts';
import type { Core } from '../core.ts';

/** Whose diary: a cadre, or a team with its members. */
export interface Diarist {
  name: string;
  people: readonly number[];
}

/** One row an issue they were the first receivers of, reported in these days, as it stands now. */
export async function diaryOf(
  core: Pick<Core, 'db' | 'readers'>,
  { name, people }: Diarist,
  period: Period,
  madeAt: Instant,
): Promise<Diary> {
  const { directory } = core.readers();
  const [found, made] = await Promise.all([diaryIssues(core.db, people, period), diaryVisits(core.db, people, period)]);
  const rows = found.map(({ issue, events }) => diaryRow(issue, events, directory));
  return { of: name, period, ...made, rows, madeAt };
}
