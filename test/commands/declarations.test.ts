/** What holds for every command and job that is declared. */
import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { bareNames, commandByName, commands, names } from '../../commands/all.ts';
import { examplesFor, readArguments, saidIn, usageOf } from '../../commands/define.ts';
import { handbook } from '../../commands/handbook.ts';
import { closestTo } from '../../commands/help-text.ts';
import { permissions } from '../../domain/permissions.ts';
import { mayUse } from '../../domain/permitted.ts';
import { roles, type Role } from '../../domain/roles.ts';
import { readCommand } from '../../domain/text/command-text.ts';
import { nextDue } from '../../domain/schedule.ts';
import { jobs } from '../../jobs/all.ts';
import type { Readers } from '../../services/roster-memory.ts';
import { buildGazetteer } from '../../domain/text/gazetteer.ts';
import { calendar, directory, REPORTED, rules } from '../domain/support.ts';

const gazetteer = buildGazetteer(
  directory.data.units.map((unit) => ({ id: unit.id, kind: 'unit' as const, names: [unit.name, ...unit.shortNames] })),
);
const readers: Readers = {
  directory,
  rules,
  calendarBasis: { years: [], overrides: [] },
  gazetteer,
  classify: () => ({ category: null, hits: 0 }),
  refusedSettings: [],
};
const examples = commands.flatMap((command) => command.examples.map((example) => [saidIn(example), command] as const));

describe('every command', () => {
  it.each(examples)('can be said as its help says: %s', (example, command) => {
    const read = readCommand(`/${example}`, { commandNames: names, bareNames, addressed: false });
    expect(commandByName(read?.name ?? '')).toBe(command);
    expect(
      readArguments(command, read?.rest ?? '', { readers, today: '2026-10-12', quoted: null, choices: [] }),
    ).toMatchObject({
      ok: true,
    });
  });

  it('asked for in the issue is there', () => {
    for (const name of [
      '上报',
      '受理',
      '办理',
      '退回',
      '转办',
      '下派',
      '延期',
      '批准',
      '驳回',
      '办结',
      '反馈',
      '撤回',
      '查询',
      '我的',
      '逾期',
      '督查表',
      '预警',
      '帮助',
      '绑定',
    ]) {
      expect(names.has(name), name).toBe(true);
    }
  });

  it('without what it needs says what is missing', () => {
    for (const command of commands) {
      const reading = readArguments(command, '', { readers, today: '2026-10-12', quoted: null, choices: [] });
      const needs = Object.values(command.args).some((argument) => !argument.optional);
      const said = reading.ok ? 'nothing is missing' : reading.reason;
      expect(said, usageOf(command)).toMatch(needs ? /^缺少/ : /^nothing/);
    }
  });

  it('stands in the handbook as it is declared', () => {
    expect(readFileSync(new URL('../../docs/handbook.md', import.meta.url), 'utf8')).toBe(handbook());
  });

  it('mistyped is guessed, and nonsense is not', () => {
    expect(closestTo('督察表')).toBe('督查表');
    expect(closestTo('申请延其 #1')).toBe('延期');
    expect(closestTo('今天天气不错')).toBeNull();
  });
});

describe('help', () => {
  const unit = 1;
  const withRole = (role: Role) => ({ id: 1, roles: [{ role, unit }] });

  it.each(roles)('shows a %s something to say of every command they may use, and nothing they may not do', (role) => {
    for (const command of commands.filter(({ name }) => mayUse(withRole(role), name)))
      expect(examplesFor(command, withRole(role)), command.name).not.toEqual([]);
  });

  it.each(commands)('names of $name only steps of its own', ({ name, examples }) => {
    const steps = examples.flatMap((one) => (typeof one === 'string' ? [] : [permissions[one[0]].command]));
    expect(steps.filter((command) => command !== name)).toEqual([]);
  });
});

describe('every job', () => {
  it('has a name of its own and comes due', () => {
    expect(new Set(jobs.map((job) => job.name)).size).toBe(jobs.length);
    for (const job of jobs) expect(nextDue(job.schedule, REPORTED, calendar)).toBeGreaterThan(REPORTED);
  });
});
