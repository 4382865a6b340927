import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openPage, password, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const name = hasBrowser ? 'signing in' : 'signing in (LEFT OUT: no Chromium on this machine)';

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    ({ page, problems } = await openPage(browser));
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  }, 30_000);

  it('says what is wrong with what was typed, where it is wrong', async () => {
    await page.goto(`${stack.url}/account`);
    await page.getByLabel('E-mail').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByLabel('E-mail').fill('nobody@example.com');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();

    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByLabel('E-mail').fill('x@y');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Not a valid e-mail address.').waitFor();
    expect(await page.getByLabel('E-mail').getAttribute('aria-invalid')).toBe('true');
    expect(await findBarriers(page)).toEqual([]);
  }, 60_000);

  it('makes an account, and leads to the page that was asked for', async () => {
    await page.getByLabel('E-mail').fill('anna@example.com');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
    await page.getByText('This browser').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([0, 0, '']);
  }, 60_000);

  it('makes a token that is shown once, and ends it', async () => {
    await page.getByRole('button', { name: 'New token' }).click();
    await page.getByLabel('What it is for').fill('Nightly');
    await page.getByLabel('Add, change and post videos').check();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create token' }).click();
    const token = await page.getByText(/^hop_/).textContent();
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${stack.url}/api/videos`, { headers })).status).toBe(200);
    expect((await fetch(`${stack.url}/api/destinations`, { headers })).status).toBe(403);
    await page.getByRole('button', { name: 'Done' }).click();
    expect(await page.getByText(/^hop_/).count()).toBe(0);

    await page.getByRole('button', { name: 'Delete the token Nightly' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No tokens yet.').waitFor();
    expect((await fetch(`${stack.url}/api/videos`, { headers })).status).toBe(401);
  }, 60_000);

  it('shows where else one is signed in, and ends it there', async () => {
    const other = await openPage(browser);
    await other.page.goto(`${stack.url}/account`);
    await other.page.getByLabel('E-mail').fill('anna@example.com');
    await other.page.getByLabel('Password', { exact: true }).fill(password);
    await other.page.getByRole('button', { name: 'Log in' }).click();
    await other.page.getByText('This browser').waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await page.getByText('One other session ended.').waitFor();
    await other.page.getByRole('button', { name: 'New token' }).click();
    await other.page.getByLabel('What it is for').fill('Typed before the session ended');
    await other.page.getByRole('button', { name: 'Create token' }).click();

    // In front of the page, with what was typed still behind it.
    const renewal = other.page.getByRole('alertdialog', { name: 'Sign in to go on' });
    await renewal.waitFor();
    expect(await findBarriers(other.page)).toEqual([]);
    await renewal.getByLabel('Password', { exact: true }).fill(password);
    await renewal.getByRole('button', { name: 'Log in' }).click();
    await renewal.waitFor({ state: 'detached' });
    expect(await other.page.getByLabel('What it is for').inputValue()).toBe('Typed before the session ended');
    await other.page.getByRole('button', { name: 'Create token' }).click();
    await other.page.getByText(/^hop_/).waitFor();
    expect(other.problems).toEqual([]);
    await other.page.context().close();
  }, 60_000);

  it('keeps the chosen colours', async () => {
    await page.getByText('Dark', { exact: true }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    await page.getByText('As the system').click();
  }, 60_000);

  it('logs out, keeps nothing in the browser, and knows pages that are not there', async () => {
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([0, 0, '']);
    await registerThrough(page, stack.url, 'bert@example.com');
    await page.goto(`${stack.url}/no/such/page`);
    await page.getByRole('link', { name: 'To the queue' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  }, 60_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});
