import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client, type S3ClientConfig, S3ServiceException } from '@aws-sdk/client-s3';
import { type S3Options, type S3Server, startS3 } from '../../local/cloud/s3/start-s3.ts';

export const credentials = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
export const mebibyte = 1024 * 1024;
export const bucket = 'test-bucket';

const ignore = () => undefined;
/** The SDK prints advice on standard error otherwise. */
const silent = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

export type Notification = { targetArn: string; body: string };

/** A running server with a client, a bucket and the notifications it has sent. */
export type S3Harness = {
  server: S3Server;
  client: S3Client;
  dataDir: string;
  notifications: Notification[];
  /** The files of bodies that are there. */
  blobFiles(): string[];
  stop(): Promise<void>;
};

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hopper-s3-'));
}

export function buildClient(url: string, config: S3ClientConfig = {}): S3Client {
  return new S3Client({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1, logger: silent, ...config });
}

export async function startHarness(options: Partial<S3Options> = {}): Promise<S3Harness> {
  const dataDir = options.dataDir ?? makeFolder();
  const notifications: Notification[] = [];
  const notify = async (notification: Notification) => {
    notifications.push(notification);
  };
  const server = await startS3({ port: 0, dataDir, credentials, notify, ...options });
  const client = buildClient(server.url);
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  return {
    server,
    client,
    dataDir,
    notifications,
    blobFiles: () => readdirSync(join(dataDir, 'blobs')),
    stop: async () => {
      client.destroy();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The error code and status of a call that must fail. */
export async function errorOf(call: Promise<unknown>): Promise<{ code: string; status: number | undefined }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof S3ServiceException) return { code: error.name, status: error.$metadata.httpStatusCode };
    throw error;
  }
  throw new Error('The call did not fail.');
}

export type RawAnswer = { status: number; headers: IncomingHttpHeaders; body: Buffer; code: string | undefined };

/** A request as a browser or any other client without an SDK makes it. */
export function send(
  method: string,
  url: string,
  headers: Record<string, string | number> = {},
  body?: Buffer | string,
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf('/', 'http://'.length)); // not URL.pathname, which would normalise it
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const { statusCode: status = 0, headers: received } = response;
        const code = status < 400 ? undefined : /<Error><Code>(\w+)<\/Code>/.exec(bytes.toString())?.[1];
        resolve({ status, headers: received, body: bytes, code });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Bytes that differ from place to place, the same for the same seed. */
export function pattern(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let at = 0; at + 4 <= length; at += 4) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes.writeUInt32LE(state, at);
  }
  return bytes;
}

/** Waits for something that happens in the background, such as the removal of files; the test's time limit ends it. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
