/** Tells the operators that a platform or one of its accounts is gone, or back. */
import { waitedUntil } from '../../db/channels.ts';
import { accountChannel, type AccountConnection, type ChannelNews, type Connection } from '../../domain/channel.ts';
import { DAY, type Instant } from '../../domain/time.ts';
import { accountAwayWords, accountBackWords, awayWords, backWords } from '../../wording/channels.ts';
import type { Core } from '../core.ts';
import { tellOperators } from './operators.ts';

/** By another platform. */
export async function tellOfPlatform(
  core: Core,
  { platform, since, reason }: Connection,
  news: ChannelNews,
  now: Instant,
): Promise<void> {
  const words =
    news.kind === 'away'
      ? awayWords(platform, news.since, reason)
      : backWords(platform, news.since, now, await waitedUntil(core.db, platform, news.since - DAY, since));
  await tellOperators(core, words, `${news.kind}:${platform}:${news.since}`, now, platform);
}

/** Rather by another platform; else by the accounts that are left. */
export async function tellOfAccount(
  core: Core,
  platform: string,
  account: AccountConnection,
  news: ChannelNews,
  now: Instant,
): Promise<void> {
  const words =
    news.kind === 'away'
      ? accountAwayWords(platform, account.name, news.since, account.reason)
      : accountBackWords(platform, account.name, news.since, now);
  const cause = `${news.kind}:${accountChannel(platform, account)}:${news.since}`;
  await tellOperators(core, words, cause, now, platform, true);
}
