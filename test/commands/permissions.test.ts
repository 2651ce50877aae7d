/** Every cell of the permissions, both ways: who may gets beyond the question whether they may, who may not is told so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/all.ts';
import { accounts, people, personRoles } from '../../db/schema/index.ts';
import { canStand, issuePermissions, scopes, steps, type Standing, type Step } from '../../domain/permissions.ts';
import { roleNames, roles, type Role } from '../../domain/roles.ts';
import { transitions } from '../../domain/issue/transitions.ts';
import { openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';

/** By role, somebody who has nothing to do with the issue, and somebody of the unit that has it. */
const outside: Record<Role, string> = {
  cadre: '苏景行',
  unitLiaison: '贺云帆',
  unitLead: '罗一鸣',
  inspector: '顾清和',
  office: '方既白',
  districtLeader: '陆文渊',
  admin: '林深',
};
const ofUnit: Partial<Record<Role, string>> = { unitLiaison: '沈立夏', unitLead: '宋知秋' };

const roleRefused = /^“.+”只有.+可以用。需要权限请联系双访办。$/;
/** What somebody is told who may use a command, but not on this issue. */
const scopeRefused =
  /只有该单位的联络员或负责人可以办理|还没有责任单位，请双访办先|须由本人进行|由双访办决定，请联系双访办|由督查联络员或双访办提出|批示由区领导作出|批示由其本人作出/;
const broken = /没有处理成功/;

