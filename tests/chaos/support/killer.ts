import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../../simulation/support/seeded-random.ts';
import type { Stack } from '../../support/stack.ts';
import { videosOf } from './judge-videos.ts';
import { killBusy } from './kill-busy.ts';

const lookEveryMs = 500;

/**
 * Kills so many workers, each at a random moment of the whole: every kill has its share of all posts after which it
 * falls due, and then strikes whichever worker is busy, a random while later.
 * @param options.posts how many there will be
 * @param options.stalledMs after so long without a new post nothing more is expected
 * @returns how many were killed, and what is at the platforms when all posts are out or nothing moves any more
 */
export async function killWorkers(
  stack: Stack,
  options: { readonly posts: number; readonly kills: number; readonly seed: number; readonly stalledMs: number },
) {
  const random = createRandom(options.seed);
  const due = Array.from({ length: options.kills }, () => random() * options.posts * 0.98).sort((a, b) => a - b);
  let killed = 0;
  let out = 0;
  let movedAt = Date.now();
  while (out < options.posts && Date.now() - movedAt < options.stalledMs) {
    const now = videosOf(await stack.ledger()).length;
    if (now > out) movedAt = Date.now();
    out = now;
    const strikes = due.filter((share) => share <= out).length - killed;
    const pauses = Array.from({ length: Math.max(1, strikes) }, () => random() * lookEveryMs).sort((a, b) => a - b);
    let waited = 0;
    for (const [index, pause] of pauses.entries()) {
      await delay(pause - waited);
      waited = pause;
      if (index < strikes && (await killBusy(stack, 'publish-worker', random()))) killed += 1;
    }
    await delay(lookEveryMs - waited);
  }
  return { killed, out };
}
