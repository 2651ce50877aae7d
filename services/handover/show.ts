/** 交办 without more: the forms that are open, or one of them in full to those who may see it. */
import { may } from '../../domain/permitted.ts';
import { subjectOf } from '../../domain/issue/permissions.ts';
import { loadIssue } from '../../db/commit.ts';
import type { IssueRow } from '../../db/issue-queries.ts';
import type { IssueState } from '../../domain/issue/state.ts';
import { formsWithdrawn, openForms } from '../../db/handover.ts';
import { yearOf } from '../../domain/time.ts';
import { message } from '../../wording/format.ts';
import { formLine, formText } from '../../wording/handover.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { formNumber } from '../../wording/routes.ts';
import { handoverRefusals } from '../../wording/refusals/handover.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { nothingThere } from '../../wording/refusals/nothing.ts';
import { answer, commitAndTell } from '../answer.ts';
import { inGroup, type MessageContext } from '../core.ts';
import { formFile } from '../papers/handover.ts';
import { handoverForm, unsolvedForm } from './form.ts';

/** Whether the one who speaks may read all of a form. */
const mayRead = ({ actor, rules }: MessageContext, issue: IssueState | IssueRow): boolean =>
  may(actor, 'readForm', subjectOf(issue, rules.directory));

export async function showForms(ctx: MessageContext): Promise<void> {
  const { core, now, rules } = ctx;
  const open = (await openForms(core.db)).filter((issue) => mayRead(ctx, issue));
  const lines = open.flatMap((issue) => unsolvedForm(issue, null, rules, now) ?? []).map(formLine);
  const listed = rules.settings['digest.listed'];
  const more = lines.length > listed ? [`……另有 ${lines.length - listed} 份`] : [];
  // Their numbers are given: who counts the forms of the year finds them here.
  const gone = (await formsWithdrawn(core.db, yearOf(now)))
    .filter((issue) => mayRead(ctx, issue))
    .flatMap(({ form, number }) => (form === null ? [] : [`${formNumber(form)} #${number}`]));
  const withdrawn = gone.length === 0 ? '' : `\n今年已撤销 ${gone.length} 份：${gone.join('、')}`;
  await answer(
    ctx,
    message(
      `${
        lines.length === 0
          ? may(ctx.actor, 'issueForm')
            ? nothingThere.formsToIssue()
            : nothingThere.forms()
          : [`未办结的问题交办单 ${lines.length} 份：`, ...lines.slice(0, listed), ...more].join('\n')
      }${withdrawn}`,
    ),
  );
}

export async function showForm(ctx: MessageContext, number: number): Promise<void> {
  const { core, now } = ctx;
  const [issue, paper] = await Promise.all([loadIssue(core.db, number), handoverForm(core, number, now)]);
  if (issue === null || paper === null) {
    const refusal = issue === null ? notThere.issue(number) : handoverRefusals.noForm(number);
    await answer(ctx, message(refusal), issue === null ? null : number);
    return;
  }
  if (!mayRead(ctx, issue)) {
    await answer(ctx, message(`${formLine(paper)}\n${notPermittedWords(ctx.actor, 'readForm')}`), number);
    return;
  }
  const file = await formFile(core, paper);
  if (!inGroup(ctx)) {
    await answer(ctx, message(formText(paper), file), number);
    return;
  }
  const address = file.length === 0 ? null : core.reach.privately(ctx.actor);
  const line = `${formLine(paper)}${address === null ? '' : '\n交办单已私聊发给您。'}`;
  const others = address === null ? [] : [{ address, segments: file }];
  await commitAndTell(ctx, [{ address: ctx.address, segments: message(line) }, ...others], {}, number);
}
