/** 季度研究: the forms unsolved at the end of a quarter, for the leading group; to the office in private. */
import { formsOpenAt, lastProgress } from '../../db/handover.ts';
import { noWork, type JobWork } from '../../db/job-commit.ts';
import type { QuarterlyPack } from '../../domain/handover-form.ts';
import { periodOf, rangeOf, type Period } from '../../domain/period.ts';
import { readPeriod } from '../../domain/text/period.ts';
import { addDays, dayOf, type Instant } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { packLine, packText, quarterWords } from '../../wording/handover.ts';
import { answer, commitAndTell } from '../answer.ts';
import { inGroup, type Core, type MessageContext } from '../core.ts';
import { queued, toLiaison, type Outgoing } from '../issues/outgoing.ts';
import { packFile } from '../papers/handover.ts';
import { unsolvedForm } from './form.ts';

/** Months of a quarter. */
const QUARTER = 3;

/** As it stood at the end of the quarter, for one that still runs at `now`. */
export async function quarterlyPack(
  core: Pick<Core, 'db' | 'readers'>,
  quarter: Period,
  now: Instant,
): Promise<QuarterlyPack> {
  const { rules } = core.readers();
  const until = Math.min(rangeOf(quarter).to - 1, now);
  const issues = await formsOpenAt(core.db, until);
  const progress = await lastProgress(
    core.db,
    issues.map(({ number }) => number),
  );
  return {
    quarter,
    until,
    forms: issues.flatMap((issue) => unsolvedForm(issue, progress.get(issue.number) ?? null, rules, until) ?? []),
  };
}

/** The quarter that is over, told to everybody of the office in private; nothing where nothing is unsolved. */
export async function tellPack(core: Core, dueAt: Instant): Promise<JobWork> {
  const { directory, settings } = core.readers().rules;
  const quarter = periodOf(addDays(periodOf(dayOf(dueAt), QUARTER).from, -1), QUARTER);
  const pack = await quarterlyPack(core, quarter, dueAt);
  if (pack.forms.length === 0) return noWork;
  const segments = message(packText(pack, settings['digest.listed']), await packFile(core, pack));
  const inPrivate = directory.holdersOf('office').flatMap((person): Outgoing[] => {
    const address = core.reach.privately(person);
    return address === null ? [] : [{ address, segments }];
  });
  return {
    ...noWork,
    outbox: [
      ...queued(inPrivate, `quarter:${quarter.from}:pack`, null, dueAt),
      ...queued(toLiaison(core.reach, directory, packLine(pack)), `quarter:${quarter.from}`, null, dueAt),
    ],
  };
}

/** Answers who asks; a group sees numbers, units and days, the rest goes to them in private. */
export async function sendPack(ctx: MessageContext, asked: string | null): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const today = dayOf(now);
  const running = periodOf(today, QUARTER);
  const named = asked === null ? running : readPeriod(asked.replace(/\s+/g, ''), today);
  const quarter = named === null ? null : periodOf(named.from, QUARTER);
  if (named === null || quarter === null || quarter.from !== named.from || quarter.to !== named.to) {
    await answer(ctx, message('请写季度，例如：季度研究 2026年第3季度　季度研究 上季度'));
    return;
  }
  if (quarter.from > running.from) {
    await answer(ctx, message(`${quarterWords(quarter)}还没有开始。`));
    return;
  }
  const pack = await quarterlyPack(core, quarter, now);
  const listed = rules.settings['digest.listed'];
  const segments = message(packText(pack, listed), pack.forms.length === 0 ? [] : await packFile(core, pack));
  if (!inGroup(ctx)) {
    await answer(ctx, segments);
    return;
  }
  const address = pack.forms.length === 0 ? null : core.reach.privately(actor);
  const line = `${packLine(pack)}${address === null ? '' : '材料已私聊发给您。'}`;
  await commitAndTell(ctx, [
    { address: ctx.address, segments: message(line) },
    ...(address === null ? [] : [{ address, segments }]),
  ]);
}
