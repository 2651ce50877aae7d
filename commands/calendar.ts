/** 日历: the office keeps a day differently from the calendar; deadlines follow. */
import { changeDay } from '../services/calendar/change-day.ts';
import { day, oneOf, optional, words } from './arguments.ts';
import { defineCommand } from './define.ts';

export default defineCommand({
  name: '日历',
  aliases: ['放假安排'],
  summary: '看放假安排的调整；双访办可把某天改为休或班（如台风停工），已定的期限随之更正并通知',
  examples: ['日历', ['changeCalendar', '日历 12月25日 休 台风停工'], ['changeCalendar', '日历 12月25日 恢复']],
  args: {
    day: optional(day),
    kind: optional(oneOf('休、班或恢复', ['休', '班', '恢复'])),
    name: optional(words('原因')),
  },
  where: 'anywhere',
  run: (ctx, { day: on, kind, name }) => changeDay(ctx, on, kind, name),
});
