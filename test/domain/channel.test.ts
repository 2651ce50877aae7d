/** When a lost connection becomes news, and from where what was missed is read again. */
import { describe, expect, it } from 'vitest';
import { catchUpFrom, lookAt, unknownChannel, type Channel, type ChannelNews } from '../../domain/channel.ts';
import { HOUR, MINUTE } from '../../domain/time.ts';

const ALARM = 45_000;

/** Looks at a connection again and again; what there was to tell, and when. */
function watch(...looks: [seconds: number, online: boolean][]): {
  news: [number, ChannelNews['kind']][];
  channel: Channel;
} {
  let channel = unknownChannel('onebot');
  const news = looks.flatMap(([seconds, online]): [number, ChannelNews['kind']][] => {
    const connection = { online, reason: online ? null : '断线' };
    const seen = lookAt(channel, connection, seconds * 1000, ALARM);
    ({ channel } = seen);
    return seen.news === null ? [] : [[seconds, seen.news.kind]];
  });
  return { news, channel };
}

describe('a connection', () => {
  it('that stays is no news', () => {
    expect(watch([0, true], [60, true], [3600, true]).news).toEqual([]);
  });

  it('that is lost is news after the delay, once', () => {
    expect(watch([0, true], [10, false], [50, false], [55, false], [60, false], [3600, false]).news).toEqual([
      [55, 'away'],
    ]);
  });

  it('that is back is news only to those who were told', () => {
    expect(watch([10, false], [40, true], [50, true]).news).toEqual([]);
    expect(watch([10, false], [60, false], [70, true], [80, true]).news).toEqual([
      [60, 'away'],
      [70, 'back'],
    ]);
  });

  it('that was never there is news as well', () => {
    expect(watch([0, false], [45, false]).news).toEqual([[45, 'away']]);
  });

  it('that comes and goes is lost each time anew', () => {
    expect(watch([0, false], [40, true], [41, false], [80, false], [86, false]).news).toEqual([[86, 'away']]);
  });

  it('keeps the last outage that was told, not the last flicker', () => {
    const { channel } = watch([0, true], [10, false], [70, false], [100, true], [110, false], [120, true]);
    expect(channel).toMatchObject({ awayAt: null, lastAwayAt: 10_000, lastBackAt: 100_000 });
  });
});

describe('catching up', () => {
  it('begins before the connection was noticed to be gone', () => {
    expect(catchUpFrom(10 * HOUR, 11 * HOUR, 72)).toEqual({ since: 10 * HOUR - 3 * MINUTE, cut: false });
  });

  it('goes back no further than the setting, and knows when that leaves something out', () => {
    expect(catchUpFrom(10 * HOUR, 100 * HOUR, 72)).toEqual({ since: 28 * HOUR, cut: true });
    expect(catchUpFrom(28 * HOUR, 100 * HOUR, 72)).toEqual({ since: 28 * HOUR, cut: false });
  });
});