let stage: Stage;
beforeAll(async () => {
  const db = await openTestDatabase('pglite');
  stage = await Stage.open(db, '2026-10-12T09:00');
  await db.orm.insert(people).values([
    { id: 60, name: '林深' },
    { id: 61, name: '周正' },
  ]);
  await db.orm.insert(personRoles).values([
    { person: 60, role: 'admin', unit: null },
    { person: 61, role: 'districtLeader', unit: null },
  ]);
  await db.orm.insert(accounts).values({ platform: 'console', account: 'p60', person: 60 });
  await stage.house.roster.renew();
  await stage
    .person('郭辛夷')
    .says('上报 拱秀社区白蚁')
    .bot(/已登记 #1/);
});
afterAll(async () => {
  await stage.close();
  await stage.house.core.db.close();
});

/** In private, so that commands that are for private chat only are tried too; no question is left open. */
async function said(name: string, sentence: string): Promise<string> {
  const person = stage.person(name).in(null);
  const answer = await person.says(`/${sentence}`).bot(/[^]/);
  await person.says('取消').bot(/[^]/);
  return answer.text;
}

/** What is said of a command; units are not renamed or merged for good while the others are tried. */
const harmless = ({ name, examples: [example] }: (typeof commands)[number]): string =>
  name === '更名' || name === '合并' ? example.replaceAll(/城管局|住建局/g, '没有的局') : example;

describe('role by command', () => {
  it.each(roles.map((role) => [roleNames[role], role] as const))('%s', async (_, role) => {
    for (const command of commands) {
      const text = await said(outside[role], harmless(command));
      const may = command.allow === 'everyone' || command.allow.includes(role);
      expect(roleRefused.test(text), `${command.name}：${text}`).toBe(!may);
      expect(text, command.name).not.toMatch(broken);
    }
  });

  it('a stranger is told how to be bound, and nothing else', async () => {
    const { db } = stage.house.core;
    await db.query('update people set active = false where id = 12', []);
    const account = {
      room: { platform: 'console', kind: 'private' as const, id: 'nobody' },
      account: 'nobody',
      name: '路人',
    };
    const heard = await stage.speak({ ...account, text: '/查询 #1', about: {} });
    expect(heard.map(({ text }) => text)).toEqual([expect.stringContaining('还没有绑定')]);
    await db.query('update people set active = true where id = 12', []);
  });
});

const issueCommands = commands.flatMap((command) =>
  command.does === undefined ? [] : [{ ...command, does: command.does }],
);
type IssueCommand = (typeof issueCommands)[number];

/** The issue as it has to be for the command to be possible, with this person as the one who has the duty. */
async function prepare(command: IssueCommand, first: number): Promise<void> {
  const [status] = transitions[command.does];
  await stage.house.core.db.query(
    `update issues set status = $1, unit = 1, handler = null, supporting = '{}', reporter = $2::int, duty = $2::int,
       parent = null, form = case when $3::boolean then '{"year":2026,"number":1,"leader":61,"issuedAt":0}'::jsonb end,
       outcome_at = null, closed_at = null, due = reported_at + interval '5 days', pending_extension = null where number = 1`,
    [status as string, first, command.does === 'instruct'],
  );
}
const sentenceOf = (command: IssueCommand): string => command.examples[0].replaceAll('#12', '#1');
const idOf = (name: string): number => stage.house.core.readers().directory.peopleNamed(name)[0]?.id ?? 0;

const everywhere: ReadonlySet<Standing> = new Set(['office', 'inspector']);
/** Whether the role stands well to every issue. */
const isWide = (command: IssueCommand, role: Role): boolean =>
  issuePermissions[command.does].some((standing) => everywhere.has(standing) && canStand(role, standing));

const cells = issueCommands.flatMap((command) =>
  (command.allow === 'everyone' ? roles : command.allow)
    .filter((role) => issuePermissions[command.does].some((standing) => canStand(role, standing)))
    .map((role) => [command.name, roleNames[role], command, role] as const),
);

describe('scope on an issue', () => {
  it.each(cells)('%s by %s who has nothing to do with it', async (_name, _role, command, role) => {
    await prepare(command, 1);
    const text = await said(outside[role], sentenceOf(command));
    const may = isWide(command, role) || (command.does === 'instruct' && role !== 'districtLeader');
    expect(scopeRefused.test(text), text).toBe(!may);
  });

  it.each(cells)('%s by %s whose it is', async (_name, _role, command, role) => {
    const standings = issuePermissions[command.does];
    const mine = standings.includes('reporter') || standings.includes('duty');
    const name = ofUnit[role] ?? outside[role];
    await prepare(command, mine ? idOf(name) : 1);
    if (role === 'districtLeader' && command.does === 'instruct')
      await stage.house.core.db.query(`update issues set form = jsonb_set(form, '{leader}', '8') where number = 1`, []);
    const text = await said(name, sentenceOf(command));
    expect(text).not.toMatch(scopeRefused);
    expect(text).not.toMatch(broken);
  });
});

/** For each step what is said, and what those are told to whom it is not left. */
const stepTried: Record<Step, { sentence: string; refused: RegExp }> = {
  decideFlag: { sentence: '预警 排除 1 已说明理由', refused: /预警由督查联络员确认或排除/ },
  decideSurge: { sentence: '苗头 排除 1 集中上报', refused: /苗头由督查联络员或双访办排除/ },
  recordInspection: { sentence: '督查 住建局 看:现场已施工', refused: /督查由督查联络员记录/ },
  urge: { sentence: '催办 #1', refused: roleRefused },
  supervise: { sentence: '督办 #1 本周内办结', refused: /由督查联络员/ },
  circulate: { sentence: '通报 #1 仍未办结', refused: /由督查联络员/ },
  summon: { sentence: '约谈 #1 仍未办结', refused: /由督查联络员/ },
  settleSummons: { sentence: '约谈 完成 1 已谈', refused: /约谈由双访办安排/ },
  correctTable: { sentence: '督查表 更正 2026-09 登记有误', refused: /督查表由双访办更正/ },
  correctPack: { sentence: '季度研究 更正 上季度 登记有误', refused: /季度研究材料由双访办更正/ },
  changeGrid: { sentence: '网格 顾清和 住建局', refused: /督查网格由双访办划分/ },
};

describe('steps that are left to some', () => {
  const tried = (Object.keys(steps) as Step[]).flatMap((step) => {
    const command = commands.find(({ name }) => name === steps[step].command);
    const allowed = command === undefined || command.allow === 'everyone' ? roles : command.allow;
    return allowed.map((role) => [steps[step].command, steps[step].what, roleNames[role], step, role] as const);
  });
  it.each(tried)('%s %s by %s', async (_command, _what, _role, step, role) => {
    const { sentence, refused } = stepTried[step];
    const text = await said(outside[role], sentence);
    const may = (steps[step].roles as readonly Role[]).includes(role);
    expect(refused.test(text), text).toBe(!may);
  });
});

/** What is shown ends with the scope: a sentence about what lies outside it. */
const seen: Record<string, { sentence: string; refused: RegExp }> = {
  台账: { sentence: '台账 水务局', refused: /只能导出本单位的台账/ },
  图表: { sentence: '图表 曲线 水务局', refused: /只能查看本单位的图表/ },
  预警: { sentence: '预警 水务局', refused: /只能查看本单位的预警/ },
  督查: { sentence: '督查 水务局', refused: /只能查看本单位的督查/ },
  日记: { sentence: '日记 郭辛夷', refused: /只能查看自己和本小组的日记/ },
  覆盖: { sentence: '覆盖 城厢街道', refused: /只能查看本小组、本镇街的走访覆盖/ },
};

describe('what is shown', () => {
  const tried = commands.flatMap((command) => {
    const about = seen[command.name];
    if (command.scoped === undefined || about === undefined) return [];
    const allowed = command.allow === 'everyone' ? roles : command.allow;
    return allowed.map((role) => [command.name, roleNames[role], role, about] as const);
  });
  it.each(tried)('by %s to %s', async (_command, _role, role, { sentence, refused }) => {
    const text = await said(outside[role], sentence);
    expect(refused.test(text), text).toBe(scopes[role] !== 'district');
  });
});
