/** 离职: a person who goes; what is still open is named first, so that nothing is left without somebody. */
import { openDuties } from '../../db/open-duties.ts';
import { openRectifications } from '../../db/rectifications.ts';
import type { Person } from '../../domain/directory.ts';
import { may } from '../../domain/permitted.ts';
import { isAdmin } from '../../domain/roster-change.ts';
import { message } from '../../wording/format.ts';
import { dutiesWords } from '../../wording/open-duties.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { leavingRefusals, rosterUsage } from '../../wording/refusals/roster.ts';
import type { MessageContext } from '../core.ts';
import { handOverAll } from '../duty/hand-over.ts';
import { changeOnce, recordOf, type WantedChange } from './change.ts';
import { lastOffice, notes } from './move.ts';
import { accountMeant, personMeant, unitMeant } from './named.ts';

/** Roles, accounts and teams are given up; refused while something is open that nobody is named for. */
export async function leave(ctx: MessageContext, text: string, mentioned: readonly string[]): Promise<void> {
  const [who = '', heir = null] = text.split(/[\s，,]*(?:移交给?|交给)\s*/);
  // Whoever is @ed second is who gets it.
  const to = heir === null ? null : read(ctx, heir, mentioned.slice(who.includes('@') ? 1 : 0));
  await changeOnce(ctx, () => goes(ctx, read(ctx, who, mentioned), to), {
    notes: (directory) => notes(ctx.rules.directory, directory),
    ...(to === null || typeof to === 'string'
      ? {}
      : {
          instead: ({ person, data }, words) => {
            const from = { id: person ?? 0, name: data.person?.after.name ?? '' };
            return handOverAll(ctx, from, to, `${from.name}离职`, message(words));
          },
        }),
  });
}

async function goes(
  ctx: MessageContext,
  person: Person | string,
  to: Person | string | null,
): Promise<WantedChange | string> {
  if (typeof person === 'string') return person;
  if (typeof to === 'string') return to;
  const { directory } = ctx.rules;
  if (person.id === ctx.actor.id) return leavingRefusals.oneself();
  if (isAdmin(person) && !may(ctx.actor, 'leaveAdmin'))
    return leavingRefusals.administrator(person.name, notPermittedWords(ctx.actor, 'leaveAdmin'));
  if (lastOffice(directory, person)) return leavingRefusals.lastOfOffice(person.name);
  if (to?.id === person.id) return leavingRefusals.successorLeaves();
  if (to !== null && to.accounts.length === 0) return leavingRefusals.successorUnbound(to.name);
  const open = await stillOpen(ctx, person, to !== null);
  if (open !== null) return open;
  const before = await recordOf(ctx, person.id);
  const after = { ...before, active: false, roles: [], accounts: [], teams: [], leads: [] };
  return { kind: 'left', person: person.id, before, after };
}

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

/** What is open, in words that say how it is handed over; null when nothing is. */
async function stillOpen(ctx: MessageContext, person: Person, handedOver: boolean): Promise<string | null> {
  const { directory } = ctx.rules;
  const units = person.unit === null ? [] : [...directory.lineOf(person.unit)];
  const [duties, plans] = await Promise.all([
    openDuties(ctx.core.db, person.id),
    openRectifications(ctx.core.db, units),
  ]);
  const milestones = plans.flatMap(({ number, milestones: steps }) =>
    steps.flatMap((step, index) =>
      step.person === person.name && step.doneAt === null ? [`${number}-${index + 1}`] : [],
    ),
  );
  const owed = handedOver ? { unanswered: [], handled: [], calls: duties.calls } : duties;
  return dutiesWords(person.name, { ...owed, milestones });
}
