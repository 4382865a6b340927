import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ulid } from 'ulid';
import { createMailOutbox } from '../../shared/adapters/dynamo/mail-outbox.ts';
import type { Table } from '../../shared/adapters/dynamo/table.ts';
import { createUnsubscribeLinks } from '../../shared/adapters/dynamo/unsubscribe-links.ts';
import { createUserStore } from '../../shared/adapters/dynamo/user-store.ts';
import { systemClock } from '../../shared/domain/clock.ts';
import type { NewMail } from '../../shared/domain/mail/new-mail.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { waitForMail } from '../support/local-mail.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { invokeFunction, openStackTable } from '../support/stack-clients.ts';
import { openPage, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const name = hasBrowser ? 'links in mails' : 'links in mails (LEFT OUT: no Chromium on this machine)';
const email = 'greta@example.com';

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let table: Table;
  let page: Page;
  let problems: string[];
  let userId: string;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    table = await openStackTable(stack);
    ({ page, problems } = await openPage(browser));
    await registerThrough(page, stack.url, email);
    userId = (await createUserStore(table).findCredentials(email))?.userId ?? '';
  }, 120_000);
  afterAll(async () => {
    table?.client.destroy();
    await browser?.close();
    await stack?.stop();
  }, 30_000);

  /** Orders a mail and opens it as a person would: in the list of what was sent. */
  async function openLink(subject: string, label: string): Promise<void> {
    await invokeFunction(stack, 'sweeper');
    const { messageId } = await waitForMail(stack.url, email, subject);
    await page.goto(`${stack.url}/_local/mail/${messageId}/html`);
    await page.getByRole('link', { name: label }).click();
  }
  const order = (mail: NewMail) => createMailOutbox(table, systemClock, () => ulid()).add(mail);

  it('an address is proved by a press, not by opening the link', async () => {
    await page.goto(`${stack.url}/account`);
    await page.getByText(`Nobody has confirmed ${email} yet.`).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await order({ kind: 'verify_email', userId, email });
    await openLink('Confirm your e-mail address', 'Confirm address');
    await page.getByRole('heading', { name: 'Confirm your address' }).waitFor();
    expect(page.url()).toBe(`${stack.url}/confirm-email`);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Confirm address' }).click();
    await page.getByText(`${email} is confirmed.`).waitFor();
    await page.goto(`${stack.url}/account`);
    await page.getByRole('switch', { name: 'A post has failed' }).waitFor();
    expect(await page.getByText('Nobody has confirmed').count()).toBe(0);
  }, 90_000);

  it('what one is told of is switched off and on', async () => {
    const failed = page.getByRole('switch', { name: 'A post has failed' });
    const stored = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
    await failed.uncheck();
    await stored;
    await page.reload();
    await failed.waitFor();
    expect(await failed.isChecked()).toBe(false);
    await failed.check();
  }, 60_000);

  it('a link ends mails, once it is pressed', async () => {
    await createUnsubscribeLinks(table).put('secret-of-greta', userId, Date.now());
    await page.goto(`${stack.url}/api/account/unsubscribe?token=secret-of-greta`);
    await page.getByRole('heading', { name: 'No more mails?' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'End these mails' }).click();
    await page.getByText('No such mail comes any more.').waitFor();
    await page.goto(`${stack.url}/account`);
    const failed = page.getByRole('switch', { name: 'A post has failed' });
    await failed.waitFor();
    expect(await failed.isChecked()).toBe(false);
  }, 60_000);

  it('a new password is set, and the old one opens nothing any more', async () => {
    await page.goto(`${stack.url}/forgotten-password`);
    await page.getByLabel('E-mail').fill(email);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send the mail' }).click();
    await page.getByText('Look into your mailbox').waitFor();
    await openLink('Set a new password', 'Choose a new password');
    await page.getByRole('heading', { name: 'Choose a new password' }).waitFor();
    expect(page.url()).toBe(`${stack.url}/reset-password`);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('Password', { exact: true }).fill('another horse battery');
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Your new password is set').waitFor();
    await page.getByRole('link', { name: 'Go to Hopper' }).click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('another horse battery');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('navigation').waitFor();
  }, 90_000);

  it('a link that was cut off says so', async () => {
    await page.goto(`${stack.url}/reset-password`);
    await page.getByText('This link is not complete.').waitFor();
    expect(problems).toEqual([]);
  }, 30_000);
});
