import { fileURLToPath } from 'node:url';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { StoredMail } from '../../local/cloud/ses/stored-mail.ts';
import { keyOf } from '../../shared/adapters/dynamo/keys.ts';
import { mailKeyOf } from '../../shared/adapters/dynamo/mail-keys.ts';
import { setFields, type Table } from '../../shared/adapters/dynamo/table.ts';
import { digestKey } from '../../shared/domain/mail/plan-mail.ts';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { waitForMail } from '../support/local-mail.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { invokeFunction, openStackTable } from '../support/stack-clients.ts';
import { waitUntil } from '../support/wait-until.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));

let stack: Stack;
let table: Table;
let user: HopperUser;
let userId: string;
beforeAll(async () => {
  stack = await startStack();
  table = await openStackTable(stack);
  user = await registerUser(stack.url);
  userId = (await user.client.me()).user?.id ?? '';
  await changeRow(keyOf.user(userId), { emailVerifiedAt: Date.now() });
  await user.connect('youtube');
}, 120_000);
afterAll(async () => {
  table?.client.destroy();
  await stack?.stop();
}, 30_000);

async function changeRow(Key: { pk: string; sk: string }, fields: Record<string, unknown>) {
  await table.client.send(new UpdateCommand({ TableName: table.name, Key, ...setFields(fields) }));
}

/** Five minutes are over. */
async function makeDue() {
  const Key = mailKeyOf.mail(digestKey(userId));
  await waitUntil(
    async () => (await table.client.send(new GetCommand({ TableName: table.name, Key }))).Item !== undefined,
  );
  await changeRow(Key, { dueAt: Date.now(), workAt: new Date().toISOString() });
}

let mail: StoredMail;

it('a post that the platform refuses is told of by mail', async () => {
  await stack.faults([{ platform: 'youtube', operation: 'videos.insert', kind: 'status', status: 400, count: null }]);
  const { id } = await user.upload(clip, 'refused.mp4');
  await user.client.postVideos({ body: { video_ids: [id], mode: 'immediate' } });
  const { posts } = await user.waitFor(id, ({ status }) => status === 'failed');
  await makeDue();
  await invokeFunction(stack, 'sweeper');
  mail = await waitForMail(stack.url, user.email, 'refused.mp4 was not posted to YouTube');
  expect(mail.text).toContain(`YouTube, refused.mp4: ${posts[0]?.error?.message}`);
  expect(mail.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
}, 120_000);

it('one click in the mail program ends such mails, and the account page can begin them again', async () => {
  const url = (mail.headers['List-Unsubscribe'] ?? '').slice(1, -1);
  expect(await user.client.getNotifications()).toMatchObject({ email: user.email, post_failed: true });

  const looked = await fetch(url, { redirect: 'manual' });
  expect(looked.headers.get('location')).toMatch(new RegExp(`^${stack.url}/unsubscribe#token=`));
  expect(await user.client.getNotifications()).toMatchObject({ post_failed: true });

  // As RFC 8058 has it: a form, no cookie.
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
  const none = { post_failed: false, needs_check: false, needs_reconnect: false };
  expect(await user.client.getNotifications()).toMatchObject(none);

  const wanted = { post_failed: false, needs_check: true, needs_reconnect: true };
  expect(await user.client.setNotifications({ body: wanted })).toMatchObject(wanted);
  expect(await user.client.getNotifications()).toMatchObject(wanted);
}, 30_000);

it('a link that was made up ends nothing', async () => {
  const answer = await fetch(`${stack.url}/api/account/unsubscribe?token=made-up`, { method: 'POST' });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: 'invalid_link' } });
});
