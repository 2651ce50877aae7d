/** 我是谁: what the roster says of the one who asks, and what they may do. */
import { roomPurposeNames, teamName, type Person } from '../../domain/directory.ts';
import { lentRoles, ownRoles } from '../../domain/stand-ins.ts';
import { dateWords, message } from '../../wording/format.ts';
import { bindingRefusals } from '../../wording/refusals/roster.ts';
import { accountWords, roleWords } from '../../wording/roster-changes.ts';
import { answer } from '../answer.ts';
import { inGroup, type MessageContext } from '../core.ts';

/** @param may the commands the person may use, by name */
export async function whoAmI(ctx: MessageContext, may: readonly string[]): Promise<void> {
  const { actor, rules } = ctx;
  const { directory } = rules;
  const own = ownRoles(actor);
  const lines = [
    `您是${actor.name}，${directory.unitName(actor.unit)}，${roleWords(own)}`,
    ...heldElsewhere(ctx, own),
    ...teams(ctx),
    ...standIns(ctx),
    `账号：${accountWords(actor.accounts)}`,
    ...(inGroup(ctx) ? [thisGroup(ctx)] : []),
    ...(may.length > 0 ? [`可以用：${may.join('、')}`, '“帮助 命令”看用法。'] : []),
    '不对请双访办更正。',
  ];
  await answer(ctx, message(lines.join('\n')));
}

/** Roles held for a unit that is not the person's own. */
const heldElsewhere = ({ actor, rules }: MessageContext, own: Person['roles']): string[] =>
  own
    .filter(({ unit }) => unit !== null && unit !== actor.unit)
    .map((grant) => `${rules.directory.unitName(grant.unit)}的${roleWords([grant])}`);

function teams({ actor, rules }: MessageContext): string[] {
  const { directory } = rules;
  const all = directory.teamsOf(actor.id);
  if (all.length === 0) return [];
  const words = all.map((team) => {
    const places = team.places.map((place) => directory.unitName(place)).join('、');
    return `${teamName(team)}${team.leader === actor.id ? '（组长）' : ''}${places === '' ? '' : `，负责${places}`}`;
  });
  return [`走访小组：${words.join('；')}`];
}

function standIns({ actor, rules }: MessageContext): string[] {
  const { directory } = rules;
  const name = (id: number): string => directory.person(id)?.name ?? '';
  const away = directory.standInOf(actor.id);
  return [
    ...(away === undefined ? [] : [`代班：${dateWords(away.to)}前由${name(away.standIn)}替您，提醒发给对方`]),
    ...directory.standsInFor(actor.id).map(({ absent, to }) => {
      const roles = lentRoles(directory.person(absent) ?? { roles: [] });
      return `代班：${dateWords(to)}前您替${name(absent)}（${roleWords(roles)}），名册和单位的变动除外`;
    }),
  ];
}

/** Some platforms show a group's id nowhere: the bot has to say it, or the group could not be put into the roster. */
function thisGroup({ address, rules }: MessageContext): string {
  const room = rules.directory.room(address);
  return room === undefined
    ? bindingRefusals.roomUnknown(address.platform, address.id)
    : `本群：${room.name}（${roomPurposeNames[room.purpose]}）`;
}
