import { describe, expect, it } from '@jest/globals';
import { type Circuit, closedCircuit } from '../../shared/domain/connections/circuit.ts';
import { PlatformError } from '../../shared/domain/posts/publisher.ts';
import type { WorkerDeps } from '../../shared/worker/publish-worker.ts';
import { createMemoryTokens } from '../simulation/support/memory-token-store.ts';
import { buildConnection } from '../support/build-connection.ts';
import { createScriptedWorker, published, uploading } from './support/scripted-worker.ts';

type World = Awaited<ReturnType<typeof createScriptedWorker>>;

const down = new PlatformError('transient', 'platform_down', 'The platform does not answer.');
const fail = () => {
  throw down;
};

/** The worker's deps over a stored connection with this circuit. */
function accountWith({ post, deps }: World, circuit: Circuit) {
  const { ownerId, connectionId } = post;
  const store = createMemoryTokens(buildConnection({ ownerId, connectionId, circuit }));
  const read = async () => (await store.find(ownerId, connectionId))?.circuit ?? closedCircuit;
  const account = async () => ({ remoteId: 'UC1', variant: null, circuit: await read() });
  const changes: Partial<WorkerDeps> = {
    circuits: store,
    accessTokens: (claimed) => ({ ...deps.accessTokens(claimed), account }),
  };
  return { read, changes };
}

const openFor = (milliseconds: number, now: number): Circuit => ({
  failures: 5,
  openings: 1,
  openUntil: now + milliseconds,
  probeUntil: 0,
  cause: { code: 'platform_down', message: 'The platform does not answer.' },
});

describe('while the circuit of its account is open', () => {
  it('a post that has not begun waits for the end of it, says why, and has not failed', async () => {
    const world = await createScriptedWorker(() => published, { failures: 3 });
    const account = accountWith(world, openFor(60_000, world.clock.now()));
    const now = world.clock.now();
    await world.work(account.changes);
    expect(world.steps).toEqual([]);
    const post = await world.read();
    expect(post).toMatchObject({ state: 'waiting', failures: 3, leaseUntil: 0, checkpoint: null });
    expect(post.error).toEqual({
      code: 'account_paused',
      message: 'The platform does not answer. Hopper begins no other post at this account until then.',
    });
    expect(post.notBefore).toBeGreaterThanOrEqual(now + 60_000);
    expect(post.notBefore).toBeLessThanOrEqual(now + 72_000);
    expect(world.hints).toMatchObject([{ delaySeconds: Math.ceil((post.notBefore - now) / 1000) }]);
  });

  it('a post that has begun goes on', async () => {
    const world = await createScriptedWorker(() => published, { state: 'processing', checkpoint: { session: 1 } });
    const account = accountWith(world, openFor(60_000, world.clock.now()));
    await world.work(account.changes);
    expect(await world.read()).toMatchObject({ state: 'published' });
    expect((await account.read()).openUntil).toBeGreaterThan(world.clock.now());
  });

  it('posts that wait for the same moment do not come in the same second', async () => {
    const times = [0, 0.5, 0.99].map(async (random) => {
      const world = await createScriptedWorker(() => published);
      const account = accountWith(world, openFor(600_000, world.clock.now()));
      await world.work({ ...account.changes, random: () => random });
      return (await world.read()).notBefore - world.clock.now();
    });
    const [first = 0, second = 0, third = 0] = await Promise.all(times);
    expect(first).toBe(600_000);
    expect(second - first).toBeGreaterThan(10_000);
    expect(third - second).toBeGreaterThan(10_000);
  });
});

describe('when the time of the circuit is over', () => {
  it('the first one is let through, and its first step closes the circuit before the second one is taken', async () => {
    const seen: Circuit[] = [];
    const world: World = await createScriptedWorker(async (_step, index) => {
      seen.push(await account.read());
      return index === 0 ? uploading(10) : published;
    });
    const account = accountWith(world, openFor(-1, world.clock.now()));
    await world.work(account.changes);
    expect(await world.read()).toMatchObject({ state: 'published' });
    expect(seen[0]?.probeUntil).toBeGreaterThan(world.clock.now());
    expect(seen[1]).toEqual(closedCircuit);
  });

  it('it opens for longer when that one fails, whose own failure counts', async () => {
    const world = await createScriptedWorker(fail);
    const account = accountWith(world, openFor(-1, world.clock.now()));
    await world.work(account.changes);
    expect(await world.read()).toMatchObject({ state: 'waiting', failures: 1, error: { code: 'platform_down' } });
    expect(await account.read()).toMatchObject({ openUntil: world.clock.now() + 120_000, openings: 2, probeUntil: 0 });
  });

  it('the others wait shortly while somebody tries', async () => {
    const world = await createScriptedWorker(() => published);
    const now = world.clock.now();
    const account = accountWith(world, { ...openFor(-1, now), probeUntil: now + 100_000 });
    await world.work(account.changes);
    expect(world.steps).toEqual([]);
    const { notBefore } = await world.read();
    expect(notBefore - now).toBeGreaterThanOrEqual(15_000);
    expect(notBefore - now).toBeLessThan(20_000);
  });
});

describe('what steps teach', () => {
  it('failures of posts that have begun count, and an answer forgets them', async () => {
    const world = await createScriptedWorker(fail, { checkpoint: { session: 1 }, state: 'uploading' });
    const account = accountWith(world, closedCircuit);
    await world.work(account.changes);
    expect(await account.read()).toMatchObject({ failures: 1, openUntil: 0 });
    const better = await createScriptedWorker(() => published);
    await better.work({ ...account.changes, clock: better.clock });
    expect(await account.read()).toEqual(closedCircuit);
  });

  it('a platform that asks for patience gets it from the whole account', async () => {
    const error = new PlatformError('rate_limited', 'too_fast', 'Slower.', { retryAfterSeconds: 900 });
    const world = await createScriptedWorker(() => {
      throw error;
    });
    const account = accountWith(world, closedCircuit);
    await world.work(account.changes);
    expect((await account.read()).openUntil).toBe(world.clock.now() + 900_000);
  });

  it('what is used up for looking at a post keeps nobody from beginning another one for long', async () => {
    const error = new PlatformError('quota', 'quotaExceeded', 'Used up.', { retryAfterSeconds: 86_400 });
    const fails = () => {
      throw error;
    };
    const world = await createScriptedWorker(fails, { state: 'processing', checkpoint: { session: 1 } });
    const account = accountWith(world, closedCircuit);
    await world.work(account.changes);
    expect((await account.read()).openUntil).toBe(world.clock.now() + 60_000);
  });

  it('what fails on our own side says nothing about the account', async () => {
    const ours = [new PlatformError('transient', 'file_unreadable', 'x'), new Error('a bug')];
    for (const error of ours) {
      const world = await createScriptedWorker(() => {
        throw error;
      });
      const account = accountWith(world, closedCircuit);
      await world.work(account.changes);
      expect(await account.read()).toEqual(closedCircuit);
    }
  });

  it('a circuit that cannot be written holds up no post', async () => {
    const world = await createScriptedWorker(() => published);
    const account = accountWith(world, openFor(-1, world.clock.now()));
    const circuits = { change: () => Promise.reject(new Error('The table does not answer.')) };
    await world.work({ ...account.changes, circuits });
    expect(await world.read()).toMatchObject({ state: 'published' });
    expect(world.log).toContainEqual({ level: 'warn', message: 'circuit not changed' });
  });
});
