/** A scheduled job, declared once: when it is due, how it catches up, what it does. */
import type { JobWork } from '../db/job-commit.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Settings } from '../domain/settings.ts';
import type { Instant } from '../domain/time.ts';
import type { Core } from '../services/core.ts';

export interface JobContext {
  core: Core;
  /** The slot: rules use it, never now. */
  dueAt: Instant;
}

export interface Job {
  name: string;
  summary: string;
  schedule: Schedule;
  /**
   * After downtime: `latest` runs once, for the newest slot, and only until the hour reminders may come;
   * `all` runs every missed slot in order, as soon as people may be reminded.
   */
  catchUp: 'latest' | 'all';
  /**
   * Reads, decides, and gives back what is to be written with the claim. Writes nothing itself, unless what it writes
   * is done once however often it runs.
   */
  run(ctx: JobContext): Promise<JobWork>;
}

export const defineJob = (job: Job): Job => job;

/** Until when on its day a missed slot of a reminding job may still be made up for. */
export const latestTime = (settings: Settings): string => settings['digest.latest'];
