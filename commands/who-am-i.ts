/** 我是谁: what the roster says of the one who asks, and what they may do. */
import { mayUse } from '../domain/permitted.ts';
import { whoAmI } from '../services/people/who.ts';
import { defineCommand } from './define.ts';
import { allCommands } from './registry.ts';

export default defineCommand({
  name: '我是谁',
  aliases: ['我的身份'],
  summary: '看自己的姓名、单位、角色、账号、走访小组、代班，和能用的命令',
  examples: ['我是谁'],
  args: {},
  where: 'anywhere',
  run: (ctx) =>
    whoAmI(
      ctx,
      allCommands()
        .map(({ name }) => name)
        .filter((name) => mayUse(ctx.actor, name)),
    ),
});
