/** Runs what is due, once: slots come from the schedules, claims from the database. node-cron only wakes it. */
import cron from 'node-cron';
import { commitJob, lastRuns } from '../db/job-commit.ts';
import { mayRemind } from '../domain/quiet.ts';
import { dueBetween } from '../domain/schedule.ts';
import { dayOf, instantAt, type Instant } from '../domain/time.ts';
import type { Core } from '../services/core.ts';
import { latestTime, type Job } from './define.ts';
import { Upcoming } from './upcoming.ts';

export interface RunnerOptions {
  core: Core;
  jobs: readonly Job[];
  /** Called after a slot's work is written, to look into the outbox at once. */
  wrote(): void;
}

export class JobRunner {
  private readonly options: RunnerOptions;
  private running: Promise<number> | null = null;
  private task: { stop(): unknown } | null = null;
  private cursor: Map<string, Instant> | null = null;
  private readonly upcoming = new Upcoming();

  constructor(options: RunnerOptions) {
    this.options = options;
  }

  /** Wakes every minute; a minute that passes while one look is under way is looked at by the next. */
  start(): void {
    this.task = cron.schedule('* * * * *', () => void this.runDue());
    void this.runDue();
  }

  async stop(): Promise<void> {
    await this.task?.stop();
    await this.running?.catch(() => 0);
  }

  /** Runs every slot that is due and not done; how many were. Never throws: what broke is logged and due again. */
  runDue(): Promise<number> {
    this.running ??= this.runAll()
      .catch((error: unknown) => {
        this.options.core.log.error({ err: error }, 'jobs could not run');
        return 0;
      })
      .finally(() => (this.running = null));
    return this.running;
  }

  /** The next moment anything is due: where a controlled clock may jump to. */
  nextDue(after: Instant): Instant {
    const { calendar } = this.options.core.readers().rules;
    return Math.min(...this.options.jobs.map((job) => this.upcoming.next(job, after, calendar)));
  }

  private async runAll(): Promise<number> {
    const { core, jobs } = this.options;
    // Read once: this process's own runs are remembered, and another's make the claim fail harmlessly.
    this.cursor ??= await lastRuns(
      core.db,
      jobs.map((job) => job.name),
      core.clock(),
    );
    const cursor = this.cursor;
    const slots = jobs.flatMap((job) =>
      this.slotsOf(job, cursor.get(job.name) ?? core.clock()).map((slot) => ({ job, ...slot })),
    );
    slots.sort((a, b) => a.dueAt - b.dueAt);
    let done = 0;
    const broken = new Set<string>();
    for (const { job, dueAt, skipped } of slots) {
      // Later slots of a job wait for the one that broke.
      if (broken.has(job.name)) continue;
      try {
        const work = await job.run({ core, dueAt });
        if (await commitJob(core.db, { job: job.name, dueAt, skipped }, work, core.clock())) done += 1;
        cursor.set(job.name, dueAt);
      } catch (error) {
        broken.add(job.name);
        core.log.error({ err: error, job: job.name, dueAt }, 'a job broke; it is due again');
      }
    }
    if (done > 0) this.options.wrote();
    return done;
  }

  /** What is due of a job since it last ran. */
  private slotsOf(job: Job, last: Instant): { dueAt: Instant; skipped: Instant[] }[] {
    const { core } = this.options;
    const { calendar, settings } = core.readers().rules;
    const now = core.clock();
    if (this.upcoming.next(job, last, calendar) > now) return [];
    const due = dueBetween(job.schedule, last, now, calendar);
    if (job.catchUp === 'all')
      return mayRemind(now, calendar, settings) ? due.map((dueAt) => ({ dueAt, skipped: [] })) : [];
    const dueAt = due.at(-1);
    if (dueAt === undefined || now > instantAt(dayOf(dueAt), latestTime(settings))) return [];
    return [{ dueAt, skipped: due.slice(0, -1) }];
  }
}
