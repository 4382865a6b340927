import { setTimeout as sleep } from 'node:timers/promises';

const limitMs = 20_000;

/**
 * Waits until something has become true of a system that cannot be awaited, such as another process.
 *
 * @param describe called when it never does, to say what was there instead
 */
export async function waitUntil(
  isTrue: () => boolean | Promise<boolean>,
  describe: () => string = () => String(isTrue),
): Promise<void> {
  for (const startMs = Date.now(); !(await isTrue()); await sleep(20)) {
    if (Date.now() - startMs > limitMs)
      throw new Error(`did not become true within ${limitMs / 1000} s: ${describe()}`);
  }
}
