/** Every cell of the table of permissions, both ways: who may gets beyond the question whether they may, who may not is told so. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandByName, commands } from '../../commands/all.ts';
import { saidIn, usageOf } from '../../commands/define.ts';
import { handbook } from '../../commands/handbook.ts';
import * as schema from '../../db/schema/index.ts';
import { actions, permissions, type Action, type Scope } from '../../domain/permissions.ts';
import { actionsOf, may, reach } from '../../domain/permitted.ts';
import { roleNames, roles, type Role } from '../../domain/roles.ts';
import { isLent, lentRoles } from '../../domain/stand-ins.ts';
import { commandDeniedWords, notPermittedWords, permissionRefusals } from '../../wording/permissions.ts';
import { openTestDatabase } from '../support/database.ts';
import { Stage } from '../support/stage.ts';
import { form, trials, type Cell, type Sentence } from './trials.ts';

/** By role, the one who tries. Those of a unit are of a town; all are in the visit team of another. */
const triedBy: Record<Role, string> = {
  cadre: '苏景行',
  unitLiaison: '孟良辰',
  unitLead: '高远',
  inspector: '顾清和',
  office: '方既白',
  districtLeader: '陆文渊',
  admin: '林深',
};
const town = { id: 11, name: '城厢街道' };
const other = { id: 4, name: '水务局' };

let stage: Stage;
beforeAll(async () => {
  const db = await openTestDatabase('pglite');
  stage = await Stage.open(db, '2026-10-12T09:00');
  const more = [
    [60, '林深', 'admin', null],
    [61, '周正', 'districtLeader', null],
    [62, '周末', 'admin', null],
    [63, '季安', 'inspector', null],
    [64, '高远', 'unitLead', town.id],
    [70, '甲无号', 'cadre', town.id],
    [71, '乙无号', 'cadre', other.id],
  ] as const;
  await db.orm.insert(schema.people).values(more.map(([id, name, , unit]) => ({ id, name, unit })));
  await db.orm.insert(schema.personRoles).values(more.map(([person, , role, unit]) => ({ person, role, unit })));
  await db.orm
    .insert(schema.accounts)
    .values([60, 64].map((person) => ({ platform: 'console', account: `p${person}`, person })));
  await db.orm.insert(schema.teamMembers).values([4, 6, 7, 8, 9, 11, 60, 64].map((person) => ({ team: 2, person })));
  await stage.house.roster.renew();
  for (const text of ['上报 拱秀社区白蚁', '上报 拱秀社区楼道灯不亮'])
    await stage
      .person('郭辛夷')
      .says(text)
      .bot(/已登记/);
  await supervision();
});
afterAll(async () => {
  // Trials put the first issue into the state they need.
  stage.changedPast.push(1);
  await stage.close();
  await stage.house.core.db.close();
});

/** Of each kind one of the town and one of another unit, and a call to make. */
async function supervision(): Promise<void> {
  const { orm } = stage.house.core.db;
  const at = stage.at;
  const units = [town.id, other.id];
  const source = { actor: 6, at, seq: 1 };
  const evidence = {
    observed: null,
    expected: null,
    tail: null,
    median: null,
    from: '2026-07-13',
    to: '2026-10-11',
    categories: [],
    across: null,
    issues: [1],
  };
  await orm.insert(schema.flags).values(
    units.map((unit) => ({
      kind: 'untouched' as const,
      unit,
      day: '2026-10-12',
      state: 'draft' as const,
      evidence,
      raisedAt: at,
    })),
  );
  await orm.insert(schema.rectifications).values(units.map((unit) => ({ unit, suggestedAt: at })));
  await orm.insert(schema.supervisionEvents).values(
    units.map((unit, index) => ({
      ...source,
      subject: 'rectification' as const,
      number: index + 1,
      type: 'suggested' as const,
      source: `suggested:${index}`,
      data: { unit, flag: index + 1, kind: 'untouched' as const, planDue: '2026-10-19' },
    })),
  );
  await orm
    .insert(schema.inspections)
    .values({ kind: 'routine', unit: other.id, inspector: 6, at, source: 'inspected' });
  await orm
    .insert(schema.findings)
    .values(units.map((unit, seq) => ({ inspection: 1, seq, unit, text: '公示栏未更新', due: '2026-10-30' })));
  const surge = { counts: [0, 4], tail: 0.0001, average: 0, tested: 10, apart: [], towns: [], issues: [1] };
  await orm.insert(schema.emergingIssues).values(
    [null, town.id].map((of) => ({
      week: '2026-10-05',
      town: of,
      category: 1,
      level: 'alarm' as const,
      evidence: surge,
      raisedAt: at,
    })),
  );
  await orm
    .insert(schema.jointItems)
    .values(units.map((unit) => ({ town: null, category: 1, unit, openedAt: at, openedBy: 7 })));
  await orm
    .insert(schema.followUps)
    .values({ month: '2026-09', issue: 1, holding: 1, unit: other.id, inspector: 63, drawnAt: at });
}

