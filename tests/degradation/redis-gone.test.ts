import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { redisServers, startJsRedis, type TestRedis } from '../adapters/redis-servers.ts';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { type SwitchableProxy, startSwitchableProxy } from './switchable-proxy.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const posts = 6;
let redis: TestRedis;
let line: SwitchableProxy;
let stack: Stack;
let user: HopperUser;

beforeAll(async () => {
  // The real one where it is installed: the other lives in this very process, which has more to do.
  const real = redisServers.find(({ name, isInstalled }) => isInstalled && name === 'redis-server');
  redis = await (real ? real.start() : startJsRedis());
  line = await startSwitchableProxy(Number(new URL(redis.url).port));
  stack = await startStack({ env: { REDIS_URL: `redis://127.0.0.1:${line.port}` } });
  user = await registerUser(stack.url);
  await user.connect('youtube');
}, 90_000);
afterAll(async () => {
  await stack.stop();
  await line.close();
  await redis.close();
}, 30_000);
afterEach(() => line.set('open'));

const liveTitles = async (prefix: string) =>
  (await stack.ledger())
    .flatMap(({ kind, title }) => (kind === 'video' && title?.startsWith(prefix) ? [title] : []))
    .sort();
const authorizers = async () =>
  (await stack.functions()).filter(({ name, state }) => name.endsWith('authorizer') && state !== 'ended');

describe.each(['cut', 'silent'] as const)('a session cache whose line is %s', (state) => {
  it('makes requests 503, lets workers go on, and needs no restart when it is back', async () => {
    const titles = Array.from({ length: posts }, (_, n) => `${state}-${n}`);
    const videos = await Promise.all(titles.map((title) => user.upload(clip, `${title}.mp4`)));
    const before = (await authorizers()).map(({ pid }) => pid);
    await user.client.postVideos();
    line.set(state);

    const gone = { status: 503, code: 'unavailable' };
    await expect(user.client.listVideos({ query: {} })).rejects.toMatchObject(gone);
    const credentials = { email: user.email, password: 'a password that may be right' };
    await expect(user.client.login({ body: credentials })).rejects.toMatchObject(gone);
    expect(await user.client.health()).toEqual({ ok: true });
    for (const deadline = Date.now() + 90_000; (await liveTitles(state)).length < posts; await delay(500)) {
      if (Date.now() > deadline) throw new Error(`Only these are live: ${await liveTitles(state)}`);
    }

    line.set('open');
    for (const { id } of videos) await user.waitFor(id, ({ status }) => status === 'uploaded');
    expect(await liveTitles(state)).toEqual(titles);
    // One that idled may have been ended; the others are the same processes.
    expect((await authorizers()).filter(({ pid }) => before.includes(pid))).not.toEqual([]);
  }, 200_000);
});
