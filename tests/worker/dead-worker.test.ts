import { describe, expect, it } from '@jest/globals';
import type { Post } from '../../shared/domain/posts/post.ts';
import { createMortalWorld } from './support/mortal-world.ts';
import { published, uploading } from './support/scripted-worker.ts';

const total = 1_000_000;
const part = total / 4;

/** A platform with a session, which knows how much it has; then it processes for 5 s. */
function createPlatform(sleep: (ms: number) => Promise<void>) {
  let stored = 0;
  let videos = 0;
  return {
    videos: () => videos,
    async advance({ checkpoint, resumed }: { checkpoint: unknown; resumed: boolean }) {
      if (checkpoint === null) return uploading(0, { session: 1 });
      await sleep(1_000);
      if (videos > 0) return published;
      if (resumed) return uploading(stored, { session: 1 });
      stored += part;
      if (stored < total) return uploading(stored, { session: 1 });
      videos += 1;
      return { state: 'processing', checkpoint: { video: 1 }, pollAfterSeconds: 5 } as const;
    },
  };
}

async function createWorld(
  death: { diesAt?: number; isDone?: boolean; sweepsAt?: number },
  differences: Partial<Post> = {},
) {
  let sleep: (ms: number) => Promise<void> = async () => undefined;
  const platform = createPlatform((ms) => sleep(ms));
  const world = await createMortalWorld((step) => platform.advance(step), differences, death);
  sleep = world.clock.sleep;
  return { ...world, videos: platform.videos };
}

/** What workers ask of the outside when nobody dies. */
async function listCalls(): Promise<readonly string[]> {
  const world = await createWorld({});
  await world.untilOut();
  return world.calls;
}

interface Death {
  readonly diesAt: number;
  readonly isDone: boolean;
  readonly sweepsAt: number;
}

/** @returns seconds from the death of the worker until the post was live, once */
async function recoverFrom(death: Death): Promise<number> {
  const world = await createWorld(death);
  const outAt = await world.untilOut();
  expect(world.videos()).toBe(1);
  return (outAt - (world.diedAt() ?? Number.NaN)) / 1000;
}

async function longestRecovery(deaths: readonly Death[], limitSeconds: number): Promise<number> {
  let longest = 0;
  for (const death of deaths) {
    const seconds = await recoverFrom(death);
    expect({ ...death, isInTime: seconds <= limitSeconds }).toEqual({ ...death, isInTime: true });
    longest = Math.max(longest, seconds);
  }
  return longest;
}

describe('a post whose worker died', () => {
  it('is live at most 90 seconds later, at whichever call it died, whenever the sweeper runs', async () => {
    const calls = await listCalls();
    const deaths = calls.flatMap((_, diesAt) =>
      [false, true].flatMap((isDone) => [0, 20_000, 40_000].map((sweepsAt) => ({ diesAt, isDone, sweepsAt }))),
    );
    expect(new Set(calls)).toEqual(new Set(['hide', 'claim', 'advance', 'save', 'send']));
    const longest = await longestRecovery(deaths, 90);
    console.log(`${deaths.length} deaths, the last post was live ${longest} s after`);
  });

  it('needs no sweeper once a worker has begun: its hint comes back when the lease has ended', async () => {
    const never = 48 * 3600_000;
    const calls = await listCalls();
    const deaths = calls.flatMap((name, diesAt) =>
      // Whoever dies before these two is nobody's holder.
      (name === 'hide' || name === 'claim' ? [true] : [false, true]).map((isDone) => ({
        diesAt,
        isDone,
        sweepsAt: never,
      })),
    );
    expect(await longestRecovery(deaths, 45)).toBeGreaterThan(20);
  });
});
