/** Sees to it that what a platform's groups said is heard: at once, or afterwards where it was missed. */
import { catchUpFrom, type Channel, type Gap } from '../../domain/channel.ts';
import { HOUR, MINUTE, type Instant } from '../../domain/time.ts';
import { tooOldWords } from '../../wording/channels.ts';
import type { Core } from '../core.ts';
import { tellOperators } from './operators.ts';

export interface HearingOptions {
  core: Core;
  /**
   * Hears what a platform's groups said since then; rejects when the platform went away over it.
   *
   * @param gaps only in these groups, each since its own moment, where given; private chats are read in any case
   */
  catchUp(platform: string, since: Instant, gaps: readonly Gap[] | null): Promise<void>;
}

export class Hearing {
  private readonly options: HearingOptions;
  /** Platforms of which everything said so far was heard. */
  private readonly upToDate = new Set<string>();
  private readonly catching = new Map<string, Promise<void>>();
  /** How often each was lost, to see whether that happened while it was caught up. */
  private readonly losses = new Map<string, number>();
  /** When a platform that could not be caught up is tried again. */
  private readonly notBefore = new Map<string, Instant>();

  constructor(options: HearingOptions) {
    this.options = options;
  }

  /** A connection has changed: however short it was away, something may have been missed. */
  changed(platform: string, online: boolean): void {
    if (!online) {
      this.upToDate.delete(platform);
      this.losses.set(platform, this.lossesOf(platform) + 1);
    }
    this.notBefore.delete(platform);
  }

  /** One of several accounts is back: what only it could have heard is heard now. */
  missed(platform: string, gaps: readonly Gap[], since: Instant): void {
    this.inTurn(platform, async () => {
      // Where the platform as a whole is still to be caught up, these groups are read with the others.
      if (!this.upToDate.has(platform)) return;
      const now = this.options.core.clock();
      const earliest = now - this.hours * HOUR;
      const within = gaps.map((gap) => ({ ...gap, since: Math.max(gap.since, earliest) }));
      try {
        await this.options.catchUp(platform, Math.max(since, earliest), within);
      } catch (error) {
        // Then everything is read again from where nothing was missing.
        this.upToDate.delete(platform);
        throw error;
      }
      if (since < earliest) await this.tellTooOld(platform, earliest, since, now);
    });
  }

  /** Whether everything said until now was heard on a platform that is online; else what was missed is caught up. */
  isComplete({ platform, heardUntil }: Channel, now: Instant): boolean {
    // Where the bot never was it has missed nothing.
    if (heardUntil === null) this.upToDate.add(platform);
    else if (
      !this.upToDate.has(platform) &&
      !this.catching.has(platform) &&
      now >= (this.notBefore.get(platform) ?? now)
    )
      this.inTurn(platform, () => this.catchUp(platform, heardUntil, now));
    return this.upToDate.has(platform) && !this.catching.has(platform);
  }

  /** Until nothing is being caught up. */
  async quiet(): Promise<void> {
    while (this.catching.size > 0) await Promise.all(this.catching.values());
  }

  get isQuiet(): boolean {
    return this.catching.size === 0;
  }

  private get hours(): number {
    return this.options.core.readers().rules.settings['catchUp.hours'];
  }

  /** One catching up of a platform after the other, beside the looks: a long history must not delay an alarm. */
  private inTurn(platform: string, work: () => Promise<void>): void {
    const before = this.catching.get(platform) ?? Promise.resolve();
    const catching = before
      .then(work)
      .catch((error: unknown) => {
        const { core } = this.options;
        core.log.warn({ err: error, platform }, 'what was missed could not be caught up; it is tried again');
        this.notBefore.set(platform, core.clock() + MINUTE);
      })
      .finally(() => {
        if (this.catching.get(platform) === catching) this.catching.delete(platform);
      });
    this.catching.set(platform, catching);
  }

  private async catchUp(platform: string, heardUntil: Instant, now: Instant): Promise<void> {
    const { since, cut } = catchUpFrom(heardUntil, now, this.hours);
    const losses = this.lossesOf(platform);
    await this.options.catchUp(platform, since, null);
    if (losses === this.lossesOf(platform)) this.upToDate.add(platform);
    if (cut) await this.tellTooOld(platform, since, heardUntil, now);
  }

  private async tellTooOld(platform: string, since: Instant, unheardFrom: Instant, now: Instant): Promise<void> {
    const words = tooOldWords(platform, since, this.hours);
    await tellOperators(this.options.core, words, `tooOld:${platform}:${unheardFrom}`, now, null);
  }

  private lossesOf(platform: string): number {
    return this.losses.get(platform) ?? 0;
  }
}
