/** 绑定, 解绑, 担保: which account is whose, by the office, or by a liaison for people of the own unit. */
import { listChanges } from '../../db/roster-changes.ts';
import type { Directory, Person } from '../../domain/directory.ts';
import { may, mayAtAll, mayEverywhere, unitsWithin } from '../../domain/permitted.ts';
import type { PersonRecord, RosterChangeKind } from '../../domain/roster-change.ts';
import { notPermittedWords } from '../../wording/permissions.ts';
import { accountWords, roleWords, whoWords } from '../../wording/roster-changes.ts';
import { bindingRefusals, namingRefusals, rosterUsage } from '../../wording/refusals/roster.ts';
import type { MessageContext } from '../core.ts';
import { toLiaison, type Outgoing } from '../issues/outgoing.ts';
import { ofUnit } from '../permitted.ts';
import { changeOnce, recordOf, type WantedChange } from './change.ts';
import { accountMeant, personMeant, unitMeant } from './named.ts';

type Account = PersonRecord['accounts'][number];

const written = ({ platform, account }: Account): string => `${platform}:${account}`;

/** Why the one who speaks may not do it to somebody of a unit; null where they may. */
const denied = (
  ctx: MessageContext,
  action: 'bind' | 'vouch' | 'unbind',
  unit: number | null,
  person?: number,
): string | null => {
  const about = { ...(unit === null ? {} : ofUnit(ctx, unit)), ...(person === undefined ? {} : { person }) };
  return may(ctx.actor, action, about) ? null : notPermittedWords(ctx.actor, action);
};

/** Gives an account to a person of the roster. */
export function bind(ctx: MessageContext, text: string, mentioned: readonly string[]): Promise<void> {
  return changeOnce(
    ctx,
    async () => {
      const request = readRequest(ctx, text, mentioned, 'bound');
      if (typeof request === 'string') return request;
      const { account, name, unit } = request;
      const person = ctx.rules.directory.data.people.find((one) => one.name === name && one.unit === unit);
      if (person === undefined)
        return bindingRefusals.notInUnit(ctx.rules.directory.unitName(unit), name, written(account));
      return given(ctx, person, account, 'bound');
    },
    { others: (directory, change) => toldTheOffice(ctx, directory, change.data.person?.after ?? null) },
  );
}

/** Registers somebody new as a cadre of the unit, with the account; somebody known only gets the account. */
export function vouch(ctx: MessageContext, text: string, mentioned: readonly string[]): Promise<void> {
  return changeOnce(
    ctx,
    async () => {
      const request = readRequest(ctx, text, mentioned, 'vouched');
      if (typeof request === 'string') return request;
      const { account, name, unit } = request;
      const person = ctx.rules.directory.data.people.find((one) => one.name === name && one.unit === unit);
      if (person !== undefined) return given(ctx, person, account, 'vouched');
      const after: PersonRecord = {
        name,
        unit,
        active: true,
        roles: [{ role: 'cadre', unit }],
        accounts: [account],
        teams: [],
        leads: [],
      };
      const slip = await vouchedBySlip(ctx, name, unit);
      if (slip !== null) return { kind: 'vouched', person: slip, before: await recordOf(ctx, slip), after };
      return { kind: 'vouched', person: null, before: null, after };
    },
    {
      notes: () => ['其他角色和走访小组由双访办用“调动”办理。'],
      others: (directory, change) => toldTheOffice(ctx, directory, change.data.person?.after ?? null),
    },
  );
}

/** Whom somebody vouched for and took it back: they never were in the unit, and are no namesake of who is vouched for now. */
async function vouchedBySlip({ core, rules }: MessageContext, name: string, unit: number): Promise<number | null> {
  const gone = rules.directory.data.gone?.find((one) => one.name === name && one.unit === unit);
  if (gone === undefined) return null;
  const { changes } = await listChanges(core.db, { people: [gone.id], units: null, from: null, to: null }, 1, 0);
  const [last] = changes;
  return last?.kind === 'vouched' && last.takesBack !== null ? gone.id : null;
}

/** Takes an account, or all of a person's, away: who speaks with it is a stranger from then on. */
export function unbind(ctx: MessageContext, text: string, mentioned: readonly string[]): Promise<void> {
  return changeOnce(ctx, async () => {
    const { directory } = ctx.rules;
    const { account, words } = accountMeant(ctx, text, mentioned);
    const [name, unitWord] = words;
    const unit = unitWord === undefined ? null : unitMeant(ctx, unitWord);
    if (typeof unit === 'string') return unit;
    if (account === null && name === undefined) return rosterUsage.unbound();
    const person =
      account !== null
        ? (directory.personByAccount(account.platform, account.account) ??
          bindingRefusals.boundToNobody(written(account)))
        : personMeant(ctx, name ?? '', unit);
    if (typeof person === 'string') return person;
    const refused = denied(ctx, 'unbind', person.unit, person.id);
    if (refused !== null) return refused;
    const before = await recordOf(ctx, person.id);
    const left =
      account === null
        ? []
        : before.accounts.filter((one) => one.platform !== account.platform || one.account !== account.account);
    if (left.length === before.accounts.length) return bindingRefusals.noAccount(whoWords(directory, before));
    return { kind: 'unbound', person: person.id, before, after: { ...before, accounts: left } };
  });
}

/** The account, the name and the unit that were written; a sentence where one is missing or not for the speaker. */
function readRequest(
  ctx: MessageContext,
  text: string,
  mentioned: readonly string[],
  kind: 'bound' | 'vouched',
): { account: Account; name: string; unit: number } | string {
  const action = kind === 'bound' ? 'bind' : 'vouch';
  if (!mayAtAll(ctx.actor, action)) return notPermittedWords(ctx.actor, action);
  const { account, words } = accountMeant(ctx, text, mentioned);
  const [name, unitWord] = words;
  const own = kind === 'vouched' ? (unitsWithin(ctx.actor, 'vouch')[0] ?? null) : null;
  if (account === null || name === undefined || (unitWord === undefined && own === null)) return rosterUsage[kind]();
  if (!/^[\p{Script=Han}A-Za-z·]{2,20}$/u.test(name)) return `${namingRefusals.noName(name)}${rosterUsage[kind]()}`;
  const unit = unitWord === undefined ? (own ?? rosterUsage[kind]()) : unitMeant(ctx, unitWord);
  if (typeof unit === 'string') return unit;
  return denied(ctx, action, unit) ?? { account, name, unit };
}

async function given(
  ctx: MessageContext,
  person: Person,
  account: Account,
  kind: RosterChangeKind,
): Promise<WantedChange | string> {
  const { directory } = ctx.rules;
  const { platform, account: id } = account;
  const holder = directory.personByAccount(platform, id);
  if (holder?.id === person.id) return bindingRefusals.boundToThem(whoWords(directory, person));
  if (holder !== undefined) return bindingRefusals.boundToOther(whoWords(directory, holder), written(account));
  const before = await recordOf(ctx, person.id);
  return { kind, person: person.id, before, after: { ...before, accounts: [...before.accounts, account] } };
}

/** What a liaison vouches for the office hears of. */
function toldTheOffice(ctx: MessageContext, directory: Directory, after: PersonRecord | null): readonly Outgoing[] {
  if (after === null || mayEverywhere(ctx.actor, 'bind')) return [];
  const who = `${whoWords(directory, after)}，${roleWords(after.roles)}，${accountWords(after.accounts)}`;
  return toLiaison(ctx.core.reach, directory, `${whoWords(directory, ctx.actor)}担保绑定：${who}`);
}
