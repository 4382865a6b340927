import { randomUUID } from 'node:crypto';
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ListSchedulesCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnectionStore } from '../../shared/adapters/dynamo/connection-store.ts';
import { createCopyRecords } from '../../shared/adapters/dynamo/copy-records.ts';
import { createDriveAccountStore } from '../../shared/adapters/dynamo/drive-account-store.ts';
import { driveKeyOf } from '../../shared/adapters/dynamo/drive-keys.ts';
import { createDriveSessionStore } from '../../shared/adapters/dynamo/drive-session-store.ts';
import { createMailOutbox } from '../../shared/adapters/dynamo/mail-outbox.ts';
import { createMailTokenStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import { createOwnerRows } from '../../shared/adapters/dynamo/owner-rows.ts';
import { createPostStore } from '../../shared/adapters/dynamo/post-store.ts';
import { createRemovalStore } from '../../shared/adapters/dynamo/removal-store.ts';
import { openTable, type Table } from '../../shared/adapters/dynamo/table.ts';
import { createTransferStore } from '../../shared/adapters/dynamo/transfer-store.ts';
import { createUnsubscribeLinks } from '../../shared/adapters/dynamo/unsubscribe-links.ts';
import { createVideoStore } from '../../shared/adapters/dynamo/video-store.ts';
import { createWorkIndex } from '../../shared/adapters/dynamo/work-index.ts';
import { createKmsTokenVault } from '../../shared/adapters/kms/kms-token-vault.ts';
import { createS3MediaStore } from '../../shared/adapters/s3/s3-media-store.ts';
import { createS3ObjectListing } from '../../shared/adapters/s3/s3-object-listing.ts';
import { createPostSchedules } from '../../shared/adapters/scheduler/post-schedules.ts';
import { createScheduleRemoval } from '../../shared/adapters/scheduler/schedule-removal.ts';
import { createPlatformSecrets } from '../../shared/adapters/secrets/platform-secrets.ts';
import { readEnv, readPublishQueueArns } from '../../shared/config/env.ts';
import { contract } from '../../shared/contract/contract.ts';
import { type Clock, systemClock } from '../../shared/domain/clock.ts';
import { hashOfSecret } from '../../shared/domain/hash-of-secret.ts';
import { toAddressOwner } from '../../shared/domain/mail/plan-mail.ts';
import { openOAuthProvider } from '../../shared/platforms/oauth-providers.ts';
import { platformRules } from '../../shared/platforms/rules.ts';
import type { RemovalDeps } from '../../shared/removal/removal-deps.ts';
import { removalLeaseMs, workOnRemoval } from '../../shared/removal/removal-worker.ts';
import { type ApiWorld, startApiWorld } from '../fuzz/support/api-world.ts';
import { createPerson } from '../fuzz/support/person.ts';
import { buildItem, buildTransfer } from '../transfers/support/build-transfer.ts';
import { createDeaths, Died } from './support/dying.ts';

const day = 24 * 3600_000;
let world: ApiWorld;
let table: Table;
let clock: Clock;
let ahead = 0;

beforeAll(async () => {
  world = await startApiWorld();
  table = openTable(readEnv('TABLE_NAME').TABLE_NAME);
  clock = { ...systemClock, now: () => Date.now() + ahead };
  // The first look into the cache waits for its connection, and on a busy machine gives up.
  const isUp = async () => (await world.call(contract.logout, { session: 'nobody' })).statusCode < 500;
  while (!(await isUp()));
}, 60_000);
afterAll(async () => {
  table.client.destroy();
  await world.close();
});

const password = 'kQ7#wZ1! and more';

/** A user with everything that can be had, and with rows that are found by secrets alone. */
async function somebody(account: string) {
  const { userId, session } = await createPerson(world, account);
  const { email } = JSON.parse((await world.call(contract.me, { session })).body).user;
  const { videoId } = await firstVideo(session);
  await planAll(userId);
  const now = Date.now();
  const link = { userId, email, validUntil: now + day };
  await createMailTokenStore(table, 'reset_password').put(randomUUID(), link);
  await createUnsubscribeLinks(table).put(randomUUID(), userId, now);
  const drive = {
    userId,
    connectionId: 'drive-1',
    kind: 'source',
    email,
    createdAt: now,
    validUntil: now + day,
  } as const;
  await createDriveSessionStore(table).add({ ...drive, tokenHash: hashOfSecret(randomUUID()) });
  await createCopyRecords(table).put({ ownerId: userId, folderId: 'folder' }, 'source', 'made');
  const transferId = `01JD${userId.slice(-22)}`;
  await createTransferStore(table).create(buildTransfer({ ownerId: userId, transferId }));
  for (const seq of [0, 1, 2]) {
    const item = buildItem({ transferId, seq });
    const Item = { ...driveKeyOf.transferItem(transferId, item.itemId), ...item };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
  }
  return { userId, session, email, transferId, videoId };
}

/** Gives every post a time and an entry in the scheduler. */
async function planAll(userId: string): Promise<void> {
  const env = readEnv('SCHEDULE_GROUP', 'SCHEDULE_ROLE_ARN', 'SCHEDULE_DLQ_ARN');
  const { SCHEDULE_GROUP: group, SCHEDULE_ROLE_ARN: roleArn, SCHEDULE_DLQ_ARN: deadLetterArn } = env;
  const schedules = createPostSchedules({ group, roleArn, deadLetterArn, queueArns: readPublishQueueArns() });
  const posts = createPostStore(table);
  const dueAt = Date.now() + 3 * day;
  for (const post of await posts.listOfOwner(userId)) {
    const change = { state: 'scheduled', dueAt, notBefore: dueAt } as const;
    const planned = await posts.transition(post, ['queued'], change, Date.now());
    if (!planned) throw new Error('A post could not be planned.');
    await schedules.put(planned);
  }
}

async function firstVideo(session: string): Promise<{ videoId: string }> {
  const [video] = JSON.parse((await world.call(contract.listVideos, { session })).body);
  return { videoId: String(video.id) };
}

function buildDeps(on: Table): RemovalDeps {
  const secrets = createPlatformSecrets(readEnv('PLATFORM_SECRETS_PARAMETER').PLATFORM_SECRETS_PARAMETER);
  const bucket = readEnv('VIDEOS_BUCKET').VIDEOS_BUCKET;
  return {
    removals: createRemovalStore(on),
    rows: createOwnerRows(on),
    posts: createPostStore(on),
    rules: platformRules,
    schedules: createScheduleRemoval(readEnv('SCHEDULE_GROUP').SCHEDULE_GROUP),
    hints: { send: async () => undefined },
    transfers: createTransferStore(on),
    connections: createConnectionStore(on),
    accounts: createDriveAccountStore(on),
    vault: createKmsTokenVault(readEnv('TOKEN_KEY_ID').TOKEN_KEY_ID),
    providerOf: ({ platform, variant }) => openOAuthProvider(secrets, platform, variant),
    driveOAuth: { revoke: async () => undefined },
    videos: createVideoStore(on),
    media: createS3MediaStore(bucket),
    listing: createS3ObjectListing(bucket, 100),
    clock,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  };
}

async function close(session: string): Promise<string> {
  const answer = await world.call(contract.deleteAccount, { session }, { body: JSON.stringify({ password }) });
  expect(answer.statusCode).toBe(202);
  return JSON.parse(answer.body).receipt;
}

/** Works on a removal until there is a receipt, as hints and the sweeper would have it. @returns how often it died */
async function workToTheEnd(deps: RemovalDeps, receiptId: string): Promise<number> {
  let deaths = 0;
  for (let turn = 0; turn < 2000; turn += 1) {
    await workOnRemoval(deps, receiptId, clock.now() + 100_000).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error;
      deaths += 1;
    });
    if ((await receiptOf(receiptId))?.kind === 'receipt') return deaths;
    ahead += removalLeaseMs + 1000;
  }
  throw new Error('This removal never ends.');
}

