import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import * as z from 'zod';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { listMails, waitForMail } from '../support/local-mail.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { invokeFunction } from '../support/stack-clients.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openPage, password, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const name = hasBrowser ? 'the account page' : 'the account page (LEFT OUT: no Chromium on this machine)';
const [oldEmail, newEmail, newPassword] = ['helga@example.com', 'helga@example.org', 'another horse battery'];
const clip = await readFile(new URL('../../local/platforms/google-drive/demo/sunrise.mp4', import.meta.url));
const ExportFile = z.object({
  items: z.array(
    z.looseObject({ kind: z.string(), data: z.looseObject({}), file: z.object({ url: z.string() }).nullable() }),
  ),
});

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    ({ page, problems } = await openPage(browser));
    await registerThrough(page, stack.url, oldEmail);
    await page.setInputFiles('[data-files]', { name: 'sunrise.mp4', mimeType: 'video/mp4', buffer: clip });
    await page.getByText('sunrise.mp4 is here.').waitFor();
    await page.goto(`${stack.url}/account`);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  }, 30_000);

  async function signIn(where: Page, email: string, secret: string): Promise<void> {
    await where.getByLabel('E-mail').fill(email);
    await where.getByLabel('Password', { exact: true }).fill(secret);
    await where.getByRole('button', { name: 'Log in' }).click();
  }
  /** Another browser that is signed in. */
  async function openElsewhere(email: string, secret: string): Promise<Page> {
    const { page: other } = await openPage(browser);
    await other.goto(`${stack.url}/account`);
    await signIn(other, email, secret);
    await other.getByText('This browser').waitFor();
    return other;
  }

  it('says that nobody has proved the address, and sends the mail again', async () => {
    await page.getByText(`Nobody has confirmed ${oldEmail} yet.`).waitFor();
    await page.getByText('Account created').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await invokeFunction(stack, 'sweeper');
    await waitForMail(stack.url, oldEmail, 'Confirm your e-mail address');
    await page.getByRole('button', { name: 'Send the mail again' }).click();
    await page.getByText('The mail is on its way.').waitFor();
    await waitUntil(
      async () => (await listMails(stack.url, oldEmail)).length === 2,
      () => 'the mail again',
    );
  }, 60_000);

  it('changes the password, and ends what is open elsewhere', async () => {
    const other = await openElsewhere(oldEmail, password);
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('What it is for').fill('Nightly');
    await page.getByLabel('See videos and posts').check();
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Change the password' }).click();
    const [current, next] = [page.getByLabel('Current password'), page.getByLabel('New password')];
    expect(await current.getAttribute('autocomplete')).toBe('current-password');
    expect(await next.getAttribute('autocomplete')).toBe('new-password');
    expect(await page.locator('input[autocomplete=username]').inputValue()).toBe(oldEmail);

    await current.fill('not the password');
    await next.fill('not the password');
    await page.getByText('This is the password that you have.').waitFor();
    await next.fill('12345678');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This is not your current password.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await current.fill(password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This password is one of the first that are guessed.').waitFor();
    await next.fill(newPassword);
    await page.getByLabel('End all API tokens, too').check();
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your new password is set, and one other session and one API token ended.').waitFor();
    await page.getByText('No tokens yet.').waitFor();
    await page.getByText('API tokens ended with the password').waitFor();

    await other.reload();
    await signIn(other, oldEmail, password);
    await other.getByText('E-mail or password is wrong.').waitFor();
    await signIn(other, oldEmail, newPassword);
    await other.getByText('This browser').waitFor();
    await other.context().close();
  }, 90_000);

  it('moves to another address when the link in the mail there is pressed', async () => {
    const other = await openElsewhere(oldEmail, newPassword);
    await page.getByRole('button', { name: 'Change the e-mail address' }).click();
    await page.getByLabel('New e-mail address').fill(oldEmail);
    await page.getByText('This is the address that you have.').waitFor();
    await page.getByLabel('New e-mail address').fill(newEmail);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Send the mail' }).last().click();
    await page.getByText('The password is wrong.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('Password', { exact: true }).fill(newPassword);
    await page.getByRole('button', { name: 'Send the mail' }).last().click();
    await page.getByText(`A mail is on its way to ${newEmail}.`).waitFor();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText(`Waits for a press on the link in the mail to ${newEmail}.`).waitFor();

    await invokeFunction(stack, 'sweeper');
    const { messageId } = await waitForMail(stack.url, newEmail, 'Confirm your new e-mail address');
    const mail = await page.context().newPage();
    await mail.goto(`${stack.url}/_local/mail/${messageId}/html`);
    await mail.getByRole('link', { name: 'Use this address' }).click();
    await mail.getByRole('button', { name: 'Confirm address' }).click();
    await mail.getByText(`${newEmail} is confirmed.`).waitFor();
    await mail.close();

    await page.reload();
    await page.getByText(newEmail).first().waitFor();
    await page.getByRole('switch', { name: 'A post has failed' }).waitFor();
    expect(await page.getByText(`Nobody has confirmed`).count()).toBe(0);
    await other.reload();
    await other.getByRole('button', { name: 'Log in' }).waitFor();
    await other.context().close();
    await invokeFunction(stack, 'sweeper');
    await waitForMail(stack.url, oldEmail, 'Your e-mail address was changed');
  }, 120_000);

  it('tells what happened, page by page', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ email: newEmail, password: newPassword });
    for (let times = 0; times < 10; times += 1) {
      expect((await fetch(`${stack.url}/api/auth/login`, { method: 'POST', headers, body })).status).toBe(200);
    }
    await page.reload();
    const log = page.getByRole('list', { name: 'Security log' });
    await log.getByText('Signed in').nth(9).waitFor();
    expect(await log.getByRole('listitem').count()).toBe(10);
    await page.getByRole('button', { name: 'Show older' }).click();
    await log.getByText('Account created').waitFor();
    const told = await log.innerText();
    for (const words of ['Password changed', 'Somebody failed to sign in', `${oldEmail} → ${newEmail}`]) {
      expect(told).toContain(words);
    }
    expect(told).toMatch(/Chrome on Linux · [\d.:]+/);
    expect(await findBarriers(page)).toEqual([]);
  }, 90_000);

  it('gives everything that is kept in one file', async () => {
    await page.route('**/api/account/export*', () => {});
    await page.getByRole('button', { name: 'Export my data' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled. Nothing was saved.').waitFor();
    await page.unroute('**/api/account/export*');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export my data' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^hopper-export-\d{4}-\d\d-\d\d\.json$/);
    await page.getByText(/entries \(.*\) saved as hopper-export/).waitFor();
    const text = await readFile(await download.path(), 'utf8');
    const { items } = ExportFile.parse(JSON.parse(text));
    expect(items.find(({ kind }) => kind === 'user')?.data).toMatchObject({ email: newEmail });
    const video = items.find(({ kind }) => kind === 'video');
    expect(JSON.stringify(video?.data)).toContain('sunrise.mp4');
    const bytes = await (await fetch(video?.file?.url ?? '')).arrayBuffer();
    expect(Buffer.from(bytes).equals(clip)).toBe(true);
    expect(text).not.toMatch(/argon2|scrypt|passwordHash/i);
  }, 60_000);

  it('deletes the account only when it is meant, and leads out', async () => {
    await page.getByRole('button', { name: 'Delete my account…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Delete your account?' });
    const submit = dialog.getByRole('button', { name: 'Delete for good' });
    await dialog.getByLabel('Password', { exact: true }).fill('not the password');
    expect(await submit.getAttribute('aria-disabled')).toBe('true');
    await dialog.getByLabel('Type “delete my account”').fill('Delete my account');
    await submit.click();
    await dialog.getByText('The password is wrong.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByLabel('Password', { exact: true }).fill(newPassword);
    await submit.click();

    await page.getByRole('heading', { name: 'Your account is closed' }).waitFor();
    await page.getByText(`a mail goes to ${newEmail}`).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'To the start page' }).click();
    expect(new URL(page.url()).pathname).toBe('/');
    await signIn(page, newEmail, newPassword);
    await page.getByText('E-mail or password is wrong.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([0, 0, '']);
  }, 60_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});
