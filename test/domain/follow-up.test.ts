/** The follow-up sample: reproducible, fair to every unit, and given out evenly. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignCalls, drawSample, type Closing } from '../../domain/follow-up.ts';

const rule = { share: 0.1, leastPerUnit: 1 };
const closings = fc
  .uniqueArray(fc.record({ issue: fc.integer({ min: 1, max: 5000 }), unit: fc.integer({ min: 1, max: 8 }) }), {
    selector: ({ issue }) => issue,
    maxLength: 300,
  })
  .map((list) => list.map((one): Closing => ({ ...one, holding: 1 + (one.issue % 3) })));
const months = fc.constantFrom('2026-08', '2026-09', '2026-12', '2027-01');
const byUnit = (list: readonly Closing[], unit: number): Closing[] => list.filter((one) => one.unit === unit);

describe('the follow-up sample', () => {
  it('is the same for the same data, in whatever order it comes', () => {
    fc.assert(
      fc.property(closings, months, (all, month) => {
        const shuffled = [...all].sort((a, b) => ((a.issue * 7919) % 1009) - ((b.issue * 7919) % 1009));
        expect(drawSample(month, shuffled, rule)).toEqual(drawSample(month, all, rule));
      }),
    );
  });

  it('takes from every unit its share, rounded up, and at least one', () => {
    fc.assert(
      fc.property(closings, months, (all, month) => {
        const drawn = drawSample(month, all, rule);
        expect(new Set(drawn).size).toBe(drawn.length);
        for (let unit = 1; unit <= 8; unit += 1) {
          const closed = byUnit(all, unit);
          const checked = byUnit(drawn, unit);
          expect(closed).toEqual(expect.arrayContaining(checked));
          expect(checked).toHaveLength(closed.length === 0 ? 0 : Math.max(1, Math.ceil(closed.length / 10)));
        }
      }),
    );
  });

  it('draws the same of a unit whatever other units closed', () => {
    fc.assert(
      fc.property(closings, months, (all, month) => {
        const alone = drawSample(month, byUnit(all, 1), rule);
        expect(byUnit(drawSample(month, all, rule), 1)).toEqual(alone);
      }),
    );
  });

  it.each([
    [30, 0.1, 1, 3],
    [31, 0.1, 1, 4],
    [1, 0.1, 1, 1],
    [1, 0.1, 3, 1],
    [9, 0, 2, 2],
    [9, 0, 0, 0],
    [4, 1, 1, 4],
  ])('of %i closings at a share of %d and at least %i takes %i', (count, share, leastPerUnit, expected) => {
    const all = Array.from({ length: count }, (_, index) => ({ issue: index + 1, holding: 1, unit: 1 }));
    expect(drawSample('2026-09', all, { share, leastPerUnit })).toHaveLength(expected);
  });

  it('can be checked by hand with sha256sum: the lowest of month|issue|holding is drawn', () => {
    // printf "2026-09|3|1" | sha256sum begins with 5f10, those of 1 and 2 with ff26 and aea3.
    const all = [1, 2, 3].map((issue) => ({ issue, holding: 1, unit: 1 }));
    expect(drawSample('2026-09', all, rule)).toEqual([{ issue: 3, holding: 1, unit: 1 }]);
  });

  it('is another one in another month, and in the long run passes nobody by', () => {
    const all = Array.from({ length: 40 }, (_, index) => ({ issue: index + 1, holding: 1, unit: 1 }));
    const times = new Map<number, number>();
    for (let month = 0; month < 300; month += 1) {
      for (const { issue } of drawSample(`${2000 + Math.floor(month / 12)}-${(month % 12) + 1}`, all, rule)) {
        times.set(issue, (times.get(issue) ?? 0) + 1);
      }
    }
    // 300 draws of 4 in 40: each issue 30 times on average, standard deviation 5.2.
    for (const { issue } of all) expect(Math.abs((times.get(issue) ?? 0) - 30)).toBeLessThan(21);
  });
});

describe('calls', () => {
  const inspectors = fc.uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

  it('are given out evenly, turn by turn', () => {
    fc.assert(
      fc.property(closings, inspectors, (all, everybody) => {
        const calls = assignCalls(all, () => everybody);
        const counts = everybody.map((one) => calls.filter((call) => call.inspector === one).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(calls.slice(0, everybody.length).map((call) => call.inspector)).toEqual(
          everybody.slice(0, calls.length),
        );
      }),
    );
  });

  it('of a unit go to those who look after it alone, whose load counts for the others too', () => {
    fc.assert(
      fc.property(closings, inspectors, (all, everybody) => {
        const own = everybody.slice(0, 1);
        const calls = assignCalls(all, (unit) => (unit === 1 ? own : everybody));
        for (const call of calls) expect(call.unit === 1 ? own : everybody).toContain(call.inspector);
      }),
    );
  });

  it('go to nobody where there is no inspector', () => {
    expect(assignCalls([{ issue: 1, holding: 1, unit: 1 }], () => [])).toEqual([
      { issue: 1, holding: 1, unit: 1, inspector: null },
    ]);
  });
});
