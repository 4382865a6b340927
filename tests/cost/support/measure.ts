import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { owner, prefixOf } from '../../../shared/adapters/dynamo/keys.ts';
import type { Table } from '../../../shared/adapters/dynamo/table.ts';
import type { PlatformName } from '../../../shared/contract/platform-names.ts';
import { platformNames } from '../../../shared/contract/platform-names.ts';
import { type HopperUser, registerUser } from '../../support/hopper-user.ts';
import { type Stack, startStack } from '../../support/stack.ts';
import { openStackTable } from '../../support/stack-clients.ts';
import type { Calls, Recorded } from './recorded.ts';
import { sumCalls } from './sum-calls.ts';

const clip = fileURLToPath(new URL('../../fixtures/clip-h264-aac.mp4', import.meta.url));
/** Of several the least is what the work needs: a slow machine adds heartbeats, polls and repeated messages. */
const rounds = 2;
/** The first ones may still find something to do after the posts, and the run of every minute may come into one of them. */
const sweepRounds = 3;
/** What goes on by itself after something is done. */
const settleMs = 3_000;

/** Counts what the product asks of AWS on the running local stack, with a small file and one destination at a time. */
export async function measureCalls(): Promise<Recorded> {
  const stack = await startStack({ env: { HOPPER_METER: '1' } });
  const table = await openStackTable(stack);
  try {
    const users = new Map<PlatformName, HopperUser>();
    for (const platform of platformNames) {
      const user = await registerUser(stack.url);
      await user.connect(platform);
      users.set(platform, user);
    }
    const uploads: Calls[] = [];
    const posts: Record<PlatformName, Calls[]> = { youtube: [], tiktok: [], instagram: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const [platform, user] of users) {
        const { upload, post } = await measurePost(stack, table, user, `${platform} ${round}.mp4`);
        uploads.push(upload);
        posts[platform].push(post);
      }
    }
    const sweep = await measureSweep(stack);
    const ofPosts = {
      youtube: leastOf(posts.youtube),
      tiktok: leastOf(posts.tiktok),
      instagram: leastOf(posts.instagram),
    };
    return { upload: leastOf(uploads), posts: ofPosts, sweep };
  } finally {
    table.client.destroy();
    await stack.stop();
  }
}

async function measurePost(stack: Stack, table: Table, user: HopperUser, filename: string) {
  const ownerId = (await user.client.me()).user?.id ?? '';
  await stack.takeUsage();
  const { id } = await user.upload(clip, filename);
  await delay(settleMs);
  const ofUpload = (name: string) => isOf(name, ['videos', 'media-probe']);
  const upload = sumCalls(await stack.takeUsage(), ofUpload);
  const known = (await stack.ledger()).length;
  await user.client.postVideos({ body: { video_ids: [id] } });
  // Asking the API would count.
  while ((await stack.ledger()).length === known) await delay(250);
  while (!(await isPublished(table, ownerId))) await delay(250);
  await delay(settleMs);
  const usage = await stack.takeUsage();
  await user.waitFor(id, ({ status }) => status === 'uploaded');
  // Lambda asks queues also when nothing is in them, which is part of the idle bill.
  const received = usage.find((one) => isOf(one.function, ['publish-worker']) && one.action === 'sqs:DeleteMessage');
  const billed = usage.map((one) =>
    one.action === 'sqs:ReceiveMessage' ? { ...one, calls: received?.calls ?? 0 } : one,
  );
  return { upload, post: sumCalls(billed, (name) => isOf(name, ['videos', 'publish-worker'])) };
}

/** Whether all posts of a user are, read past the functions. */
async function isPublished({ client, name }: Table, ownerId: string): Promise<boolean> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: name,
      KeyConditionExpression: 'pk = :owner AND begins_with(sk, :post)',
      ExpressionAttributeValues: { ':owner': owner(ownerId), ':post': prefixOf.post },
      ConsistentRead: true,
    }),
  );
  return Items.length > 0 && Items.every(({ state }) => state === 'published');
}

async function measureSweep(stack: Stack): Promise<Calls> {
  const sweeps: Calls[] = [];
  for (let round = 0; round < sweepRounds; round += 1) {
    await stack.takeUsage();
    if (!(await stack.sweep())) throw new Error('The sweeper failed.');
    await delay(settleMs);
    sweeps.push(sumCalls(await stack.takeUsage(), (name) => isOf(name, ['sweeper'])));
  }
  return leastOf(sweeps);
}

const isOf = (functionName: string, names: readonly string[]) =>
  names.some((name) => functionName.endsWith(`-${name}`));

function leastOf([first, ...others]: readonly Calls[]): Calls {
  if (!first) throw new Error('Nothing was counted.');
  const least = (key: keyof Calls) => Math.min(...[first, ...others].map((one) => one[key]));
  return {
    reads: least('reads'),
    writes: least('writes'),
    readUnits: least('readUnits'),
    writeUnits: least('writeUnits'),
    keyCalls: least('keyCalls'),
    queueCalls: least('queueCalls'),
    scheduleCalls: least('scheduleCalls'),
    objectWrites: least('objectWrites'),
    objectReads: least('objectReads'),
  };
}
