/** 交办: the office issues the form of an issue, numbered by year without holes. */
import { nextFormNumber } from '../../db/handover.ts';
import { violatedConstraint } from '../../db/unavailable.ts';
import { yearOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { handoverRefusals } from '../../wording/refusals/handover.ts';
import type { MessageContext } from '../core.ts';
import { actOnIssue } from '../issues/act.ts';
import { sendIssuedForm } from '../papers/handover.ts';

/** How often a number is read anew when others keep issuing forms. */
const TRIES = 20;

export interface FormAsked {
  leader: number;
  unit: number | null;
  supporting: readonly number[];
  note: string | null;
}

/** The number is the next of its year; who writes it second reads it anew, so that none is given twice or left out. */
export async function issueForm(ctx: MessageContext, issue: number, asked: FormAsked): Promise<void> {
  const { core, now } = ctx;
  const year = yearOf(now);
  const leader = core.readers().directory.person(asked.leader);
  const unreached = leader !== undefined && core.reach.privately(leader) === null;
  const first = unreached ? message(handoverRefusals.leaderUnreached(leader.name)) : [];
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const number = await nextFormNumber(core.db, year);
    try {
      const result = await actOnIssue(ctx, issue, { type: 'issueForm', ...asked, number: { year, number } }, first);
      // Also where it was cut off before: each is told once.
      if (result.kind === 'done' || result.kind === 'seen') await sendIssuedForm(ctx, issue, asked.leader);
      return;
    } catch (error) {
      if (violatedConstraint(error) !== 'issues_form') throw error;
    }
  }
  throw new Error(`no number was free for the form of issue ${issue}`);
}
