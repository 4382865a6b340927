import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import { createMailOutbox } from '../../shared/adapters/dynamo/mail-outbox.ts';
import { createMailTokenStore } from '../../shared/adapters/dynamo/one-time-store.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import type { MailOutbox } from '../../shared/domain/mail/mail-outbox.ts';
import { type HopperUser, registerUser } from '../support/hopper-user.ts';
import { listMails, readToken, waitForMail } from '../support/local-mail.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { invokeFunction, openStackTable } from '../support/stack-clients.ts';

let stack: Stack;
let table: Table;
let outbox: MailOutbox;
let user: HopperUser;
let userId: string;
beforeAll(async () => {
  stack = await startStack();
  table = await openStackTable(stack);
  outbox = createMailOutbox(table, systemClock, () => ulid());
  user = await registerUser(stack.url);
  userId = (await user.client.me()).user?.id ?? '';
}, 120_000);
afterAll(async () => {
  table?.client.destroy();
  await stack?.stop();
}, 30_000);

it('a row becomes a mail with a link that works once', async () => {
  await outbox.add({ kind: 'reset_password', email: user.email });
  await invokeFunction(stack, 'sweeper');
  const mail = await waitForMail(stack.url, user.email, 'Set a new password');
  expect(mail).toMatchObject({ from: 'Hopper <hopper@hopper.test>', to: user.email, fate: 'delivered' });
  expect(mail.text).toContain(`${stack.url}/reset-password#token=`);

  const links = createMailTokenStore(table, 'reset_password');
  expect(await links.take(readToken(mail))).toMatchObject({ userId, email: user.email });
  expect(await links.take(readToken(mail))).toBeUndefined();
}, 60_000);

it('nothing goes to an address that nobody has', async () => {
  const stranger = 'nobody@example.com';
  await outbox.add({ kind: 'reset_password', email: stranger });
  await outbox.add({ kind: 'password_changed', userId });
  await invokeFunction(stack, 'sweeper');
  await waitForMail(stack.url, user.email, 'Your password was changed');
  expect(await listMails(stack.url, stranger)).toEqual([]);
}, 60_000);

it('a browser can read what was sent', async () => {
  const [mail] = await listMails(stack.url, user.email);
  const read = async (path: string) =>
    (await fetch(`${stack.url}/_local/mail${path}`, { headers: { accept: 'text/html' } })).text();
  expect(await read('')).toContain(`<a href="/_local/mail/${mail?.messageId}">`);
  expect(await read(`/${mail?.messageId}`)).toContain(`<a href="${stack.url}/forgotten-password">`);
  expect(await read(`/${mail?.messageId}/html`)).toBe(mail?.html);
}, 30_000);
