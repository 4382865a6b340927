import { fileURLToPath } from 'node:url';
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setFields } from '../../shared/adapters/dynamo/table.ts';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { listMails, waitForMail } from '../support/local-mail.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { invokeFunction, openStackTable } from '../support/stack-clients.ts';
import { waitUntil } from '../support/wait-until.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const subject = 'Set a new password';

let stack: Stack;
let user: HopperUser;
beforeAll(async () => {
  stack = await startStack();
  user = await registerUser(stack.url);
}, 120_000);
afterAll(() => stack?.stop(), 30_000);

const listSubjects = async () => (await listMails(stack.url, user.email)).map((mail) => mail.subject);

it('a mail whose event was taken and lost is sent by the next hint of the sweeper', async () => {
  await stack.faults([{ service: 'lambda', operation: 'Invoke', kind: 'lose' }]);
  await user.client.forgotPassword({ body: { email: user.email } });
  expect(await listSubjects()).not.toContain(subject);
  await endGrace();
  await invokeFunction(stack, 'sweeper');
  await waitForMail(stack.url, user.email, subject);
}, 120_000);

/** The half minute is over that belongs to the event. */
async function endGrace(): Promise<void> {
  const table = await openStackTable(stack);
  try {
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const [row] = Items.filter(({ kind, mail }) => kind === 'mail' && mail.kind === 'reset_password');
    const Key = { pk: row?.pk, sk: row?.sk };
    const change = setFields({ workAt: new Date().toISOString() });
    await table.client.send(new UpdateCommand({ TableName: table.name, Key, ...change }));
  } finally {
    table.client.destroy();
  }
}

it('an arrival that could not be looked into outlives kill -9, and is looked into by the next process', async () => {
  // The first look at it belongs to the upload.
  await stack.faults([{ service: 's3', operation: 'GetObject', kind: 'status', status: 500, step: 2, count: null }]);
  const { id } = await user.upload(clip, 'arrived.mp4');
  await waitUntil(() => stack.output().includes('hopper-local-media-probe failed'));
  expect((await user.waitFor(id, () => true)).media).toBeNull();
  // The next try is a minute away.
  await stack.faults([]);
  await stack.kill9();
  await stack.start();
  const { media } = await user.waitFor(id, (video) => video.media !== null, 30);
  expect(media).toMatchObject({ duration_seconds: 4 });
}, 240_000);
