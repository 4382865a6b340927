import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetBucketCorsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutBucketCorsCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterEach, describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { startS3 } from '../../local/cloud/s3/start-s3.ts';
import { bucket, buildClient, credentials, makeFolder, mebibyte, pattern, until } from './s3-harness.ts';

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

function newFolder(): string {
  const folder = makeFolder();
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Process = { child: ChildProcess; client: S3Client; delivered: string[]; kill(): Promise<void> };

/** A server in its own process. `mode` says what its queue does: take messages, or let them hang. */
async function startProcess(dataDir: string, mode: 'deliver' | 'hang' = 'deliver'): Promise<Process> {
  const child = fork(new URL('./s3-process.ts', import.meta.url), [dataDir, mode], { execArgv: [] });
  const delivered: string[] = [];
  child.on('message', (message) => {
    const body = z.object({ delivered: z.string() }).safeParse(message).data?.delivered;
    if (body) delivered.push(body);
  });
  let url: string | undefined;
  while (url === undefined) {
    const [message] = await once(child, 'message');
    url = z.object({ url: z.string() }).safeParse(message).data?.url;
  }
  const client = buildClient(url);
  const kill = async () => {
    client.destroy();
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  cleanUps.push(kill);
  return { child, client, delivered, kill };
}

async function read(client: S3Client, Key: string): Promise<Buffer> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

describe('kill -9', () => {
  it('loses nothing that was acknowledged', async () => {
    const dataDir = newFolder();
    const first = await startProcess(dataDir);
    await first.client.send(new CreateBucketCommand({ Bucket: bucket }));
    const CORSRules = [{ AllowedOrigins: ['*'], AllowedMethods: ['GET'] }];
    await first.client.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules } }));
    const body = pattern(3 * mebibyte);
    await first.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'object', Body: body, Metadata: { a: '1' } }));
    const target = { Bucket: bucket, Key: 'open' };
    const { UploadId } = await first.client.send(new CreateMultipartUploadCommand(target));
    const part = { ...target, UploadId, PartNumber: 1, Body: pattern(5 * mebibyte) };
    const { ETag } = await first.client.send(new UploadPartCommand(part));
    await first.kill();

    const { client } = await startProcess(dataDir);
    expect((await read(client, 'object')).equals(body)).toBe(true);
    expect((await client.send(new GetBucketCorsCommand({ Bucket: bucket }))).CORSRules).toEqual(CORSRules);
    const { Parts } = await client.send(new ListPartsCommand({ ...target, UploadId }));
    expect(Parts).toMatchObject([{ PartNumber: 1, ETag, Size: 5 * mebibyte }]);
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const complete = new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload });
    const { ETag: tag } = await client.send(complete);
    expect(tag).toMatch(/-1"$/);
    expect((await read(client, 'open')).equals(part.Body)).toBe(true);
  });

  it('amid many uploads leaves each object whole or absent, and no file too many', async () => {
    const dataDir = newFolder();
    const acknowledged = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const { client, kill } = await startProcess(dataDir);
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
      const before = acknowledged.size;
      const upload = async (lane: number) => {
        for (let n = 0; ; n++) {
          const Key = `${round}-${lane}-${n}`;
          await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: bodyOf(Key) }));
          acknowledged.add(Key);
        }
      };
      const lanes = [1, 2, 3, 4].map((lane) => upload(lane).catch(() => undefined));
      await until(() => acknowledged.size >= before + 10);
      await kill();
      await Promise.all(lanes);
    }
    const { client } = await startProcess(dataDir);
    const { Contents } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
    const keys = (Contents ?? []).map(({ Key = '' }) => Key);
    expect(keys).toEqual(expect.arrayContaining([...acknowledged]));
    for (const key of keys) expect((await read(client, key)).equals(bodyOf(key))).toBe(true);
    expect(readdirSync(join(dataDir, 'blobs'))).toHaveLength(keys.length);
  });

  it('loses no notification', async () => {
    const dataDir = newFolder();
    const first = await startProcess(dataDir, 'hang');
    await first.client.send(new CreateBucketCommand({ Bucket: bucket }));
    const QueueArn = 'arn:aws:sqs:us-east-1:000000000000:probe';
    const configuration = {
      Bucket: bucket,
      NotificationConfiguration: { QueueConfigurations: [{ QueueArn, Events: ['s3:ObjectCreated:*' as const] }] },
      SkipDestinationValidation: true,
    };
    await first.client.send(new PutBucketNotificationConfigurationCommand(configuration));
    for (const Key of ['a', 'b']) await first.client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x' }));
    await first.kill();

    const second = await startProcess(dataDir);
    await until(() => second.delivered.length === 2);
    const keys = second.delivered.map((body) => JSON.parse(body).Records[0].s3.object.key);
    expect(keys.sort()).toEqual(['a', 'b']);
    await second.kill();

    const third = await startProcess(dataDir);
    await third.client.send(new PutObjectCommand({ Bucket: bucket, Key: 'c', Body: 'x' }));
    await until(() => third.delivered.length === 1);
    expect(JSON.parse(third.delivered[0] ?? '').Records[0].s3.object.key).toBe('c');
  });
});

