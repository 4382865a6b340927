const firstMs = 2_000;
const capMs = 15 * 60_000;

/**
 * How long to wait after the n-th failure in a row: doubling from 2 s, at most 15 minutes, a fifth more or less so
 * that posts that failed together do not come back together.
 * @param failures 1 for the first
 * @param random in [0, 1)
 */
export function backoffMs(failures: number, random: number): number {
  const exponential = Math.min(capMs, firstMs * 2 ** Math.min(failures - 1, 20));
  return Math.round(exponential * (0.8 + 0.4 * random));
}