const receiptOf = async (receiptId: string) =>
  (await world.scan()).find(({ pk }) => pk === `REMOVAL#${receiptId}`) as Record<string, unknown> | undefined;

/** Rows in which something of the user stands, but for the mail with the receipt, which goes when it is sent. */
async function rowsWith(...words: string[]) {
  const rows = (await world.scan()).filter(({ mail }) => Object(mail).kind !== 'account_deleted');
  return rows.filter((row) => words.some((word) => JSON.stringify(row).includes(word)));
}

async function objectsOf(userId: string): Promise<unknown[]> {
  const s3 = new S3Client({
    region: 'us-east-1',
    endpoint: process.env.AWS_ENDPOINT_URL_S3 ?? '',
    forcePathStyle: true,
  });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'videos', Prefix: `videos/${userId}/` }));
  return Contents;
}

async function schedulesOf(videoId: string): Promise<unknown[]> {
  const { Schedules = [] } = await new SchedulerClient({}).send(new ListSchedulesCommand({ NamePrefix: videoId }));
  return Schedules;
}

/** Tokens of every connection, to try them at the platforms afterwards. */
async function grantsOf(userId: string) {
  const deps = buildDeps(table);
  const secrets = createPlatformSecrets(readEnv('PLATFORM_SECRETS_PARAMETER').PLATFORM_SECRETS_PARAMETER);
  const connections = await deps.connections.list(userId);
  return Promise.all(
    connections.map(async ({ connectionId, platform, variant, tokens }) => {
      const { accessToken, refreshToken } = await deps.vault.open({ userId, connectionId }, tokens);
      const provider = openOAuthProvider(secrets, platform, variant);
      return {
        platform,
        look: () => provider.fetchAccount(accessToken),
        refresh: () => provider.refresh(refreshToken ?? ''),
      };
    }),
  );
}

