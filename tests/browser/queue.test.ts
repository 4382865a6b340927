import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openPage, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const clip = await readFile(fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url)));
const name = hasBrowser ? 'the queue' : 'the queue (LEFT OUT: no Chromium on this machine)';

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
    const names = ['Alpha', 'Beta', 'Gamma'].map((title) => `${title}.mp4`);
    const files = names.map((fileName) => ({ name: fileName, mimeType: 'video/mp4', buffer: clip }));
    for (const file of files) {
      await page.setInputFiles('[data-files]', file);
      await page.getByText(`${file.name} is here.`).waitFor();
    }
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  }, 30_000);

  beforeEach(() => page.goto(stack.url));

  const card = (title: string) => page.getByRole('article', { name: title });
  const act = async (title: string, action: string) => {
    await card(title).getByRole('button', { name: 'Actions for' }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  const titles = () => page.getByRole('article').getByRole('heading').allTextContents();

  it('shows what is to be expected before anything is posted', async () => {
    await card('Alpha').getByText('Ready').waitFor();
    await card('Gamma').waitFor();
    expect(await titles()).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect(await findBarriers(page)).toEqual([]);
  }, 60_000);

  it('changes what a video says, and shows how each platform will show it', async () => {
    await act('Alpha', 'Edit');
    const panel = page.getByRole('dialog');
    const preview = panel.getByRole('region', { name: 'What will be shown' });
    await panel.getByLabel('Title', { exact: true }).fill('Alpha, everywhere');
    await preview.getByText('17 / 100').waitFor();
    expect(await preview.getByText('Alpha, everywhere').count()).toBe(3);
    await panel.getByRole('radio', { name: 'YouTube' }).check({ force: true });
    await panel.getByLabel('Description', { exact: true }).fill('Only on YouTube');
    await preview.getByText('Only on YouTube').waitFor();
    await preview.getByText('TikTok', { exact: true }).waitFor({ state: 'detached' });
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await panel.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await panel.getByRole('tab', { name: 'Overview' }).click();
    await panel.getByRole('definition').getByText('Only on YouTube').waitFor();
    await panel.getByRole('tabpanel', { name: 'Overview' }).getByText('17 / 100').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Close' }).click();
    await card('Alpha, everywhere').waitFor();
  }, 60_000);

  it('keeps what two tabs say about different things, and asks where they contradict', async () => {
    const other = await page.context().newPage();
    await act('Beta', 'Edit');
    await other.goto(page.url());
    await page.getByLabel('Title', { exact: true }).fill('Beta from here');
    await other.getByLabel('Title', { exact: true }).fill('Beta from there');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This was changed elsewhere').waitFor();
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Beta from here');
    await page.getByRole('button', { name: 'Save over it' }).click();
    await page.getByText('Saved.').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    await card('Beta from here').waitFor();
    await other.close();
  }, 60_000);

  it('posts, shows that it moves without a reload, and leads to what is out', async () => {
    await act('Alpha', 'Post now');
    const link = card('Alpha').getByRole('link', { name: 'See it on the simulated YouTube' });
    await link.waitFor({ timeout: 60_000 });
    const [row, ...others] = await stack.ledger();
    expect(others).toEqual([]);
    expect(row?.sha256).toBe(createHash('sha256').update(clip).digest('hex'));
    expect(row).toMatchObject({ title: 'Alpha, everywhere', description: 'Only on YouTube' });
    expect(await link.getAttribute('href')).toContain(row?.remoteId);
  }, 90_000);

  it('tells step by step what happened', async () => {
    await card('Alpha').getByRole('heading').getByRole('button').click();
    const panel = page.getByRole('dialog');
    await panel.getByRole('button', { name: 'Show timeline' }).click();
    await panel.getByText('A worker has taken the post.').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
  }, 60_000);

  it('schedules, tells the time, and takes it away again', async () => {
    await act('Gamma', 'Schedule');
    const local = new Date(Date.now() + 3 * 24 * 3600_000).toISOString().slice(0, 16);
    await page.getByLabel('Date and time').fill(local);
    await page.getByLabel('Time zone').selectOption('UTC');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Schedule', exact: true }).click();
    await card('Gamma').getByText('Goes live').waitFor();
    await act('Gamma', 'Take the time away');
    await card('Gamma').getByText('Ready').waitFor();
  }, 60_000);

  it('asks which time is meant where clocks are set back', async () => {
    const year = new Date().getFullYear() + (new Date().getMonth() > 9 ? 1 : 0);
    const lastOctoberSunday = new Date(Date.UTC(year, 9, 31));
    lastOctoberSunday.setUTCDate(31 - lastOctoberSunday.getUTCDay());
    await act('Gamma', 'Schedule');
    await page.getByLabel('Date and time').fill(`${lastOctoberSunday.toISOString().slice(0, 10)}T02:30`);
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await page.getByRole('button', { name: 'Schedule', exact: true }).click();
    await page.getByText('this time comes twice').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByText('The later one').click();
    await page.getByRole('button', { name: 'Schedule', exact: true }).click();
    await card('Gamma').getByText('Goes live').waitFor();
    await act('Gamma', 'Take the time away');
    await card('Gamma').getByText('Ready').waitFor();
  }, 60_000);

  it('changes the order from the menu, and with the keyboard alone by dragging', async () => {
    await act('Gamma', 'Move to the top');
    await page.getByRole('article').first().and(card('Gamma')).waitFor();
    await page.getByRole('button', { name: 'Change order' }).click();
    await page.getByRole('grid').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Move Gamma' }).focus();
    const saved = page.waitForResponse((response) => response.url().endsWith('/api/videos/reorder'));
    for (const key of ['Enter', 'ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    expect((await saved).status()).toBe(200);
    await page.getByRole('button', { name: 'Done' }).click();
    await page.reload();
    await card('Gamma').waitFor();
    expect((await titles()).indexOf('Gamma')).toBeGreaterThan(0);
  }, 60_000);

  it('does something with several at once', async () => {
    await page.getByLabel('Select Beta from here').check();
    await page.getByLabel('Select Gamma').check();
    await page.getByText('2 selected').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Delete…' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('2 videos deleted.').waitFor();
    await card('Gamma').waitFor({ state: 'detached' });
    expect(await titles()).toEqual(['Alpha, everywhere']);
  }, 60_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});