/** #1 in this state, and the person to it as the scope says. */
async function prepare(status: string, { person, unit, scope, role }: Cell): Promise<void> {
  const of = (wanted: Scope): boolean => scope === wanted;
  const decision = { seq: 1, text: '加固', unit: of('decided') ? unit.id : 4, due: '2026-11-30', at: 0, doneAt: null };
  // The form of another leader, for one who is not named by it.
  const leader = of('led') ? person.id : of('withForm') || role === 'districtLeader' ? 61 : null;
  await stage.house.core.db.query(
    `update issues set status = $1, unit = $2::int, handler = null, supporting = $3::text::int[], reporter = $4::int,
       duty = $5::int, decisions = $6::text::jsonb, form = ${leader === null ? 'null' : form(leader)}, parent = null,
       accepted_at = case when $1 = 'reported' then null else reported_at end, outcome_at = null, closed_at = null,
       assigned_at = reported_at, due = reported_at + interval '5 days', pending_extension = null, pending_request = null,
       returns = 0 where number = 1`,
    [
      status,
      of('unit') ? unit.id : other.id,
      of('supporting') ? `{${unit.id}}` : '{}',
      of('reported') ? person.id : 1,
      of('duty') ? person.id : 1,
      JSON.stringify([{ ...decision, done: null }]),
    ],
  );
}

type Says = Cell & { action: Action };

/** In private, so that commands that are for private chat only are tried too; no question is left open. */
async function answerTo(says: Sentence, { action, ...cell }: Says): Promise<string> {
  const { issue, first, quoting } = trials[action];
  if (issue !== undefined) await prepare(issue, cell);
  await first?.(cell);
  const quote = await quoting?.(cell);
  const sentence = typeof says === 'string' ? says : says(cell);
  const person = stage.person(cell.person.name).in(quote === undefined ? null : '城厢组团群');
  const { text } = await person.says(`/${sentence}`, quote === undefined ? {} : { quote }).bot(/[^]/);
  stage.house.core.prompts.set(`console:private:p${cell.person.id}`, `p${cell.person.id}`, null);
  return text;
}

/** What somebody is told who may use a command on an issue, but not on this one. */
const notOnThisIssue =
  /只有该单位的联络员或负责人可以办理|还没有责任单位，请双访办先|须由本人进行|由双访办决定，请联系双访办|由督查联络员或双访办提出|批示由区领导作出|批示由其本人作出|由该单位的联络员或负责人/;

function isDenied(action: Action, cell: Cell, text: string): boolean {
  const { shows, refused } = trials[action];
  if (shows !== undefined) return !shows.test(text);
  const actor = stage.person(cell.person.name).known;
  return (
    [
      commandDeniedWords(actor, permissions[action].command),
      notPermittedWords(actor, action),
      permissionRefusals.leftTo(action),
    ].some((words) => text.includes(words)) ||
    notOnThisIssue.test(text) ||
    refused?.test(text) === true
  );
}

const farOf = (action: Action, role: Role): readonly Scope[] =>
  permissions[action].may[role] ?? permissions[action].may.anybody ?? [];

/** In each scope the role has, and, unless it has all, in none. */
const cells = actions.map((action) => ({
  action,
  name: `${permissions[action].command} ${permissions[action].verb}${permissions[action].object}`,
  tried: roles.flatMap((role) => {
    const far = farOf(action, role);
    return [...far, ...(far.includes('any') ? [] : [null])].map((scope) => ({ role, scope }));
  }),
}));

describe('each line of the table', () => {
  it.each(cells)('$name', async ({ action, tried }) => {
    for (const { role, scope } of tried) {
      const { known, name } = stage.person(triedBy[role]);
      const unit = role === 'unitLiaison' || role === 'unitLead' ? town : other;
      const cell = { stage, role, scope, unit, person: { id: known.id, name } };
      const { says, also = [] } = trials[action];
      for (const sentence of [says, ...also]) {
        const text = await answerTo(sentence, { ...cell, action });
        const which = `${roleNames[role]} ${scope ?? 'nothing'}：${text}`;
        expect.soft(text, which).not.toMatch(/没有处理成功|用法：/);
        expect.soft(isDenied(action, cell, text), which).toBe(scope === null);
      }
    }
  });
});

