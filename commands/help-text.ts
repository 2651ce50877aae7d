/** Help, from the declarations. */
import type { Person } from '../domain/directory.ts';
import { mayUse } from '../domain/permitted.ts';
import { helpOfCommand, helpOfGroup, helpOverview } from '../wording/help.ts';
import { commandDeniedWords } from '../wording/permissions.ts';
import { dispatchRefusals } from '../wording/refusals/dispatch.ts';
import { examplesFor, saidIn, usageOf, type Command } from './define.ts';
import { allCommands, commandGroups, type CommandGroup } from './registry.ts';

/**
 * All a person may use, by groups; one group by its number or name, with what the person may say; or one command in full.
 *
 * @param wanted as it was typed; null for everything
 */
export function helpFor(person: Person, wanted: string | null): string {
  const groups = commandGroups()
    .map(({ name, commands }) => ({ name, commands: commands.filter((one) => mayUse(person, one.name)) }))
    .filter(({ commands }) => commands.length > 0);
  const overview = helpOverview(
    groups.map(({ name, commands }) => ({ name, commands: commands.map((one) => one.name) })),
  );
  if (wanted === null) return overview;
  const command = allCommands().find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
  if (command !== undefined) return inFull(command, person);
  const group = groups.find(({ name }, index) => name === wanted || wanted === String(index + 1));
  return group === undefined ? `${dispatchRefusals.noSuchCommand(wanted)}\n${overview}` : ofGroup(group, person);
}

const ofGroup = ({ name, commands }: CommandGroup, person: Person): string =>
  helpOfGroup(
    name,
    commands.flatMap((command) => inShort(command, person)),
  );

/** One for everything the person may do with it. */
function inShort(command: Command, person: Person): string[] {
  const may = new Set(examplesFor(command, person));
  const shown = new Set<string>();
  return command.examples.flatMap((example) => {
    const does = typeof example === 'string' ? '' : example[0];
    if (!may.has(saidIn(example)) || shown.has(does)) return [];
    shown.add(does);
    return [saidIn(example)];
  });
}

function inFull(command: Command, person: Person): string {
  const permitted = mayUse(person, command.name);
  return helpOfCommand({
    usage: usageOf(command),
    aliases: command.aliases,
    summary: command.summary,
    examples: permitted ? examplesFor(command, person) : command.examples.map(saidIn),
    steps: command.steps ?? [],
    denied: permitted ? null : commandDeniedWords(person, command.name),
  });
}

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
