/** Declares a command that asks one thing of one issue. */
import type { CommandType, IssueCommand } from '../domain/issue/commands.ts';
import { actOnIssue } from '../services/issues/act.ts';
import { issueNumber } from './arguments.ts';
import { defineCommand, type Argument, type ArgumentShape, type Command, type Values } from './define.ts';

type IssueArguments<A extends ArgumentShape> = A & { issue: Argument<number> };

interface IssueCommandDeclaration<A extends ArgumentShape> extends Pick<
  Command,
  'name' | 'aliases' | 'summary' | 'examples'
> {
  does: CommandType;
  /** What follows the issue's number. */
  args: A;
  ask(args: Values<A>): IssueCommand;
}

/** The number comes first (or is quoted); the rest is what the command asks. */
export function defineIssueCommand<const A extends ArgumentShape>(declaration: IssueCommandDeclaration<A>): Command {
  const { args, ask, ...about } = declaration;
  return defineCommand<IssueArguments<A>>({
    ...about,
    where: 'anywhere',
    args: { issue: issueNumber, ...args },
    async run(ctx, values) {
      const { issue, ...rest } = values as { issue: number } & Values<A>;
      await actOnIssue(ctx, issue, ask(rest as unknown as Values<A>));
    },
  });
}