describe('an account that is closed', () => {
  it('leaves nothing, although its worker dies before and after every single step', async () => {
    const { userId, session, email, transferId, videoId } = await somebody('ada');
    const other = await somebody('ben');
    const before = (await rowsWith(other.userId)).length;
    const grants = await grantsOf(userId);
    expect(grants.map(({ platform }) => platform).sort()).toEqual(['instagram', 'tiktok', 'youtube']);
    for (const { look } of grants) await expect(look()).resolves.toBeDefined();
    expect(await objectsOf(userId)).not.toEqual([]);
    expect(await schedulesOf(videoId)).not.toEqual([]);

    const receiptId = await close(session);
    const deaths = createDeaths();
    const dying = openTable(table.name);
    deaths.client(dying.client);
    const plain = buildDeps(dying);
    const died = await workToTheEnd(
      {
        ...plain,
        schedules: deaths.port('schedules', plain.schedules),
        media: deaths.port('media', plain.media),
        listing: deaths.port('listing', plain.listing),
        hints: deaths.port('hints', plain.hints),
      },
      receiptId,
    );
    dying.client.destroy();
    expect(died).toBeGreaterThan(20);

    expect(await rowsWith(userId, email, transferId, videoId)).toEqual([]);
    expect(await objectsOf(userId)).toEqual([]);
    expect(await schedulesOf(videoId)).toEqual([]);
    // Instagram's own login has no call that ends a grant.
    const ended = grants.filter(({ platform }) => platform !== 'instagram');
    for (const { look } of ended) await expect(look()).rejects.toThrow();
    const receipt = await receiptOf(receiptId);
    expect(receipt).toMatchObject({ counts: { videos: 1, connections: 3, posts: 3, transfers: 1 } });
    expect(JSON.stringify(receipt)).not.toContain(email);
    expect(Number(receipt?.expiresAt)).toBeGreaterThan((clock.now() + 399 * day) / 1000);
    expect((await rowsWith(other.userId)).length).toBe(before);
    const again = await world.call(contract.register, {}, { body: JSON.stringify({ email, password }) });
    expect(again.statusCode).toBe(201);
  }, 300_000);

  it('is found by the sweeper as soon as it is closed, and has a receipt sent to where the mails went', async () => {
    const { session, email } = await somebody('ben');
    const askedFrom = Date.now();
    const receiptId = await close(session);
    const index = createWorkIndex(table);
    const due = (await Promise.all(index.shards.map((shard) => index.listDue(shard, clock.now())))).flatMap(
      (page) => page.due,
    );
    const [found] = due.filter((work) => work.kind === 'removal' && work.receiptId === receiptId);
    // How long it waits is counted from the order.
    expect(found).toMatchObject({ notBefore: expect.any(Number), lookAt: expect.any(Number) });
    expect(found && 'notBefore' in found ? found.notBefore : 0).toBeGreaterThanOrEqual(askedFrom);
    await workToTheEnd(buildDeps(table), receiptId);
    const mails = (await world.scan()).map(({ mail }) => Object(mail)).filter(({ kind }) => kind === 'account_deleted');
    expect(mails).toContainEqual({
      kind: 'account_deleted',
      to: email,
      receipt: { receiptId, removedAt: expect.any(Number), counts: expect.any(Object) },
    });
  }, 120_000);

  it('leaves alone what the next account of the address is sent, and the receipt of the one before', async () => {
    const { session, email } = await somebody('ben');
    const mails = createMailOutbox(table, clock, () => randomUUID());
    const receipt = { receiptId: 'earlier', removedAt: 1, counts: {} };
    await mails.add({ kind: 'account_deleted', to: email, receipt });
    const before = createMailOutbox(table, { ...clock, now: () => 1 }, () => 'before');
    await before.add({ kind: 'reset_password', email });
    const receiptId = await close(session);
    await mails.add({ kind: 'reset_password', email });
    await workToTheEnd(buildDeps(table), receiptId);
    const under = (await world.scan()).filter(({ ownerId }) => ownerId === toAddressOwner(email));
    const left = under.map(({ mail, mailId }) => [Object(mail).kind, Object(mail).receipt?.receiptId ?? mailId]);
    expect(left).toHaveLength(3);
    expect(left).toEqual(
      expect.arrayContaining([
        ['account_deleted', 'earlier'],
        ['account_deleted', receiptId],
        ['reset_password', expect.not.stringMatching('before')],
      ]),
    );
  }, 120_000);

  it('is noticed by a worker that holds one of its posts, and waited for', async () => {
    const { userId, session } = await somebody('dana');
    const posts = createPostStore(table);
    const [post] = await posts.listOfOwner(userId);
    if (!post) throw new Error('no post');
    await posts.transition(post, ['scheduled'], { state: 'queued', notBefore: clock.now() - 1 }, clock.now());
    const claim = await posts.claim(post, { now: clock.now(), leaseMs: 30_000 });
    if (claim.outcome !== 'claimed') throw new Error('not claimed');
    const receiptId = await close(session);
    await workOnRemoval(buildDeps(table), receiptId, clock.now() + 100_000);
    await expect(posts.save(claim.post, { state: 'uploading', checkpoint: { at: 1 } }, clock.now())).rejects.toThrow();
    await workToTheEnd(buildDeps(table), receiptId);
    expect(await rowsWith(userId)).toEqual([]);
  }, 120_000);

  it('is looked at again for what was written while it went', async () => {
    const { userId, session, email } = await somebody('dana');
    const receiptId = await close(session);
    const deps = buildDeps(table);
    for (let turn = 0; turn < 5; turn += 1) {
      await workOnRemoval(deps, receiptId, clock.now() + 100_000);
      ahead += 20_000;
    }
    const late = { pk: `OWNER#${userId}`, sk: 'EVENT#late', email };
    await table.client.send(new PutCommand({ TableName: table.name, Item: late }));
    await workToTheEnd(deps, receiptId);
    expect(await rowsWith(userId, email)).toEqual([]);
  }, 120_000);
});
