/** 调动: a person to another unit, role or team. What they reported and still owe an answer for goes with them. */
import { teamName, type Directory, type Person, type Team } from '../../domain/directory.ts';
import { may } from '../../domain/permitted.ts';
import { isAdmin, rolesAfterMove, type PersonRecord } from '../../domain/roster-change.ts';
import type { Role } from '../../domain/roles.ts';
import { ownRoles } from '../../domain/stand-ins.ts';
import { readRoles, wordsBetween } from '../../domain/text/person-words.ts';
import { message, namedFor } from '../../wording/format.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { recordChanges, whoWords } from '../../wording/roster-changes.ts';
import { teamRefusals } from '../../wording/refusals/visits.ts';
import { movingRefusals, rosterGaps, rosterUsage } from '../../wording/refusals/roster.ts';
import type { MessageContext } from '../core.ts';
import type { Outgoing } from '../issues/outgoing.ts';
import { findTeams } from '../visits/teams.ts';
import { changeOnce, recordOf, type WantedChange } from './change.ts';
import { accountMeant, peopleMeant, personMeant, unitMeant } from './named.ts';

interface Request {
  person: Person;
  unit: number | null;
  roles: readonly Role[];
  /** Null leaves them where they are. */
  teams: readonly Team[] | null;
}

export function move(ctx: MessageContext, text: string, mentioned: readonly string[]): Promise<void> {
  return changeOnce(
    ctx,
    async () => {
      const request = read(ctx, text, mentioned);
      return typeof request === 'string' ? request : wanted(ctx, request);
    },
    {
      notes: (directory) => notes(ctx.rules.directory, directory),
      others: (directory, { data }) => toldThem(ctx, directory, data.person),
    },
  );
}

function read(ctx: MessageContext, text: string, mentioned: readonly string[]): Request | string {
  const { directory } = ctx.rules;
  const { account, words: all } = accountMeant(ctx, text, mentioned);
  const [first, ...rest] = wordsBetween(all);
  const called = account === null ? undefined : directory.personByAccount(account.platform, account.account);
  const name = called?.name ?? first;
  if (name === undefined) return rosterUsage.moved();
  const words = called !== undefined && first !== undefined && first !== called.name ? [first, ...rest] : rest;
  const roles: Role[] = [];
  const units: number[] = [];
  let teams: Team[] | null = null;
  for (const word of words) {
    const read = readRoles(word);
    const found = findTeams(directory, word, ctx.actor);
    if (read !== null) roles.push(...read);
    else if (/^(?:退组|无小组|不在小组)$/.test(word)) teams = [];
    else if (found.length > 1) return teamRefusals.several(word, found);
    else if (found.length === 1) teams = [...(teams ?? []), ...found];
    else {
      const unit = unitMeant(ctx, word);
      if (typeof unit === 'string') return `${unit}\n${rosterUsage.moved()}`;
      units.push(unit);
    }
  }
  if (units.length > 2) return rosterUsage.moved();
  // One unit is the new one, unless the name is that of several and the unit tells which; of two the first is the old one.
  const [old, next] = units.length === 2 ? [units[0] ?? null, units[1] ?? null] : oldOrNew(ctx, name, units[0] ?? null);
  const person = called ?? personMeant(ctx, name, old);
  if (typeof person === 'string') return person;
  if (next === null && roles.length === 0 && teams === null) return rosterUsage.moved();
  return { person, unit: next ?? person.unit, roles, teams };
}

/** A single unit: where two people have the name and one of them is there, it says which of them. */
function oldOrNew(ctx: MessageContext, name: string, unit: number | null): [old: number | null, next: number | null] {
  if (unit === null) return [null, null];
  const several = peopleMeant(ctx, name, null).length > 1;
  return several && peopleMeant(ctx, name, unit).length === 1 ? [unit, null] : [null, unit];
}

async function wanted(ctx: MessageContext, { person, unit, roles, teams }: Request): Promise<WantedChange | string> {
  const { directory } = ctx.rules;
  const { actor } = ctx;
  if (roles.includes('admin')) return movingRefusals.makesAdministrator();
  if (isAdmin(person) && !may(actor, 'moveAdmin'))
    return movingRefusals.administrator(person.name, notPermittedWords(actor, 'moveAdmin'));
  const before = await recordOf(ctx, person.id);
  const after: PersonRecord = {
    ...before,
    unit,
    roles: roles.length > 0 || unit !== before.unit ? rolesAfterMove(before.roles, roles, unit) : before.roles,
    teams: teams === null ? before.teams : teams.map(({ id }) => id),
    leads: teams === null ? before.leads : before.leads.filter((id) => teams.some((team) => team.id === id)),
  };
  if (unit === null && after.roles.some((grant) => grant.role === 'unitLiaison' || grant.role === 'unitLead'))
    return movingRefusals.unitNeeded();
  if (lastOffice(directory, person) && !after.roles.some(({ role }) => role === 'office'))
    return movingRefusals.lastOfOffice(person.name);
  if (recordChanges(directory, before, after).length === 0)
    return movingRefusals.nothingChanges(whoWords(directory, before));
  return { kind: 'moved', person: person.id, before, after };
}

/** Whether nobody would be left in the office without this one. */
export const lastOffice = (directory: Directory, person: Person): boolean => {
  const office = directory.data.people.filter((one) => ownRoles(one).some(({ role }) => role === 'office'));
  return office.length === 1 && office[0]?.id === person.id;
};

/** Units that had a liaison before and have none now, and teams without a leader: what has to be done next. */
export function notes(before: Directory, now: Directory): string[] {
  const without = now.data.units.filter(
    ({ id }) => before.holdersOf('unitLiaison', id).length > 0 && now.holdersOf('unitLiaison', id).length === 0,
  );
  const led = new Map(before.data.teams.map((team) => [team.id, team.leader]));
  const leaderless = now.data.teams.filter(({ id, leader }) => leader === null && (led.get(id) ?? null) !== null);
  return [
    ...without.map(({ id, name }) => {
      const [next] = namedFor(now, id);
      return next === undefined ? rosterGaps.noLiaison(name) : rosterGaps.liaisonOpen(name, next.name);
    }),
    ...leaderless.map((team) => rosterGaps.noTeamLeader(teamName(team))),
  ];
}

/** The person hears it by themselves. */
function toldThem(
  ctx: MessageContext,
  directory: Directory,
  change: { before: PersonRecord | null; after: PersonRecord } | undefined,
): readonly Outgoing[] {
  if (change === undefined) return [];
  const [account] = change.after.accounts;
  const person = account === undefined ? undefined : directory.personByAccount(account.platform, account.account);
  const address = person === undefined || person.id === ctx.actor.id ? null : ctx.core.reach.privately(person);
  if (address === null) return [];
  const lines = recordChanges(directory, change.before, change.after);
  const words = [
    '双访办更新了您的名册：',
    ...lines,
    '您上报的问题仍由您答复群众。不对请联系双访办；“我是谁”看现在的身份。',
  ];
  return [{ address, segments: message(words.join('\n')) }];
}
