/** Mondays 07:30, before anybody is reminded: the database is tidied. */
import { noWork } from '../db/job-commit.ts';
import {
  forgetContacts,
  forgetDeliveredBytes,
  forgetSeenMessages,
  forgetUndelivered,
  tidy,
} from '../db/maintenance.ts';
import { forgetQuestions } from '../db/questions.ts';
import { DAY } from '../domain/time.ts';
import { defineJob } from './define.ts';

export default defineJob({
  name: 'maintenance',
  summary: '周一 7:30 整理数据库，清除早已办完的事项里反映人的联系方式',
  schedule: { at: '07:30', on: { weekday: 1 } },
  catchUp: 'latest',
  async run({ core, dueAt }) {
    const { settings } = core.readers().rules;
    await forgetContacts(core.db, dueAt - settings['contact.keptDays'] * DAY);
    await forgetSeenMessages(core.db, dueAt - settings['inbox.keptDays'] * DAY);
    await forgetDeliveredBytes(core.db, dueAt - settings['outbox.bytesKeptDays'] * DAY);
    await forgetUndelivered(core.db, dueAt - settings['outbox.bytesKeptDays'] * DAY);
    core.prompts.sweep(dueAt);
    await forgetQuestions(core.db, dueAt);
    await tidy(core.db);
    return noWork;
  },
});
