/** What was decided and said on a quarterly pack since it was issued: it belongs to the edition's items. */
import { saidOnPack } from '../../db/handover.ts';
import { packOf } from '../../db/quarterly-packs.ts';
import type { QuarterlyPack } from '../../domain/handover-form.ts';
import type { IssueCommand } from '../../domain/issue/commands.ts';
import type { Instant } from '../../domain/time.ts';
import { studiedCount, studiedLines } from '../../wording/study.ts';
import type { Core } from '../core.ts';

/** A decision or an instruction is said on the newest pack that lists the issue. */
export async function saidOn({ db }: Pick<Core, 'db'>, issue: number, command: IssueCommand): Promise<IssueCommand> {
  const { type } = command;
  return type === 'recordDecision' || type === 'instruct' ? { ...command, study: await packOf(db, issue) } : command;
}

/** A line an item, those nothing was decided on together; how many were carried out. Nothing for a pack that is not issued. */
export async function studiedSince(
  core: Pick<Core, 'db' | 'readers'>,
  pack: QuarterlyPack,
  now: Instant,
): Promise<{ lines: string[]; count: string }> {
  if (pack.edition === 0 || pack.forms.length === 0) return { lines: [], count: '' };
  const said = await saidOnPack(
    core.db,
    pack.quarter.from,
    pack.forms.map(({ issue }) => issue),
  );
  return { lines: studiedLines(pack, said, core.readers().directory, now), count: studiedCount(said) };
}
