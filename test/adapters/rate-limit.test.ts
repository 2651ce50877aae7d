/** Messages go out no faster than settings and platform allow, and not like clockwork. */
import { describe, expect, it } from 'vitest';
import { RateLimit } from '../../bot/rate-limit.ts';

const NOW = Date.parse('2026-10-12T01:00:00Z');

/** How long each of some messages waits, all ready at once. */
const waits = (
  { roomSeconds = 0, accountPerMinute = 1e6 },
  rooms: readonly string[],
  perMinute: number | null = null,
  random = 0,
): number[] => {
  const rate = new RateLimit(
    () => ({ roomSeconds, accountPerMinute }),
    () => random,
  );
  return rooms.map((room) => rate.reserve('onebot', room, NOW, perMinute));
};

describe('the rate', () => {
  it('leaves a gap between two messages to one room, and none between rooms', () => {
    expect(waits({ roomSeconds: 3 }, ['a', 'a', 'b', 'a'])).toEqual([0, 3000, 0, 6000]);
  });

  it('is uneven by some, never shorter', () => {
    expect(waits({ roomSeconds: 3 }, ['a', 'a', 'a'], null, 1)).toEqual([0, 3900, 7800]);
  });

  it('lets an account send a minute of messages at once and spreads what follows', () => {
    expect(waits({ accountPerMinute: 3 }, ['a', 'b', 'c', 'd', 'e'])).toEqual([0, 0, 0, 20_000, 40_000]);
  });

  it('obeys the platform where it allows less than the settings, and the settings where they allow less', () => {
    expect(waits({ accountPerMinute: 6 }, ['a', 'b', 'c', 'd', 'e'], 2)).toEqual([0, 0, 60_000, 60_000, 120_000]);
    expect(waits({ accountPerMinute: 2 }, ['a', 'b', 'c'], 6)).toEqual([0, 0, 30_000]);
  });
});