function bodyOf(key: string): Buffer {
  const seed = [...key].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) % 1_000_000;
  return pattern(200_000 + (seed % 400_000), seed);
}

const start = (dataDir: string, port = 0) => startS3({ port, dataDir, credentials, notify: async () => undefined });

describe('a restart', () => {
  it('throws away files that no object needs', async () => {
    const dataDir = newFolder();
    await (await start(dataDir)).close();
    writeFileSync(join(dataDir, 'blobs', 'orphan'), 'left by a crash');
    await (await start(dataDir)).close();
    expect(readdirSync(join(dataDir, 'blobs'))).toEqual([]);
  });

  it('makes the folder when it is missing', async () => {
    const dataDir = join(newFolder(), 'deep', 'down');
    await (await start(dataDir)).close();
    expect(readdirSync(dataDir)).toContain('s3.sqlite');
  });
});

describe('a start is refused with one line', () => {
  it('when the folder holds other files', async () => {
    const dataDir = newFolder();
    writeFileSync(join(dataDir, 'thesis.doc'), 'x');
    await expect(start(dataDir)).rejects.toThrow(`S3 data folder ${dataDir}: it holds other files`);
  });

  it('when it is a file', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, 'x');
    await expect(start(file)).rejects.toThrow('it is not a folder');
  });

  it('when the database is something else', async () => {
    const dataDir = newFolder();
    writeFileSync(join(dataDir, 's3.sqlite'), 'x'.repeat(5000));
    await expect(start(dataDir)).rejects.toThrow('its database is not an SQLite file');
  });

  it('when the database belongs to another program', async () => {
    const dataDir = newFolder();
    const db = new DatabaseSync(join(dataDir, 's3.sqlite'));
    db.exec('CREATE TABLE theirs (x)');
    db.close();
    await expect(start(dataDir)).rejects.toThrow('its database was not made by this server');
  });

  it('when the database is of another version', async () => {
    const dataDir = newFolder();
    await (await start(dataDir)).close();
    const db = new DatabaseSync(join(dataDir, 's3.sqlite'));
    db.exec('PRAGMA user_version = 99');
    db.close();
    await expect(start(dataDir)).rejects.toThrow('its database has version 99, not 1');
  });

  it('when bodies are missing', async () => {
    const dataDir = newFolder();
    const { client, kill } = await startProcess(dataDir);
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'k', Body: 'x' }));
    await kill();
    rmSync(join(dataDir, 'blobs'), { recursive: true });
    mkdirSync(join(dataDir, 'blobs'));
    await expect(start(dataDir)).rejects.toThrow('1 object bodies are missing');
  });

  it('when another server has it open', async () => {
    const dataDir = newFolder();
    const server = await start(dataDir);
    await expect(start(dataDir)).rejects.toThrow('it is in use by another process');
    await server.close();
  });

  it('when the port is taken, and the folder is free again afterwards', async () => {
    const first = await start(newFolder());
    const dataDir = newFolder();
    await expect(start(dataDir, Number(new URL(first.url).port))).rejects.toThrow(/cannot listen on port \d+/);
    await (await start(dataDir)).close();
    await first.close();
  });
});
