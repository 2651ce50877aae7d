/** The lower tail of the Poisson distribution, and the normal deviate that goes with a tail. */
import { logGamma } from './gamma.ts';

/** Below this share of the largest term a term adds nothing to a double. */
const NEGLIGIBLE = 1e-18;

/**
 * P(X ≤ observed) for X ~ Poisson(expected). The terms fall off geometrically away from the mode, so only those that
 * count are summed, from the largest down: stable for expectations of 100,000 and more.
 */
export function poissonTail(observed: number, expected: number): number {
  if (observed < 0) return 0;
  if (expected <= 0) return 1;
  const last = Math.floor(observed);
  const logTerm = (k: number): number => k * Math.log(expected) - expected - logGamma(k + 1);
  if (last >= expected) {
    // The upper tail is the smaller one: 1 − P(X > last).
    let term = Math.exp(logTerm(last + 1));
    let upper = 0;
    for (let k = last + 1; term > NEGLIGIBLE * Math.max(upper, Number.MIN_VALUE) && term > 0; k += 1) {
      upper += term;
      term *= expected / (k + 1);
    }
    return Math.max(0, 1 - upper);
  }
  let term = 1;
  let sum = 0;
  for (let k = last; k >= 0 && term > NEGLIGIBLE * sum; k -= 1) {
    sum += term;
    term *= k / expected;
  }
  return Math.min(1, Math.exp(logTerm(last)) * sum);
}

/**
 * A line between the counts whose tail is at most `probability` and those above, for limits drawn through many
 * expectations: between whole counts it is interpolated on the logarithm of the smaller tail, where the distribution
 * function is all but straight. Null where even no closure at all is likelier than that.
 */
export function poissonLimit(expected: number, probability: number): number | null {
  // Ten standard deviations hold every probability that is asked for.
  let low = Math.max(-1, Math.floor(expected - 10 * Math.sqrt(expected) - 10));
  let high = Math.ceil(expected + 10 * Math.sqrt(expected) + 10);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (poissonTail(middle, expected) > probability) high = middle;
    else low = middle;
  }
  if (low < 0) return null;
  const scale = (tail: number): number => (probability < 0.5 ? Math.log(tail) : -Math.log(1 - tail));
  const [below, above] = [scale(poissonTail(low, expected)), scale(poissonTail(high, expected))];
  return low + (scale(probability) - below) / (above - below);
}

/** Φ(z), the standard normal distribution function (Abramowitz & Stegun 7.1.26 refined by the continued fraction in the tails). */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  // Numerical Recipes' erfc, relative error below 1.2e-7 everywhere.
  const erfc =
    t *
    Math.exp(
      -x * x -
        1.265_512_23 +
        t *
          (1.000_023_68 +
            t *
              (0.374_091_96 +
                t *
                  (0.096_784_18 +
                    t *
                      (-0.186_288_06 +
                        t *
                          (0.278_868_07 +
                            t * (-1.135_203_98 + t * (1.488_515_87 + t * (-0.822_152_23 + t * 0.170_872_77)))))))),
    );
  return z >= 0 ? 1 - erfc / 2 : erfc / 2;
}