it('a stranger is told how to be bound, and nothing else', async () => {
  const account = {
    room: { platform: 'console', kind: 'private' as const, id: 'nobody' },
    account: 'nobody',
    name: '路人',
  };
  const heard = await stage.speak({ ...account, text: '/查询 #1', about: {} });
  expect(heard.map(({ text }) => text)).toEqual([expect.stringContaining('还没有绑定')]);
});

describe('who stands in for somebody', () => {
  const standsInFor = (role: Role, unit: number | null) => ({
    id: 2,
    roles: lentRoles({ roles: [{ role, unit }] }).map((grant) => ({ ...grant, standingInFor: 1 })),
  });

  it.each(roles)(
    'of the role %s may in each line what that one may, in that unit alone, and nothing that is not lent',
    (role) => {
      const isOfUnit = role === 'unitLiaison' || role === 'unitLead';
      const standIn = standsInFor(role, isOfUnit ? town.id : null);
      const absent = { id: 2, roles: [{ role, unit: isOfUnit ? town.id : null }] };
      const nobody = { id: 2, roles: [] };
      for (const action of actions) {
        const { personal } = permissions[action];
        const as = isLent(role) && personal !== true ? absent : nobody;
        expect([...reach(standIn, action)], action).toEqual([...reach(as, action)]);
        for (const unit of [town.id, other.id])
          expect(may(standIn, action, { units: [unit] }), action).toBe(may(as, action, { units: [unit] }));
      }
    },
  );

  it('is told of in the handbook: whose work is lent, how far, and what stays with the person', () => {
    const words = handbook();
    const line = words.split('\n').find((one) => one.startsWith('- 代班：')) ?? '';
    for (const role of roles.filter(isLent)) expect(line).toContain(roleNames[role]);
    expect(line).toMatch(/起止日之内[^]*离开的人的单位[^]*不代[^]*首问责任/);
    for (const action of actions) {
      const { command, verb, object, personal } = permissions[action];
      expect(words).toContain(`| ${command} | ${verb}${object}${personal === true ? '（不能代班）' : ''} |`);
    }
  });
});

describe('the table', () => {
  it('has a line for every command, under the name of what it does to an issue, and none for what is no command', () => {
    for (const { name, does } of commands) {
      expect(actionsOf(name), name).not.toEqual([]);
      expect(does === undefined ? name : permissions[does].command).toBe(name);
    }
    const names = new Set(commands.map(({ name }) => name));
    expect(actions.filter((action) => !names.has(permissions[action].command))).toEqual([]);
  });

  it('is tried with every step the examples of a command show', () => {
    // The word after the command and the number, where the usage line has it as one to choose.
    const stepOf = (sentence: string): string => {
      const [first = '', second = ''] = sentence.replace(/ #\d+(?:-\d+)?/, '').split(/\s/);
      const command = commandByName(first);
      const words = command === undefined ? [] : usageOf(command).split(/[\s[\]|、或]+/);
      return `${command?.name} ${words.includes(second) ? second : ''}`;
    };
    const person = { id: 7, name: '方既白' };
    const said = new Set(
      Object.values(trials)
        .flatMap(({ says, also = [] }) => [says, ...also])
        .flatMap((one) =>
          typeof one === 'string'
            ? [one]
            : ([null, 'team'] as const).map((scope) => one({ stage, role: 'office', scope, unit: town, person })),
        )
        .map(stepOf),
    );
    const shown = commands.flatMap(({ examples }) => examples.map((one) => stepOf(saidIn(one))));
    expect(shown.filter((one) => !said.has(one))).toEqual([]);
  });

  it('denies what it does not know, and those who hold no role', () => {
    const everything = { id: 1, roles: roles.map((role) => ({ role, unit: 1 })) };
    expect(may(everything, 'nothing' as Action)).toBe(false);
    expect(may(everything, 'toString' as Action)).toBe(false);
    const nobody = { id: 1, roles: [] };
    expect(actions.filter((action) => reach(nobody, action).size > 0)).toEqual(['whoAmI', 'bindingAsked', 'help']);
  });

  it('gives the administrator all the office may', () => {
    for (const action of actions)
      for (const scope of farOf(action, 'office')) expect(farOf(action, 'admin'), action).toContain(scope);
  });
});
