import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fault } from '../../local/cloud/s3/faults.ts';
import {
  bucket,
  buildClient,
  errorOf,
  mebibyte,
  pattern,
  type S3Harness,
  send,
  startHarness,
  until,
} from './s3-harness.ts';

let s3: S3Harness;
/** Faults for the next requests, in order. */
const queue: Fault[] = [];
const seen: { operation: string; bucket: string; key: string }[] = [];
beforeAll(async () => {
  s3 = await startHarness({
    faults: (request) => {
      seen.push(request);
      return queue.shift();
    },
  });
});
afterAll(() => s3.stop());
beforeEach(async () => {
  queue.length = 0;
  await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'old' }));
  seen.length = 0;
});

const put = (client = s3.client) => client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'newer' }));
const size = async () => (await s3.client.send(new HeadObjectCommand({ Bucket: bucket, Key: 'k' }))).ContentLength;

describe('an injected fault', () => {
  it('is asked for once per request, with what it is about', async () => {
    await put();
    expect(seen).toEqual([{ operation: 'PutObject', bucket, key: 'k' }]);
  });

  it('503 is SlowDown and changes nothing', async () => {
    queue.push({ status: 503 });
    expect(await errorOf(put())).toEqual({ code: 'SlowDown', status: 503 });
    expect(await size()).toBe(3);
  });

  it('any other status is answered as such', async () => {
    queue.push({ status: 500 }, { status: 429 });
    expect(await errorOf(put())).toEqual({ code: 'InternalError', status: 500 });
    expect((await errorOf(put())).status).toBe(429);
  });

  it('a status after the effect hides that it happened', async () => {
    queue.push({ status: 500, afterEffect: true });
    expect((await errorOf(put())).status).toBe(500);
    expect(await size()).toBe(5);
  });

  it('is survived by a client that tries again', async () => {
    const client = buildClient(s3.server.url, { maxAttempts: 3 });
    queue.push({ status: 503 }, { dropConnection: 'before' });
    await put(client);
    expect(await size()).toBe(5);
    client.destroy();
  });

  it('cuts the connection before anything happens', async () => {
    queue.push({ dropConnection: 'before' });
    await expect(put()).rejects.not.toBeInstanceOf(S3ServiceException);
    expect(await size()).toBe(3);
  });

  it('cuts the connection after it happened', async () => {
    queue.push({ dropConnection: 'after' });
    await expect(put()).rejects.not.toBeInstanceOf(S3ServiceException);
    expect(await size()).toBe(5);
  });

  it('cuts a download in the middle', async () => {
    const body = pattern(4 * mebibyte);
    await s3.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'large', Body: body }));
    queue.push({ dropConnection: 'after' });
    const url = await getSignedUrl(s3.client, new GetObjectCommand({ Bucket: bucket, Key: 'large' }));
    await expect(send('GET', url)).rejects.toThrow(/aborted|hang up|ECONNRESET/);
    expect((await send('GET', url)).body.equals(body)).toBe(true);
  });

  it('delays one request while others are answered', async () => {
    queue.push({ delayMs: 300 });
    const order: string[] = [];
    const slow = put().then(() => order.push('put'));
    await until(() => seen.length === 1);
    expect(await size()).toBe(3);
    order.push('head');
    await slow;
    expect(order).toEqual(['head', 'put']);
  });
});

it('a delay does not hold up the closing of the server', async () => {
  const entered = Promise.withResolvers<void>();
  const other = await startHarness({
    faults: ({ operation }) => {
      if (operation !== 'PutObject') return undefined;
      entered.resolve();
      return { delayMs: 3_600_000 };
    },
  });
  const waiting = other.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x' })).catch(() => 'cut');
  await entered.promise;
  await other.stop();
  expect(await waiting).toBe('cut');
});
