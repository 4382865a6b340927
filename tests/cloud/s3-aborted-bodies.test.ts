import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import {
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bucket, errorOf, mebibyte, pattern, type S3Harness, send, startHarness, until } from './s3-harness.ts';

let s3: S3Harness;
const body = pattern(4 * mebibyte);
beforeAll(async () => {
  s3 = await startHarness();
});
afterAll(() => s3.stop());

/** Sends a part of a body, waits until it is being stored, and leaves. */
async function leaveInTheMiddle(url: string): Promise<void> {
  const files = s3.blobFiles().length;
  const sent = request(url, { method: 'PUT', headers: { 'content-length': body.length } });
  sent.on('error', () => undefined);
  sent.write(body.subarray(0, 3 * mebibyte));
  await until(() => s3.blobFiles().length > files);
  sent.destroy();
  await until(() => s3.blobFiles().length === files);
}

describe('a client that leaves in the middle of a body', () => {
  it('leaves nothing behind', async () => {
    const target = { Bucket: bucket, Key: 'left' };
    await leaveInTheMiddle(await getSignedUrl(s3.client, new PutObjectCommand(target)));
    expect(await errorOf(s3.client.send(new HeadObjectCommand(target)))).toMatchObject({ status: 404 });
  });

  it('leaves the object that was there', async () => {
    const target = { Bucket: bucket, Key: 'kept' };
    await s3.client.send(new PutObjectCommand({ ...target, Body: 'old' }));
    await leaveInTheMiddle(await getSignedUrl(s3.client, new PutObjectCommand(target)));
    const { Body } = await s3.client.send(new GetObjectCommand(target));
    expect(await Body?.transformToString()).toBe('old');
  });

  it('leaves no part', async () => {
    const target = { Bucket: bucket, Key: 'parts' };
    const { UploadId } = await s3.client.send(new CreateMultipartUploadCommand(target));
    const part = new UploadPartCommand({ ...target, UploadId, PartNumber: 1 });
    await leaveInTheMiddle(await getSignedUrl(s3.client, part));
    expect((await s3.client.send(new ListPartsCommand({ ...target, UploadId }))).Parts).toBeUndefined();
  });
});

describe('a client that leaves in the middle of a download', () => {
  it('does not disturb others, nor keeps the file of a replaced object', async () => {
    const target = { Bucket: bucket, Key: 'download' };
    await s3.client.send(new PutObjectCommand({ ...target, Body: Buffer.concat([body, body, body, body]) }));
    const url = await getSignedUrl(s3.client, new GetObjectCommand(target));
    const leaving = request(url);
    leaving.end();
    const [response] = await once(leaving, 'response');
    await once(response, 'data');
    await s3.client.send(new PutObjectCommand({ ...target, Body: 'new' }));
    const files = s3.blobFiles().length;
    response.on('error', () => undefined);
    leaving.destroy();
    await until(() => s3.blobFiles().length === files - 1);
    expect((await send('GET', url)).body.toString()).toBe('new');
  });
});

describe('an early refusal', () => {
  it('reaches a client that sends its whole body first', async () => {
    const refused = await send('PUT', `${s3.server.url}/${bucket}/anonymous`, { 'content-length': body.length }, body);
    expect([refused.status, refused.code]).toEqual([403, 'AccessDenied']);
  });

  it('leaves the connection usable', async () => {
    const { port } = new URL(s3.server.url);
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    for (let n = 0; n < 2; n++) {
      socket.write(`PUT /${bucket}/anonymous HTTP/1.1\r\nhost: x\r\ncontent-length: 100000\r\n\r\n`);
      socket.write(body.subarray(0, 100_000));
    }
    await until(() => text.split('HTTP/1.1 403').length === 3);
    socket.destroy();
  });

  it('comes before the body when the client asks first', async () => {
    const headers = { 'content-length': body.length, expect: '100-continue' };
    const sent = request(`${s3.server.url}/${bucket}/anonymous`, { method: 'PUT', headers });
    let continued = false;
    sent.on('continue', () => {
      continued = true;
    });
    sent.flushHeaders();
    const [response] = await once(sent, 'response');
    expect([response.statusCode, continued]).toEqual([403, false]);
    sent.destroy();
  });

  it('lets a client that asks first go on when all is well', async () => {
    const url = await getSignedUrl(s3.client, new PutObjectCommand({ Bucket: bucket, Key: 'asked' }));
    const sent = request(url, { method: 'PUT', headers: { 'content-length': 3, expect: '100-continue' } });
    sent.on('continue', () => sent.end('abc'));
    sent.flushHeaders();
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(200);
    response.resume();
  });
});
