import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { listenLocally, type RunningServer } from '../../local/cloud/processes/listen-locally.ts';
import { createMailHints } from '../../shared/adapters/lambda/mail-hints.ts';
import { createRemovalHints } from '../../shared/adapters/lambda/removal-hints.ts';
import { withCorrelation } from '../../shared/domain/watch/correlation.ts';

let lambda: RunningServer;
const calls: unknown[] = [];
beforeAll(async () => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const type = request.headers['x-amz-invocation-type'];
    calls.push([request.url, type, JSON.parse(Buffer.concat(chunks).toString('utf8'))]);
    response.writeHead(202).end();
  });
  lambda = await listenLocally(server, 0);
  Object.assign(process.env, {
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local-secret-key',
    AWS_ENDPOINT_URL_LAMBDA: lambda.url,
  });
});
afterAll(() => lambda.close());

const urlOf = (name: string) => `/2015-03-31/functions/${name}/invocations`;

it('hints at mails with one event that nobody waits for', async () => {
  const mails = [
    { ownerId: 'ada', mailId: '1', secret: 'never sent' },
    { ownerId: 'bob', mailId: '2' },
  ];
  await createMailHints('the-mailer').send(mails);
  const named = mails.map(({ ownerId, mailId }) => ({ ownerId, mailId }));
  expect(calls).toEqual([[urlOf('the-mailer'), 'Event', { mails: named }]]);
});

it('hints at a removal in the name of its request', async () => {
  await withCorrelation('request', () => createRemovalHints('the-worker').send('receipt'));
  expect(calls.at(-1)).toEqual([urlOf('the-worker'), 'Event', { receiptId: 'receipt', correlationId: 'request' }]);
});
