import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { registerThrough } from './browser-page.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url));
const clips = await Promise.all(
  ['../local/platforms/google-drive/demo/sunrise.mp4', '../local/platforms/google-drive/demo/harbour-short.mp4'].map(
    read,
  ),
);
const titles = [
  'Lisbon – day 1',
  'Lisbon – day 2, the tram that never came',
  'Porto, a very long walk along the river with everything that happened on it and what it was like to be there at all',
  'Interview with Ana',
  'Sunrise over Reine',
  'Behind the scenes',
];
const words = ['travel', 'city', 'walk', 'light', 'harbour', 'slow'];
const patience = { timeout: 90_000 };

/**
 * Makes, by the page itself, an account as a person has it after some days: accounts of all platforms, videos that are out,
 * planned and waiting, templates with words, two open Drives and a transfer.
 * @param url of a stack with `SIM_AUTO_CONSENT=0` and `SIM_DEMO_FILES=1`
 */
export async function furnish(page: Page, url: string): Promise<void> {
  await registerThrough(page, url, 'anna@example.com');
  await connectAll(page, url);
  await call(page, 'POST', '/api/global/settings', {
    title_template: '{filename}',
    description_template: 'Filmed on {date}.\n\nNew films every week.',
  });
  for (const word of words) await call(page, 'POST', '/api/global/wordbank', { word });
  await call(page, 'POST', '/api/instagram/settings', { caption_template: '{filename} · #{random} #{random}' });
  await addVideos(page, url);
  await postSome(page);
  await openDrives(page, url);
  await call(page, 'POST', '/api/tokens', { name: 'Backup script', scopes: ['videos:read', 'videos:write'] });
}

async function connectAll(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/destinations`);
  for (const platform of ['YouTube', 'TikTok', 'Instagram']) {
    await page.getByRole('button', { name: `Connect ${platform}` }).click();
    await page.locator('button[value=allow]').click();
    await page.getByText(`${platform} is connected.`).waitFor();
  }
}

async function addVideos(page: Page, url: string): Promise<void> {
  await page.goto(url);
  for (const [index, title] of titles.entries()) {
    const buffer = clips[index % clips.length];
    if (buffer) await page.setInputFiles('[data-files]', { name: `${title}.mp4`, mimeType: 'video/mp4', buffer });
    await page.getByText(`${title}.mp4 is here.`).waitFor(patience);
  }
}

/** The first is out everywhere, the last two wait, those between have a time each. */
async function postSome(page: Page): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${titles[0]}` }).click();
  await page.getByRole('menuitem', { name: 'Post now' }).click();
  await page
    .getByRole('link', { name: /^See it on/ })
    .nth(2)
    .waitFor(patience);
  const ids = titles.slice(1, 4).map((title) => idOf(page, title));
  const body = { mode: 'spaced', interval_value: 26, interval_unit: 'hours', video_ids: await Promise.all(ids) };
  await call(page, 'POST', '/api/upload', body);
}

async function idOf(page: Page, title: string): Promise<unknown> {
  const name = JSON.stringify(`${title}.mp4`);
  return page.evaluate(`fetch('/api/videos').then((answer) => answer.json())
    .then((videos) => videos.find(({ filename }) => filename === ${name}).id)`);
}

async function openDrives(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/google-drive`);
  for (const [end, account] of [
    ['source', 'ada'],
    ['destination', 'ben'],
  ] as const) {
    await page.getByRole('button', { name: `Open a ${end}` }).click();
    await page.getByRole('button', { name: 'Continue to Google' }).click();
    await page.locator(`input[name=account][value=${account}]`).check();
    await page.locator('button[value=allow]').click();
    await page.getByRole('heading', { name: 'Drive', level: 1 }).waitFor();
  }
  await page.getByRole('row', { name: 'Footage' }).getByRole('checkbox').check({ force: true });
  await page.getByRole('button', { name: 'Copy to the destination' }).click();
  await page.getByRole('button', { name: 'Make a plan' }).click();
  await page.getByRole('button', { name: 'Start' }).click(patience);
  await page.getByRole('dialog').getByText('Done', { exact: true }).first().waitFor(patience);
}

/** What no page has a button for in one step. */
async function call(page: Page, method: string, path: string, body: object): Promise<void> {
  const failed = await page.evaluate(`fetch('/api/auth/csrf').then((answer) => answer.json()).then(({ csrf_token }) =>
    fetch(${JSON.stringify(path)}, {
      method: ${JSON.stringify(method)},
      headers: { 'x-csrf-token': csrf_token, 'content-type': 'application/json' },
      body: ${JSON.stringify(JSON.stringify(body))},
    })).then(async (answer) => (answer.ok ? null : await answer.text()))`);
  if (failed !== null) throw new Error(`${method} ${path}: ${String(failed)}`);
}
