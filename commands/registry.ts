/** The commands by their names; help looks here, so that it need not import the list that contains it. */
import type { Command } from './define.ts';

let registered: readonly Command[] = [];

/** Takes the list once; two commands with one name are a mistake in the program. */
export function register(commands: readonly Command[]) {
  const byName = new Map<string, Command>();
  for (const command of commands) {
    for (const name of [command.name, ...command.aliases]) {
      if (byName.has(name)) throw new Error(`two commands are called ${name}`);
      byName.set(name, command);
    }
  }
  registered = commands;
  return {
    names: new Set(byName.keys()) as ReadonlySet<string>,
    commandByName: (name: string): Command | undefined => byName.get(name),
  };
}

/** By its name alone, not by an alias. */
export const commandNamed = (name: string): Command | undefined => registered.find((one) => one.name === name);

export const allCommands = (): readonly Command[] => registered;
