import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { createClient } from '../../shared/contract/client.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { createCookieFetch } from '../support/cookie-fetch.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { waitUntil } from '../support/wait-until.ts';
import { openPage, password, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const name = hasBrowser ? 'calendar' : 'calendar (LEFT OUT: no Chromium on this machine)';
const zone = 'Europe/Berlin';
const email = 'anna@example.com';

/** Midnight of a day some time ahead at which clocks in Berlin are set, as a day: the last Sunday of March or October. */
function nextChange(now: Date): string {
  const years = [now.getUTCFullYear(), now.getUTCFullYear() + 1];
  const sundays = years.flatMap((year) => [2, 9].map((month) => new Date(Date.UTC(year, month + 1, 0))));
  for (const date of sundays) date.setUTCDate(date.getUTCDate() - date.getUTCDay());
  const soon = now.getTime() + 8 * 24 * 3600_000;
  return (
    sundays
      .find((date) => date.getTime() > soon)
      ?.toISOString()
      .slice(0, 10) ?? ''
  );
}

(hasBrowser ? describe : describe.skip)(name, () => {
  const client = { current: createClient({ baseUrl: '' }) };
  const now = new Date();
  const nextMonth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 10)).toISOString().slice(0, 8);
  const dayOf = (date: number) => `${nextMonth}${date}`;
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    ({ page, problems } = await openPage(browser));
    await registerThrough(page, stack.url, email);
    client.current = createClient({ baseUrl: stack.url, fetch: createCookieFetch() });
    await client.current.login({ body: { email, password } });
    await client.current.setGlobalSettings({ body: { time_zone: zone } });
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  }, 30_000);

  const open = (query: string) => page.goto(`${stack.url}/calendar?${query}`);
  const cell = (date: number) => page.locator(`[data-day="${dayOf(date)}"]`);
  const chip = (title: string) => page.getByRole('table').getByRole('button', { name: title });
  const findVideo = async (title: string) => {
    const video = (await client.current.listVideos()).find(({ youtube_title: own }) => own === title);
    if (!video) throw new Error(`There is no ${title}.`);
    return video;
  };
  const planOf = async (title: string) => (await findVideo(title)).posts[0]?.schedule;
  const becomes = (title: string, local: string) =>
    waitUntil(
      async () => (await planOf(title))?.local === local,
      () => `${title} at ${local}`,
    );

  it('says what to do where there is nothing yet', async () => {
    await open('view=month');
    await page.getByRole('heading', { name: 'Nothing to show yet' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  }, 120_000);

  it('gives a waiting video its first time by dragging it to a day', async () => {
    await page.goto(`${stack.url}/destinations`);
    await page.getByRole('button', { name: 'Connect YouTube' }).click();
    await page.getByText('YouTube is connected.').waitFor();
    await page.getByRole('link', { name: 'Queue' }).click();
    const buffer = await readFile(clip);
    for (const title of ['Alpha', 'Beta', 'Gamma', 'Delta']) {
      await page.setInputFiles('[data-files]', { name: `${title}.mp4`, mimeType: 'video/mp4', buffer });
      await page.getByText(`${title}.mp4 is here.`).waitFor();
    }
    await open(`view=month&day=${dayOf(10)}`);
    await page.getByRole('button', { name: 'Alpha' }).dragTo(cell(10));
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Schedule', exact: true }).click();
    await cell(10).getByRole('button', { name: 'Alpha' }).waitFor();
    expect(await planOf('Alpha')).toEqual({ local: `${dayOf(10)}T12:00:00`, time_zone: zone });
    expect(await findBarriers(page)).toEqual([]);
  }, 120_000);

  it('moves it to another day by mouse, and keeps its time of the day', async () => {
    await chip('Alpha').dragTo(cell(12));
    await cell(12).getByRole('button', { name: 'Alpha' }).waitFor();
    await becomes('Alpha', `${dayOf(12)}T12:00:00`);
  }, 120_000);

  it('moves it to a quarter of an hour in a week', async () => {
    await page.getByText('Week', { exact: true }).click();
    await open(`view=week&day=${dayOf(12)}`);
    const hour = page.locator(`[data-hour="${dayOf(12)}T15"]`);
    await chip('Alpha').dragTo(hour, { targetPosition: { x: 40, y: 26 } });
    await hour.getByRole('button', { name: 'Alpha' }).waitFor();
    await becomes('Alpha', `${dayOf(12)}T15:30:00`);
    expect(await findBarriers(page)).toEqual([]);
  }, 120_000);

  it('moves it by keyboard alone', async () => {
    await chip('Alpha').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Alpha' });
    await dialog.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Move…' }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Date and time').fill(`${dayOf(13)}T09:45`);
    await page.keyboard.press('Enter');
    await becomes('Alpha', `${dayOf(13)}T09:45:00`);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }, 120_000);

  it('asks which time is meant where clocks are set', async () => {
    const day = nextChange(now);
    const { id } = await findVideo('Beta');
    const wish = { scheduled_time: `${day}T09:00`, time_zone: zone };
    await client.current.putSchedule({ params: { videoId: id }, body: wish });
    await open(`view=week&day=${day}`);
    await page.getByRole('button', { name: /^Show 12/ }).click();
    await chip('Beta').dragTo(page.locator(`[data-hour="${day}T2"]`), { targetPosition: { x: 40, y: 4 } });
    await page.getByText('Which one is meant?').waitFor();
    await page.getByText('The later one').click();
    await page.getByRole('button', { name: 'Schedule', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const later = /-03-/.test(day) ? `${day}T03:00:00` : `${day}T02:00:00`;
    await becomes('Beta', later);
  }, 120_000);

  it('brings back what may not be moved, and says at its place why', async () => {
    const { id } = await findVideo('Beta');
    await client.current.putSchedule({ params: { videoId: id }, body: { scheduled_time: `${dayOf(14)}T10:00` } });
    await open(`view=month&day=${dayOf(10)}`);
    await cell(14).getByRole('button', { name: 'Beta' }).waitFor();
    // Another tab was faster.
    await client.current.postVideos({ body: { video_ids: [id], mode: 'immediate' } });
    await waitUntil(async () => (await findVideo('Beta')).status === 'uploaded');
    await chip('Beta').dragTo(cell(15));
    await page.getByRole('alert').getByText('on its way or out already').waitFor();
    await cell(14).getByRole('button', { name: 'Beta' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Dismiss' }).first().click();
    await chip('Beta').waitFor({ state: 'detached' });
  }, 120_000);

  it('shows what went out when it did', async () => {
    await open('view=list');
    await page.getByRole('heading', { name: /Today$/ }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Beta' }).getByText('Published').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  }, 120_000);

  it('shows all times before it gives them', async () => {
    await page.getByRole('button', { name: 'Schedule all…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Distance').fill('40');
    await dialog.getByLabel('Unit').selectOption('Days');
    await dialog.getByLabel('The first one goes now').uncheck();
    await dialog.getByText('2 videos will get a time').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const shown = await dialog
      .locator('time')
      .evaluateAll((times) => times.map((time) => time.getAttribute('datetime')));
    await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
    await dialog.getByText('2 videos have times now.').waitFor();
    const given = await Promise.all(['Gamma', 'Delta'].map(async (title) => (await findVideo(title)).scheduled_time));
    expect(shown).toHaveLength(2);
    const differences = shown.map((time, index) => Math.abs(Date.parse(time ?? '') - Date.parse(given[index] ?? '')));
    // Between the look and the click some seconds pass.
    expect(Math.max(...differences)).toBeLessThan(30_000);
    await dialog.getByRole('button', { name: 'Done' }).click();
  }, 120_000);

  it('shows other clocks without changing a time', async () => {
    await open(`view=month&day=${dayOf(10)}`);
    await cell(13).getByText('9:45 AM').first().waitFor();
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
    await cell(13).getByText('5:45 PM').first().waitFor();
    expect(page.url()).toContain('zone=Asia%2FTokyo');
    expect(await planOf('Alpha')).toEqual({ local: `${dayOf(13)}T09:45:00`, time_zone: zone });
  }, 120_000);

  it('fits on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await cell(13)
      .getByRole('button', { name: /^1 video on/ })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Alpha' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  }, 120_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});
