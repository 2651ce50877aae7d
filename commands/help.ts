/** 帮助: what the person can do here, or how one command is used. */
import { message } from '../wording/format.ts';
import { answer } from '../services/answer.ts';
import { optional, word } from './arguments.ts';
import { defineCommand } from './define.ts';
import { helpFor } from './help-text.ts';

export default defineCommand({
  name: '帮助',
  aliases: ['help', '怎么用', '?'],
  summary: '看自己能用的命令，一组命令怎么说，或一个命令的用法',
  examples: ['帮助', '帮助 1', '帮助 延期'],
  args: { name: optional(word('组或命令')) },
  where: 'anywhere',
  bare: (rest) => rest === '',
  run: async (ctx, { name }) => {
    await answer(ctx, message(helpFor(ctx.actor, name)));
  },
});
