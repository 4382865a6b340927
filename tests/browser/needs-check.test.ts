import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openPage, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const clip = await readFile(fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url)));
const name = hasBrowser ? 'posts that need a look' : 'posts that need a look (LEFT OUT: no Chromium on this machine)';

/** YouTube takes the video and then does not let anybody ask what became of it. */
const speechless = {
  platform: 'youtube',
  kind: 'status',
  operation: 'videos.list',
  status: 403,
  reason: 'forbidden',
  count: null,
};
/** What arrives is removed at once. */
const vanishing = { platform: 'youtube', kind: 'outcome', operation: 'videos.insert', outcome: 'deleted', count: null };

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    ({ page, problems } = await openPage(browser));
    await registerThrough(page, stack.url, 'anna@example.com');
    await page.goto(`${stack.url}/destinations`);
    await page.getByRole('button', { name: 'Connect YouTube' }).click();
    await page.getByText('YouTube is connected.').waitFor();
    await page.getByRole('link', { name: 'Queue' }).click();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  }, 30_000);

  beforeEach(() => page.goto(stack.url));

  const card = (title: string) => page.getByRole('article', { name: title });
  const panel = () => page.getByRole('dialog');
  const onYoutube = async (title: string) =>
    (await stack.ledger()).filter((row) => row.platform === 'youtube' && row.title === title);

  /** Posts a video, and opens it once nobody knows what became of it. */
  async function postIntoSilence(title: string, faults: readonly object[]): Promise<void> {
    await page.setInputFiles('[data-files]', { name: `${title}.mp4`, mimeType: 'video/mp4', buffer: clip });
    await page.getByText(`${title}.mp4 is here.`).waitFor();
    await stack.faults(faults);
    await card(title).getByRole('button', { name: 'Actions for' }).click();
    await page.getByRole('menuitem', { name: 'Post now' }).click();
    await card(title).getByRole('button', { name: 'Is it on YouTube?' }).click({ timeout: 60_000 });
    await panel().getByRole('heading', { name: 'Is it on YouTube?' }).waitFor();
  }

  it('shows what is known, and leads to where it can be looked up', async () => {
    await postIntoSilence('Alpha', [speechless]);
    const [row, ...others] = await onYoutube('Alpha');
    expect(others).toEqual([]);
    const evidence = panel().getByLabel('What is known');
    await evidence.getByText('Something may be there').waitFor();
    await evidence.getByText(row?.remoteId ?? 'nothing at YouTube').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const [there] = await Promise.all([
      page.waitForEvent('popup'),
      panel().getByRole('link', { name: 'Look at YouTube' }).click(),
    ]);
    await there.getByRole('heading', { name: 'Alpha' }).waitFor();
    await there.close();
  }, 120_000);

  it('“it is there”: counts as published, and nothing is sent', async () => {
    await card('Alpha').getByRole('button', { name: 'Is it on YouTube?' }).click();
    await panel().getByLabel('Its address there').fill('https://www.youtube.com/watch?v=mine');
    await panel().getByRole('button', { name: 'Yes, it is there' }).click();
    await page.getByText('Thank you. Noted.').waitFor();
    await panel().getByText('Published').waitFor();
    await panel().getByRole('button', { name: 'Close' }).click();
    await card('Alpha').getByRole('link', { name: 'See it on' }).waitFor();
    expect(await onYoutube('Alpha')).toHaveLength(1);
  }, 60_000);

  it('“post it again”: only then it is sent once more, and is there once', async () => {
    await postIntoSilence('Beta', [speechless, vanishing]);
    const [there] = await Promise.all([
      page.waitForEvent('popup'),
      panel().getByRole('link', { name: 'Look at YouTube' }).click(),
    ]);
    await there.getByRole('heading', { name: 'Video unavailable' }).waitFor();
    await there.close();
    expect(await onYoutube('Beta')).toEqual([]);
    await stack.faults([]);
    await panel().getByRole('button', { name: 'No, post it again' }).click();
    await panel().getByRole('link', { name: 'See it on the simulated YouTube' }).waitFor({ timeout: 60_000 });
    expect(await onYoutube('Beta')).toHaveLength(1);
  }, 180_000);

  it('“leave it”: it is cancelled, and nothing is sent', async () => {
    await postIntoSilence('Gamma', [speechless, vanishing]);
    await stack.faults([]);
    await panel().getByRole('button', { name: 'No, and leave it' }).click();
    await panel().getByText('Cancelled').waitFor();
    expect(await onYoutube('Gamma')).toEqual([]);
  }, 120_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});
