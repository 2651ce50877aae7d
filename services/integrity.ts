/** Whether the record is what people did: told to inspectors and administrators alike, so that neither can hide it. */
import { checkEventLog } from '../db/event-log.ts';
import { noWork, type JobWork } from '../db/job-commit.ts';
import { checkRows } from '../db/row-check.ts';
import type { Instant } from '../domain/time.ts';
import { tamperedWords } from '../wording/integrity.ts';
import { say } from '../domain/message.ts';
import type { Core } from './core.ts';
import { queued } from './issues/outgoing.ts';

/** Said again every week while it is so; nothing where nothing was changed. */
export async function tellTampering(core: Core, dueAt: Instant): Promise<JobWork> {
  const [log, rows] = await Promise.all([checkEventLog(core.db), checkRows(core.db)]);
  const issues = [...new Set([...log.broken, ...rows.changed])].sort((a, b) => a - b);
  if (issues.length === 0) return noWork;
  const { directory } = core.readers();
  const told = new Set([...directory.holdersOf('inspector'), ...directory.holdersOf('admin')]);
  const outgoing = [...told].flatMap((person) => {
    const address = core.reach.privately(person);
    return address === null ? [] : [{ address, segments: say(tamperedWords(issues)) }];
  });
  core.log.error({ issues }, 'the record of issues was changed past the program');
  return { ...noWork, outbox: queued(outgoing, `integrity:${dueAt}`, null, dueAt) };
}
