/** Reminders of days, each said once: what one slot of the digest says, however often it is run. */
import type { DueStage } from '../domain/due-stage.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Database } from './connect.ts';
import type { DatedSubject } from './schema/rectifications.ts';

export interface DueReminder {
  subject: DatedSubject;
  number: number;
  /** 0 for a plan or a finding, else the milestone or the decision of the issue. */
  part: number;
  due: Day;
  stage: DueStage;
}

/** Takes those nobody took before; gives all this slot has taken, so that a run cut short says the same again. */
export async function takeReminders(
  db: Database,
  reminders: readonly DueReminder[],
  slot: Instant,
): Promise<DueReminder[]> {
  const at = new Date(slot).toISOString();
  if (reminders.length > 0) {
    await db.query(
      `insert into due_reminders (subject, number, part, due, stage, slot)
       select r.subject, r.number, r.part, r.due, r.stage, $2::text::timestamptz
       from jsonb_to_recordset($1::text::jsonb) as r(subject text, number int, part int, due text, stage text)
       on conflict do nothing`,
      [JSON.stringify(reminders), at],
    );
  }
  return db.query<DueReminder>(
    `select subject, number, part, due, stage from due_reminders where slot = $1::text::timestamptz
     order by subject, number, part`,
    [at],
  );
}
