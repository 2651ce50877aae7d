/** Answers questions about issues: little in groups, more in private to those concerned. */
import { findIssues, hasContact, lookAtContact, messagesSentAs } from '../../db/issue-queries.ts';
import { loadIssue } from '../../db/commit.ts';
import { jointItemsOf } from '../../db/joint-items.ts';
import { inTimeFrom } from '../../domain/given-day.ts';
import { subjectOf } from '../../domain/issue/permissions.ts';
import { mayEverywhere, reach, standsInFor } from '../../domain/permitted.ts';
import { readIssueQuestion, stateWords, type IssueQuestion } from '../../domain/text/issue-question.ts';
import { readIssueNumber } from '../../domain/text/numbers.ts';
import { issuesAbout } from '../../domain/text/quoted.ts';
import { DAY, dayOf } from '../../domain/time.ts';
import { issueCard, issueLine, lookedAtWords } from '../../wording/cards.ts';
import { message } from '../../wording/format.ts';
import { jointItemOfIssue } from '../../wording/joint-items.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { notThere } from '../../wording/refusals/there.ts';
import { lookingRefusals } from '../../wording/refusals/looking.ts';
import { answer } from '../answer.ts';
import { inGroup, type Core, type MessageContext } from '../core.ts';
import { besideIssue } from '../handover/beside.ts';
import { hasToCall } from '../follow-ups/calls.ts';
import { listedOf, offerNext, offsetOf } from '../pages.ts';
import { permitted } from '../permitted.ts';
import { filterOf } from './filter.ts';
import { issueList, maySee } from './lists.ts';

export async function query(ctx: MessageContext, text: string | null, quoted: number | null): Promise<void> {
  const number = text === null ? quoted : readIssueNumber(text);
  if (number !== null) return showIssue(ctx, number);
  const question = readIssueQuestion(text ?? '');
  if (text === null || question.states.length + question.words.length === 0) {
    await answer(ctx, message(lookingRefusals.nothingAsked(stateWords)));
    return;
  }
  await showList(ctx, text, question);
}

async function showList(ctx: MessageContext, text: string, question: IssueQuestion): Promise<void> {
  const { page } = question;
  const filter = filterOf(ctx, question);
  if (typeof filter === 'string') {
    await answer(ctx, message(filter));
    return;
  }
  // Searching what residents said is for those who may read it: others find only what they reported.
  const wide = mayEverywhere(ctx.actor, 'searchIssues');
  const scoped = wide ? filter : { ...filter, heardBy: ctx.actor.id };
  const listed = listedOf(ctx);
  const found = await findIssues(ctx.core.db, scoped, listed, offsetOf(page, listed));
  offerNext(ctx, { page, total: found.total, listed }, (later) =>
    showList(later, text, { ...question, page: page + 1 }),
  );
  const title = `“${text.replace(/\s*第\S+页\s*/, ' ').trim()}”`;
  await answer(ctx, message(issueList(ctx, title, found, { page })));
}

async function showIssue(ctx: MessageContext, number: number): Promise<void> {
  const { core, rules } = ctx;
  const [issue, joint] = await Promise.all([loadIssue(core.db, number), jointItemsOf(core.db, number)]);
  if (issue === null) {
    await answer(ctx, message(notThere.issue(number)));
    return;
  }
  const dealtWith = joint
    .map((item) => `\n${jointItemOfIssue(item, rules.directory, inTimeFrom(dayOf(ctx.now), rules.calendar))}`)
    .join('');
  const denied = !maySee(ctx, issue);
  if (inGroup(ctx) || denied) {
    const why = !inGroup(ctx) && denied ? `\n${notPermittedWords(ctx.actor, 'readIssue')}` : '';
    await answer(ctx, message(`${issueLine(rules.directory, issue)}${dealtWith}${why}`), number);
    return;
  }
  const [contact, beside] = await Promise.all([hasContact(core.db, number), besideIssue(core, issue)]);
  await answer(ctx, message(`${issueCard(rules.directory, issue, contact, beside)}${dealtWith}`), number);
}

/** The resident's contact, to those who handle the issue, its first receiver, and the inspector who has to call. */
export async function showContact(ctx: MessageContext, number: number): Promise<void> {
  const { core, actor, now, rules } = ctx;
  const issue = await loadIssue(core.db, number);
  if (issue === null) {
    await answer(ctx, message(notThere.issue(number)));
    return;
  }
  const calls = reach(actor, 'readContact').has('called') && (await hasToCall(core, number, actor.id));
  const about = { ...subjectOf(issue, rules.directory), callers: calls ? [actor.id] : [] };
  if (!(await permitted(ctx, 'readContact', about, number))) return;
  const standingInFor = standsInFor(actor, 'readContact', about);
  const sealed = await lookAtContact(core.db, number, { person: actor.id, standingInFor, at: now });
  const isReadable = sealed !== null && core.vault.open(sealed) !== null;
  const purged =
    sealed === null && issue.closedAt !== null && now - issue.closedAt > rules.settings['contact.keptDays'] * DAY;
  const owner = rules.directory.person(issue.duty)?.name ?? '';
  const words = purged
    ? lookingRefusals.contactPurged(number, owner)
    : sealed === null
      ? lookingRefusals.noContact(number, owner)
      : isReadable
        ? message(
            `#${number} 反映人：`,
            { type: 'sealed', data: sealed },
            `\n${lookedAtWords(rules.directory, standingInFor)}`,
          )
        : lookingRefusals.contactLost(number, owner);
  await answer(ctx, message(words), number);
}

/** The issues a message the bot sent was about, several where messages were merged; null when it sent no such message. */
export async function issuesOfSent(core: Core, room: string, messageId: string): Promise<readonly number[] | null> {
  const sent = await messagesSentAs(core.db, room, messageId);
  if (sent.length === 0) return null;
  return [...new Set(sent.flatMap(({ issue, words }) => issuesAbout(issue, words)))];
}
