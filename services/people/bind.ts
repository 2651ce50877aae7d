/** Binds chat accounts to people: the office anybody, a liaison those of the own unit. */
import { bindAccount } from '../../db/people.ts';
import { hasRole, roomPurposeNames, type Person } from '../../domain/directory.ts';
import { roleNames } from '../../domain/roles.ts';
import { toHalfWidth } from '../../domain/text/normalize.ts';
import { message } from '../../wording/format.ts';
import { answer } from '../answer.ts';
import { inGroup, type MessageContext } from '../core.ts';
import { actorOf } from '../issues/act.ts';
import { findUnit } from '../issues/find.ts';

const usage = '用法：绑定 平台:账号 姓名 单位，或在群里 @对方：绑定 @张三 张三 住建局';

export async function bind(ctx: MessageContext, text: string | null, mentioned: readonly string[]): Promise<void> {
  if (text === null && mentioned.length === 0) {
    await answer(ctx, message(whoAmI(ctx)));
    return;
  }
  if (!hasRole(ctx.actor, 'office', 'admin', 'unitLiaison')) {
    await answer(ctx, message('绑定由双访办办理，或由本单位联络员担保。'));
    return;
  }
  const request = readRequest(ctx, text ?? '', mentioned);
  if (typeof request === 'string') {
    await answer(ctx, message(request));
    return;
  }
  const { platform, account, name, unit } = request;
  const { directory } = ctx.rules;
  if (!hasRole(ctx.actor, 'office', 'admin')) {
    const own = actorOf(ctx.actor).handles;
    if (!directory.lineOf(unit).some((id) => own.has(id))) {
      await answer(ctx, message(`您只能为本单位的人担保，${directory.unitName(unit)}的人请双访办绑定。`));
      return;
    }
  }
  const known = directory.personByAccount(platform, account);
  if (known !== undefined) {
    await answer(
      ctx,
      message(`该账号已绑定${known.name}（${directory.unitName(known.unit)}）。要改绑请由管理员重新导入人员表。`),
    );
    return;
  }
  const person = directory.data.people.find((one) => one.name === name && one.unit === unit);
  if (person === undefined) {
    await answer(ctx, message(`${directory.unitName(unit)}的名册里没有${name}，请先在人员表里登记。`));
    return;
  }
  const bound = await bindAccount(ctx.core.db, platform, account, person.id);
  await answer(
    ctx,
    message(bound ? `已绑定：${name}（${directory.unitName(unit)}，${rolesOf(person)}）` : '该账号刚刚已被绑定。'),
  );
}

const rolesOf = (person: Person): string => person.roles.map((grant) => roleNames[grant.role]).join('、') || '无角色';

function whoAmI(ctx: MessageContext): string {
  const { actor, rules } = ctx;
  const teams = rules.directory.teamsOf(actor.id).map((team) => `${team.cluster}${team.name}`);
  return [
    `您是${actor.name}，${rules.directory.unitName(actor.unit)}，${rolesOf(actor)}`,
    ...(teams.length > 0 ? [`走访小组：${teams.join('、')}`] : []),
    `账号：${actor.accounts.map(({ platform, account }) => `${platform}:${account}`).join('、')}`,
    ...(inGroup(ctx) ? [thisGroup(ctx)] : []),
  ].join('\n');
}

/** Some platforms show a group's id nowhere: the bot has to say it, or the group could not be put into the roster. */
function thisGroup({ address, rules }: MessageContext): string {
  const room = rules.directory.room(address);
  return room === undefined
    ? `本群还没有登记，请在群表里写：平台 ${address.platform}，群号 ${address.id}`
    : `本群：${room.name}（${roomPurposeNames[room.purpose]}）`;
}

/** `onebot:10001 张三 住建局`, or the account of the one who was @ed. */
function readRequest(ctx: MessageContext, text: string, mentioned: readonly string[]) {
  const words = text.split(/\s+/).filter((word) => word !== '' && !word.startsWith('@'));
  const written = /^([a-z-]+)[:：](\S+)$/.exec(words[0] ?? '');
  const [first] = mentioned;
  const target =
    written?.[1] !== undefined && written[2] !== undefined
      ? { platform: written[1], account: toHalfWidth(written[2]), rest: words.slice(1) }
      : first === undefined
        ? null
        : { platform: ctx.address.platform, account: first, rest: words };
  if (target === null) return usage;
  const [name, unitWord] = target.rest;
  if (name === undefined || unitWord === undefined) return usage;
  const unit = findUnit(ctx.readers, unitWord);
  if (unit.id === null)
    return unit.options.length > 0 ? `“${unitWord}”有几个，请写全称。` : `没有找到单位“${unitWord}”。`;
  return { platform: target.platform, account: target.account, name, unit: unit.id };
}
