/** 离职: a person who goes; what is still open goes to a successor in the same step, so that nothing is left without somebody. */
import type { Person } from '../../domain/directory.ts';
import { callTaker, heirsOf, milestoneTaker, owesNothing, type Owed } from '../../domain/leaving.ts';
import { may } from '../../domain/permitted.ts';
import type { Question } from '../../domain/question.ts';
import { isAdmin } from '../../domain/roster-change.ts';
import { message } from '../../wording/format.ts';
import { heirLabel, whoTakesOverWords } from '../../wording/open-duties.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { leavingRefusals, rosterUsage } from '../../wording/refusals/roster.ts';
import { handedOverWords } from '../../wording/roster-changes.ts';
import type { MessageContext } from '../core.ts';
import { handOverAll } from '../duty/hand-over.ts';
import { expiry } from '../questions.ts';
import { changeOnce, recordOf, type Asked, type WantedChange } from './change.ts';
import { lastOffice, notes } from './move.ts';
import { accountMeant, personMeant, unitMeant } from './named.ts';
import { handOverOwed, owedBy } from './owed.ts';

/** Successors that are offered by number. */
const OFFERED = 6;

/**
 * Roles, accounts and teams are given up, and what is open goes to the successor; where none is named, the office is asked
 * for one.
 *
 * @param heir who takes over, where they were asked for
 */
export async function leave(
  ctx: MessageContext,
  text: string,
  heir: string | null,
  mentioned: readonly string[],
): Promise<void> {
  const [who = '', named = heir] = text.split(/[\s，,]*(?:移交给?|交给)\s*/);
  // Whoever is @ed second is who gets it.
  const to = named === null ? null : read(ctx, named, mentioned.slice(who.includes('@') ? 1 : 0));
  await changeOnce(ctx, () => goes(ctx, read(ctx, who, mentioned), to), {
    notes: (directory) => notes(ctx.rules.directory, directory),
    ...(to === null || typeof to === 'string'
      ? {}
      : {
          instead: async ({ person, data }, words) => {
            const record = data.person?.before ?? null;
            const from = { id: person ?? 0, name: record?.name ?? '', unit: record?.unit ?? null };
            const reason = `${from.name}离职`;
            const { handedOver, others } = await handOverOwed(ctx, from, to, reason);
            const first = [words, ...handedOverWords(handedOver, ctx.core.readers().directory)].join('\n');
            return handOverAll(ctx, from, to, reason, message(first), others);
          },
        }),
  });
}

async function goes(
  ctx: MessageContext,
  person: Person | string,
  to: Person | string | null,
): Promise<WantedChange | Asked | string> {
  if (typeof person === 'string') return person;
  if (typeof to === 'string') return to;
  const { directory } = ctx.rules;
  if (person.id === ctx.actor.id) return leavingRefusals.oneself();
  if (isAdmin(person) && !may(ctx.actor, 'leaveAdmin'))
    return leavingRefusals.administrator(person.name, notPermittedWords(ctx.actor, 'leaveAdmin'));
  if (lastOffice(directory, person)) return leavingRefusals.lastOfOffice(person.name);
  if (to?.id === person.id) return leavingRefusals.successorLeaves();
  if (to !== null && to.accounts.length === 0) return leavingRefusals.successorUnbound(to.name);
  const owed = await owedBy(ctx, person);
  if (!owesNothing(owed)) {
    if (to === null) return whoTakesOver(ctx, person, owed);
    const left = {
      ...owed,
      calls: owed.calls.filter((call) => callTaker(directory, person.id, to, call) === null),
      milestones: owed.milestones.filter((one) => milestoneTaker(directory, person.id, to, one) === null),
    };
    if (left.calls.length + left.milestones.length > 0) return leavingRefusals.nobodyTakes(person.name, left);
  }
  const before = await recordOf(ctx, person.id);
  const after = { ...before, active: false, roles: [], accounts: [], teams: [], leads: [] };
  return { kind: 'left', person: person.id, before, after };
}

/** What is open, and who may take it, by number: the command waits for one of them. */
function whoTakesOver(ctx: MessageContext, person: Person, owed: Owed): Asked {
  const { directory } = ctx.rules;
  const heirs = heirsOf(directory, person, owed).slice(0, OFFERED);
  const options = heirs.map((heir) => ({ label: heirLabel(directory, heir), value: accountOf(heir) }));
  const ask: Question = {
    command: '离职',
    given: { text: accountOf(person) },
    missing: 'heir',
    rest: '',
    options,
    numberOnly: false,
    again: false,
    expiresAt: expiry(ctx),
  };
  const labels = options.map(({ label }) => label);
  return { ask, words: whoTakesOverWords(person.name, owed, labels) };
}

/** What tells a person from namesakes: an account, else the unit. */
const accountOf = ({ name, accounts: [account] }: Person): string =>
  account === undefined ? name : `${account.platform}:${account.account}`;

function read(ctx: MessageContext, text: string, mentioned: readonly string[]): Person | string {
  const { directory } = ctx.rules;
  const { account, words } = accountMeant(ctx, text, mentioned);
  const [name, unitWord] = words;
  const called = account === null ? undefined : directory.personByAccount(account.platform, account.account);
  if (called !== undefined && (name === undefined || name === called.name)) return called;
  if (name === undefined) return rosterUsage.left();
  const unit = unitWord === undefined ? null : unitMeant(ctx, unitWord);
  return typeof unit === 'string' ? unit : personMeant(ctx, name, unit);
}
