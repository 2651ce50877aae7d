/** Help, from the declarations. */
import type { Person } from '../domain/directory.ts';
import { mayUse } from '../domain/permitted.ts';
import { usageOf, type Command } from './define.ts';
import { allCommands } from './registry.ts';
import { dispatchRefusals } from '../wording/refusals/dispatch.ts';

/** All a person may use, or one command in full. */
export function helpFor(person: Person, name: string | null): string {
  const commands = allCommands();
  if (name !== null) {
    const found = commands.find((command) => command.name === name || command.aliases.includes(name));
    return found === undefined
      ? `${dispatchRefusals.noSuchCommand(name)}\n${overview(commands, person)}`
      : inFull(found);
  }
  return overview(commands, person);
}

const overview = (commands: readonly Command[], person: Person): string =>
  [
    '您可以发送：',
    ...commands
      .filter(({ name }) => mayUse(person, name))
      .map((command) => `· ${command.examples[0].split('\n')[0] ?? ''}`),
    '群里请以 / 开头或 @我，也可以引用我发的消息直接回复，如“受理”。“帮助 延期”看单个命令的用法。',
  ].join('\n');

const inFull = (command: Command): string =>
  [
    `${usageOf(command)}${command.aliases.length > 0 ? `（也可说：${command.aliases.join('、')}）` : ''}`,
    command.summary,
    ...command.examples.map((example) => `例：${example}`),
    ...(command.steps ?? []),
  ].join('\n');

/** Share of letters that must be right and in order for a guess: two of three, three of five. */
const NEAR = 0.6;

/** Letters two words have in common in the same order. */
function sharedLetters(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const letter of a) {
    const next = [0];
    for (let index = 1; index <= b.length; index += 1) {
      const same = b[index - 1] === letter ? (row[index - 1] ?? 0) + 1 : 0;
      next.push(Math.max(same, row[index] ?? 0, next[index - 1] ?? 0));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The command a mistyped first word may have meant. */
export function closestTo(text: string): string | null {
  const word =
    text
      .trim()
      .split(/[\s#＃\d]/)[0]
      ?.slice(0, 6) ?? '';
  let best: string | null = null;
  let nearness = NEAR;
  for (const command of allCommands()) {
    for (const name of [command.name, ...command.aliases]) {
      const near = sharedLetters(word, name) / Math.max(word.length, name.length);
      if (near > nearness) [best, nearness] = [command.name, near];
    }
  }
  return best;
}
