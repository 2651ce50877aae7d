/** 离职: a person who goes; what is still open is named first, so that nothing is left without somebody. */
import { openDuties } from '../../db/open-duties.ts';
import { openRectifications } from '../../db/rectifications.ts';
import { hasRole, type Person } from '../../domain/directory.ts';
import { dutiesWords } from '../../wording/open-duties.ts';
import type { MessageContext } from '../core.ts';
import { changeOnce, recordOf } from './change.ts';
import { lastOffice, notes } from './move.ts';
import { accountMeant, personMeant, unitMeant } from './named.ts';

const usage = '用法：离职 姓名 [单位]，或在群里 @对方：离职 @张三';

/** Roles, accounts and teams are given up and the person is no more asked; refused while something is open. */
export function leave(ctx: MessageContext, text: string, mentioned: readonly string[]): Promise<void> {
  return changeOnce(
    ctx,
    async () => {
      const person = read(ctx, text, mentioned);
      if (typeof person === 'string') return person;
      const { directory } = ctx.rules;
      if (person.id === ctx.actor.id) return '不能给自己办离职，请另一位双访办或管理员办理。';
      if (person.roles.some(({ role }) => role === 'admin') && !hasRole(ctx.actor, 'admin'))
        return `${person.name}是管理员，由管理员办理。`;
      if (lastOffice(directory, person)) return `${person.name}是双访办唯一的人，请先让别人任双访办。`;
      const open = await stillOpen(ctx, person);
      if (open !== null) return open;
      const before = await recordOf(ctx, person.id);
      const after = { ...before, active: false, roles: [], accounts: [], teams: [], leads: [] };
      return { kind: 'left', person: person.id, before, after };
    },
    { notes: (directory) => notes(ctx.rules.directory, directory) },
  );
}

function read(ctx: MessageContext, text: string, mentioned: readonly string[]): Person | string {
  const { directory } = ctx.rules;
  const { account, words } = accountMeant(ctx, text, mentioned);
  const called = account === null ? undefined : directory.personByAccount(account.platform, account.account);
  if (called !== undefined) return called;
  const [name, unitWord] = words;
  if (name === undefined) return usage;
  const unit = unitWord === undefined ? null : unitMeant(ctx, unitWord);
  return typeof unit === 'string' ? unit : personMeant(ctx, name, unit);
}

/** What is open, in words that say how it is handed over; null when nothing is. */
async function stillOpen(ctx: MessageContext, person: Person): Promise<string | null> {
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
  return dutiesWords(person.name, { ...duties, milestones });
}
