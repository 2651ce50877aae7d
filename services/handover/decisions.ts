/** 议定: decisions written back, and those not carried out yet. */
import { may } from '../../domain/permitted.ts';
import { issuesWithDecisions } from '../../db/handover.ts';
import { readDecision } from '../../domain/text/decision.ts';
import { dayOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { decisionLine } from '../../wording/routes.ts';
import { studyWords } from '../../wording/study.ts';
import { decisionRefusals } from '../../wording/refusals/handover.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer } from '../answer.ts';
import type { MessageContext } from '../core.ts';
import { actOnIssue } from '../issues/act.ts';

export async function recordDecision(ctx: MessageContext, issue: number, typed: string): Promise<void> {
  const { readers, now } = ctx;
  const unitOf = (word: string): number | null => {
    const ids = readers.gazetteer.unitsNamed(word);
    return ids.length === 1 ? (ids[0] ?? null) : null;
  };
  const written = readDecision(typed, dayOf(now), (word) => unitOf(word) !== null);
  if (written === null) {
    await answer(ctx, message(decisionRefusals.noDay(issue)), issue);
    return;
  }
  const { text, unit, day } = written;
  await actOnIssue(ctx, issue, { type: 'recordDecision', text, unit: unit === null ? null : unitOf(unit), day });
}

/** To a unit its own, to those who supervise all. */
export async function listDecisions(ctx: MessageContext): Promise<void> {
  const { core, actor, rules } = ctx;
  const { directory, settings } = rules;
  const lines = (await issuesWithDecisions(core.db)).flatMap(({ number, decisions }) =>
    decisions
      .filter(({ doneAt, unit }) => doneAt === null && may(actor, 'readDecisions', { decided: directory.lineOf(unit) }))
      .map((decision) => `${decisionLine(number, decision, directory)}${studyWords(decision)}`),
  );
  const listed = settings['digest.listed'];
  const more = lines.length > listed ? [`……另有 ${lines.length - listed} 项`] : [];
  await answer(
    ctx,
    message(
      lines.length === 0
        ? nothingThere.decisions()
        : [`待落实的议定事项 ${lines.length} 项：`, ...lines.slice(0, listed), ...more].join('\n'),
    ),
  );
}
