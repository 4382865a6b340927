import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiError } from '../../shared/contract/client/api-error.ts';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { type Stack, startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
/** TikTok takes 15 posts a day of an account. */
const videos = 3;
const platforms = ['youtube', 'tiktok', 'instagram'] as const;

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

let stack: Stack;
let user: HopperUser;

beforeAll(async () => {
  stack = await startStack();
  user = await registerUser(stack.url);
  for (const platform of platforms) await user.connect(platform);
}, 90_000);
afterAll(() => stack.stop(), 30_000);

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

describe.each(Object.entries(troubles))('%s', (name, rules) => {
  it('delays, and neither loses nor doubles anything', async () => {
    const run = Object.keys(troubles).indexOf(name);
    const titles = Array.from({ length: videos }, (_, n) => `trouble ${run} video ${n}`);
    // The bytes themselves go from the browser to S3, which repeats parts by itself.
    const added = await Promise.all(titles.map((title) => user.upload(clip, `${title}.mp4`)));
    await stack.faults(rules, run + 1);
    await patiently(() => user.client.postVideos());
    await delay(20_000);
    await stack.faults([]);

    for (const { id } of added) await user.waitFor(id, ({ status }) => status === 'uploaded', 200);
    const live = (await stack.ledger()).filter(({ kind }) => kind === 'video' || kind === 'reel');
    for (const platform of platforms) {
      const own = live.flatMap((row) => (row.platform === platform ? [`${row.title ?? row.description}`] : []));
      const mine = titles.map((title) => own.filter((words) => words.includes(title)).length);
      expect({ platform, mine }).toEqual({ platform, mine: titles.map(() => 1) });
    }
  }, 400_000);
});
