/** 逾期: what is overdue, of one unit or of the district. */
import { overdue } from '../services/issues/overdue.ts';
import { optional, unitName } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '逾期',
  aliases: ['超期'],
  summary: '列出逾期未办的问题，可加单位',
  examples: ['逾期', '逾期 住建局'],
  args: { unit: optional(unitName) },
  where: 'anywhere',
  run: (ctx, { unit }) => overdue(ctx, unit),
});
