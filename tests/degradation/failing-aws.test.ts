import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiError } from '../../shared/contract/client/api-error.ts';
import { registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const videos = 3;
const platforms = ['youtube', 'tiktok', 'instagram'] as const;
/** Longer than the posts take undisturbed, so that the trouble is there at every step of theirs. */
const troubleMs = 20_000;

const always = { count: null } as const;
const throttled = { kind: 'status', status: 400, probability: 0.3, ...always };
const failing = { kind: 'status', status: 503, probability: 0.3, ...always };
/** What goes wrong, as rules of the local cloud. */
const troubles: Readonly<Record<string, readonly object[]>> = {
  'DynamoDB that throttles 30 % of all calls': [{ service: 'dynamodb', operation: '*', ...throttled }],
  'KMS that takes three seconds, and fails now and then': [
    { service: 'kms', operation: '*', kind: 'delay', ms: 3_000, ...always },
    { service: 'kms', operation: '*', ...failing },
  ],
  'S3 that answers 30 % of all calls with 503': [{ service: 's3', operation: '*', ...failing }],
  'queues that lose answers and deliver twice': [
    { service: 'sqs', operation: 'SendMessage', kind: 'after-effect', probability: 0.3, ...always },
    { service: 'sqs', operation: 'ReceiveMessage', kind: 'duplicate', probability: 0.5, ...always },
    { service: 'sqs', operation: 'DeleteMessage', ...failing },
  ],
};
const names = Object.keys(troubles);
const titlesOf = (trouble: string) =>
  Array.from({ length: videos }, (_, n) => `trouble ${names.indexOf(trouble)} video ${n}`);

/** As a page does: what a server in trouble could not do is asked for again. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + 60_000; ; await delay(500)) {
    try {
      return await call();
    } catch (error) {
      const isTrouble = error instanceof ApiError ? error.status >= 500 || error.status === 429 : false;
      if (!isTrouble || Date.now() > deadline) throw error;
    }
  }
}

/**
 * Posts while something is wrong.
 * @param trouble its name
 * @returns how often each title is out at each platform, once all posts say that they are
 */
async function postDuring(stack: Stack, trouble: string): Promise<object> {
  const titles = titlesOf(trouble);
  const user = await registerUser(stack.url);
  for (const platform of platforms) await user.connect(platform);
  // The bytes themselves go from the browser to S3, which repeats parts by itself.
  const added = await Promise.all(titles.map((title) => user.upload(clip, `${title}.mp4`)));
  await stack.faults(troubles[trouble] ?? [], names.indexOf(trouble) + 1);
  await patiently(() => user.client.postVideos());
  await delay(troubleMs);
  await stack.faults([]);

  for (const { id } of added) await user.waitFor(id, ({ status }) => status === 'uploaded', 200);
  const live = (await stack.ledger()).filter(({ kind }) => kind === 'video' || kind === 'reel');
  return Object.fromEntries(
    platforms.map((platform) => {
      const own = live.flatMap((row) => (row.platform === platform ? [`${row.title ?? row.description}`] : []));
      return [platform, titles.map((title) => own.filter((words) => words.includes(title)).length)];
    }),
  );
}

/** Two go on at the same time, each in a Hopper of its own: most of it is waiting. */
const lanes = 2;
const stacks: Stack[] = [];
const runs = new Map<string, Promise<object>>();

beforeAll(async () => {
  stacks.push(...(await Promise.all(Array.from({ length: lanes }, () => startStack()))));
  for (const [index, name] of names.entries()) {
    const stack = stacks[index % lanes];
    if (!stack) continue;
    const before = runs.get(names[index - lanes] ?? '');
    const run = Promise.allSettled([before]).then(() => postDuring(stack, name));
    // The test of that name says why it failed.
    run.catch(() => undefined);
    runs.set(name, run);
  }
}, 120_000);
afterAll(() => Promise.all(stacks.map((stack) => stack.stop())), 60_000);

describe.each(names)('%s', (name) => {
  it('delays, and neither loses nor doubles anything', async () => {
    const once = titlesOf(name).map(() => 1);
    expect(await runs.get(name)).toEqual({ youtube: once, tiktok: once, instagram: once });
  }, 400_000);
});
