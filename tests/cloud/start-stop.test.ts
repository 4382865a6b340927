import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isAlive, listDescendants } from '../support/process-tree.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { waitUntil } from '../support/wait-until.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
}, 120_000);
afterAll(() => stack.stop(), 30_000);

/** Waits until no process is left of those that ran. */
async function areGone(family: readonly number[]): Promise<void> {
  await waitUntil(
    () => !family.some(isAlive),
    () => family.filter(isAlive).join(' '),
  );
}

// One after the other on one folder of data: each starts what the one before has ended.
describe('Hopper', () => {
  it('that is killed with -9 leaves no process behind, and starts again on its data at the same addresses', async () => {
    await fetch(`${stack.url}/health`);
    const before = await stack.endpoints();
    const family = listDescendants(stack.pid());
    expect(family.length).toBeGreaterThan(5);
    await stack.kill9();
    await areGone(family);
    await stack.start();
    expect((await fetch(`${stack.url}/health`)).status).toBe(200);
    expect(await stack.endpoints()).toEqual(before);
  }, 120_000);

  it('starts again at once after kill -9, while its children may still be ending', async () => {
    await stack.kill9();
    await stack.start();
    expect((await fetch(`${stack.url}/health`)).status).toBe(200);
  }, 120_000);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends on %s with everything that it started',
    async (signal) => {
      if (!isAlive(stack.pid())) await stack.start();
      await fetch(`${stack.url}/health`);
      const family = listDescendants(stack.pid());
      expect(family.length).toBeGreaterThan(5);
      process.kill(stack.pid(), signal);
      await waitUntil(() => !isAlive(stack.pid()));
      await areGone(family);
      await expect(fetch(`${stack.url}/health`)).rejects.toThrow();
      expect(await stack.exitCode()).toBe(0);
    },
    120_000,
  );
});
