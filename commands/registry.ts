/** The commands by their names; help looks here, so that it need not import the list that contains it. */
import type { Command } from './define.ts';

/** Commands that belong together for those who use them. */
export interface CommandGroup {
  name: string;
  commands: readonly Command[];
}

let registered: readonly CommandGroup[] = [];

/** Takes the list once; two commands, or a command and a group, with one name are a mistake in the program. */
export function register(groups: readonly CommandGroup[]) {
  const byName = new Map<string, Command>();
  for (const { name, commands } of groups) {
    for (const command of commands) {
      for (const called of [command.name, ...command.aliases]) {
        if (byName.has(called)) throw new Error(`two commands are called ${called}`);
        byName.set(called, command);
      }
    }
    if (byName.has(name)) throw new Error(`a group and a command are called ${name}`);
  }
  registered = groups;
  const all = [...new Set(byName.values())];
  return {
    names: new Set(byName.keys()) as ReadonlySet<string>,
    /** Those that may count without a prefix, by what follows. */
    bareNames: new Map(all.flatMap(({ name, bare }) => (bare === undefined ? [] : [[name, bare] as const]))),
    /** Those that are said with the number of an issue. */
    issueNames: new Set(
      all.flatMap(({ name, aliases, args }) => (Object.keys(args)[0] === 'issue' ? [name, ...aliases] : [])),
    ) as ReadonlySet<string>,
    commandByName: (name: string): Command | undefined => byName.get(name),
  };
}

/** By its name alone, not by an alias. */
export const commandNamed = (name: string): Command | undefined => allCommands().find((one) => one.name === name);

export const allCommands = (): readonly Command[] => registered.flatMap(({ commands }) => commands);

export const commandGroups = (): readonly CommandGroup[] => registered;
