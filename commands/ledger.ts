/** 台账: all that is known of the issues of a query, as a sheet; in private, for it tells what residents said. */
import { sendLedger } from '../services/ledger/command.ts';
import { optional, verbatim } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '台账',
  aliases: ['导出台账'],
  summary: '私聊导出台账（xlsx），可写单位、地点、文字和时间；单位联络员导出本单位的',
  examples: ['台账', '台账 住建局 2026-10', '台账 紫霞村 9月1日到10月31日', '台账 路灯 上月'],
  args: { text: optional(verbatim('单位、地点或文字，时间')) },
  where: 'private',
  run: (ctx, { text }) => sendLedger(ctx, text),
});
