/**
 * One step of a seeded generator that is no more than a number: the same seed gives the same faults.
 *
 * @returns the next state and a number in [0, 1)
 * @see https://en.wikipedia.org/wiki/Linear_congruential_generator#Parameters_in_common_use
 */
export function drawRandom(state: number): { state: number; value: number } {
  const next = (Math.imul(state >>> 0, 1_664_525) + 1_013_904_223) >>> 0;
  // The low bits of this generator repeat quickly, so they are folded into the high ones.
  const mixed = Math.imul(next ^ (next >>> 15), 0x2c1b3c6d) >>> 0;
  return { state: next, value: mixed / 2 ** 32 };
}
