import { describe, expect, it } from '@jest/globals';
import { createMortalWorld } from './support/mortal-world.ts';
import { chunkBytes, createSlowPlatform } from './support/slow-platform.ts';

const giga = 10 ** 9;
const mega = 10 ** 6;
const block = 256 * 1024;

/** Sends a file of this size to a platform that takes so many bytes a second. */
async function post(sizeBytes: number, bytesPerSecond: number, blockBytes: number) {
  let platform: ReturnType<typeof createSlowPlatform> | undefined;
  const world = await createMortalWorld(
    (step) => {
      platform ??= createSlowPlatform({ clock: world.clock, sizeBytes, bytesPerSecond, blockBytes });
      return platform.advance(step);
    },
    { sizeBytes },
    {},
  );
  const begin = world.clock.now();
  const outAt = await world.untilOut();
  if (!platform) throw new Error('Nobody asked the platform.');
  const writes = world.calls.filter((name) => name === 'save').length;
  return { ...platform.seen, seconds: (outAt - begin) / 1000, writes, post: await world.read() };
}

describe('a file that takes longer than any invocation', () => {
  it.each([
    ['50 GB at 10 MB/s', 50 * giga, 10 * mega, block, 40, 0],
    ['50 GB at 1.5 MB/s', 50 * giga, 1.5 * mega, block, 300, 0],
    ['1 GB at 186 kB/s, whole chunks only', giga, 0.186 * mega, chunkBytes, 50, 40],
    ['1 GB at 186 kB/s, blocks of 256 KiB', giga, 0.186 * mega, block, 40, 30],
  ])(
    '%s: goes on where it was, and sends a chunk again at most once for each cut',
    async (...row) => {
      const [_name, sizeBytes, bytesPerSecond, blockBytes, fewestTurns, fewestCuts] = row;
      const seen = await post(sizeBytes, bytesPerSecond, blockBytes);
      expect(seen.post).toMatchObject({ state: 'published', bytesSent: sizeBytes, failures: 0, error: null });
      expect(seen.turns).toBeGreaterThanOrEqual(fewestTurns);
      expect(seen.sentBytes - sizeBytes).toBeLessThanOrEqual(seen.cuts * Math.min(blockBytes, chunkBytes));
      expect(seen.cuts).toBeGreaterThanOrEqual(fewestCuts);
      expect(seen.cuts).toBeLessThanOrEqual(seen.turns);
      expect(seen.longestStepMs).toBeLessThanOrEqual(120_000);
      expect(seen.atOnce).toBe(1);
    },
    60_000,
  );

  it('is mostly sending: handing over costs little', async () => {
    const { seconds } = await post(50 * giga, 10 * mega, block);
    expect(seconds).toBeLessThan(1.1 * (50_000 / 10));
  }, 60_000);
});

describe('progress', () => {
  it.each([
    ['a slow receiver', giga, mega],
    ['a fast one', 50 * giga, 2 * giga],
  ])(
    'of %s costs at most a write each two seconds or twentieth of the file',
    async (_name, sizeBytes, rate) => {
      const { writes, seconds, turns } = await post(sizeBytes, rate, block);
      // The session, and the end of every turn.
      const others = 1 + turns;
      expect(writes).toBeLessThanOrEqual(others + Math.max(20, seconds / 2));
      expect(writes).toBeGreaterThan(10);
    },
    60_000,
  );
});
