import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openPage, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const name = hasBrowser ? 'destinations' : 'destinations (LEFT OUT: no Chromium on this machine)';

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    ({ page, problems } = await openPage(browser));
    await registerThrough(page, stack.url, 'anna@example.com');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  }, 30_000);

  it('is led from the empty queue to connecting an account, and back to where it stands', async () => {
    await page.getByRole('link', { name: 'Connect an account' }).click();
    await page.getByText('No YouTube account yet.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    for (const platform of ['YouTube', 'TikTok', 'Instagram']) {
      await page.getByRole('button', { name: `Connect ${platform}` }).click();
      await page.getByText(`${platform} is connected.`).waitFor();
      expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/destinations');
    }
    await page.getByRole('switch').nth(2).waitFor();
    expect(await page.getByRole('switch').count()).toBe(3);
    expect(await findBarriers(page)).toEqual([]);
  }, 60_000);

  it('says what went wrong at the consent page', async () => {
    await page.goto(`${stack.url}/?connect_error=access_denied`);
    await page.getByText('You did not give the access.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/destinations');
  }, 60_000);

  it('switches a destination off and on', async () => {
    const youtube = page.getByRole('region', { name: 'YouTube' });
    await youtube.getByRole('switch').click();
    await page.getByText('Nothing is posted to').waitFor();
    await page.reload();
    await youtube.getByText('Off', { exact: true }).waitFor();
    await youtube.getByRole('switch').click();
    await youtube.getByText('On', { exact: true }).waitFor();
  }, 60_000);

  it('keeps settings, and points out what somebody else has changed meanwhile', async () => {
    const other = await page.context().newPage();
    for (const tab of [page, other]) {
      await tab.goto(`${stack.url}/destinations`);
      await tab.getByRole('button', { name: 'Settings for YouTube' }).click();
    }
    await other.getByLabel('Who can see it').selectOption('Unlisted');
    await page.getByLabel('Category').selectOption('Music');
    expect(await findBarriers(page)).toEqual([]);
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This was changed elsewhere in the meantime.').waitFor();
    await page.getByRole('button', { name: 'Save over it' }).click();
    await page.getByText('Saved.').waitFor();
    await other.reload();
    await other.getByRole('button', { name: 'Settings for YouTube' }).click();
    expect(await other.getByLabel('Category').locator('option:checked').textContent()).toBe('Music');
    expect(await other.getByLabel('Who can see it').locator('option:checked').textContent()).toBe('Unlisted');
    await other.close();
    await page.keyboard.press('Escape');
  }, 60_000);

  it('asks for TikTok’s consents as its audit wants them', async () => {
    await page.getByRole('button', { name: 'Settings for TikTok' }).click();
    await page.getByText('Posting to TikTok as').waitFor();
    await page.getByRole('link', { name: 'Music Usage Confirmation' }).waitFor();
    expect(await page.getByLabel('Comment').isChecked()).toBe(false);
    await page.getByText('Disclose that the video promotes something').click();
    await page.getByText('Say whether it promotes yourself').waitFor();
    await page.getByLabel('Branded content').check();
    await page.getByRole('link', { name: 'Branded Content Policy' }).waitFor();
    // What is private cannot be branded content: another choice has to be made first.
    const privacy = page.getByLabel('Who can see it');
    expect(await privacy.locator('option').allTextContents()).toEqual([
      'Please choose',
      'Everyone',
      'Friends (followers you follow back)',
    ]);
    expect(await findBarriers(page)).toEqual([]);
    await privacy.selectOption('Everyone');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await page.keyboard.press('Escape');
  }, 60_000);

  it('disconnects after asking', async () => {
    await page.getByRole('region', { name: 'Instagram' }).getByRole('button', { name: 'Actions for' }).click();
    await page.getByRole('menuitem', { name: 'Disconnect' }).click();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('No Instagram account yet.').waitFor();
  }, 60_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});
