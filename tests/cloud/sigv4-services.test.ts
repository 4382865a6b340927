import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { SigV4Failure, SigV4Success } from '../../local/cloud/sigv4/sigv4-types.ts';
import { verifySigV4 } from '../../local/cloud/sigv4/verify-sigv4.ts';

const keyPair = { accessKeyId: 'local', secretAccessKey: 'local-secret-key' };
let server: Server;
let endpoint: string;
let service: string;
let verdict: SigV4Success | SigV4Failure;

// Verifies what a real client sends, then answers nonsense: only the signature is of interest.
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const hash = createHash('sha256');
    for await (const chunk of request) hash.update(chunk);
    const { method = '', url = '', headers } = request;
    const seen = { method, url, headers, service, bodySha256: hash.digest('hex') };
    verdict = verifySigV4(seen, { ...keyPair, region: 'us-east-1' }, Date.now());
    response.writeHead(400).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterAll(() => {
  server.close();
});

const config = (secretAccessKey = keyPair.secretAccessKey) => ({
  endpoint,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'local', secretAccessKey, sessionToken: 'a/session+token=' },
});
const message = () => ({ QueueUrl: `${endpoint}/000000000000/jobs`, MessageBody: 'héllo' });

it('accepts SQS', async () => {
  service = 'sqs';
  await new SQSClient(config()).send(new SendMessageCommand(message())).catch(() => undefined);
  expect(verdict).toMatchObject({ ok: true });
});

it('accepts KMS', async () => {
  service = 'kms';
  await new KMSClient(config()).send(new ListKeysCommand({})).catch(() => undefined);
  expect(verdict).toMatchObject({ ok: true });
});

it('accepts a REST path with characters that are encoded twice in the signature', async () => {
  service = 'scheduler';
  const command = new GetScheduleCommand({ Name: "post 1+ü'(2)", GroupName: 'a b&c' });
  await new SchedulerClient(config()).send(command).catch(() => undefined);
  expect(verdict).toMatchObject({ ok: true });
});

it('refuses another secret', async () => {
  service = 'sqs';
  await new SQSClient(config('other')).send(new SendMessageCommand(message())).catch(() => undefined);
  expect(verdict).toMatchObject({ ok: false, reason: 'mismatch' });
});
