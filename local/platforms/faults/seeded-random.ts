/**
 * One step of a small seeded generator (a 32-bit counter put through an integer hash): the same seed gives the same
 * faults, and the whole state is one number that can be stored.
 * @returns the next state and a number in [0, 1)
 */
export function drawRandom(state: number): { state: number; value: number } {
  const next = (state + 0x9e3779b9) >>> 0;
  let mixed = next;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return { state: next, value: ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32 };
}
