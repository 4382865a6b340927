// Makes the pictures of the README: `npm run screenshots`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startStack } from '../support/stack.ts';
import { registerThrough } from './support/browser-page.ts';

const clip = await readFile(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const file = (path: string) => fileURLToPath(new URL(`../../docs/${path}`, import.meta.url));
const names = [
  'Lisbon – day 1.mp4',
  'Lisbon – day 2, the tram that never came.mp4',
  'Porto, a very long walk along the river with everything that happened on it and what it was like to be there.mp4',
  'Interview with Ana.mp4',
];

async function connectAll(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/destinations`);
  for (const platform of ['YouTube', 'TikTok', 'Instagram']) {
    await page.getByRole('button', { name: `Connect ${platform}` }).click();
    await page.getByText(`${platform} is connected.`).waitFor();
  }
}

async function fillQueue(page: Page, url: string): Promise<void> {
  await page.goto(url);
  for (const name of names) {
    await page.setInputFiles('[data-files]', { name, mimeType: 'video/mp4', buffer: clip });
    await page.getByText(`${name} is here.`).waitFor();
  }
  await page.getByRole('button', { name: 'Actions for Lisbon – day 1' }).click();
  await page.getByRole('menuitem', { name: 'Post now' }).click();
  await page
    .getByRole('link', { name: /^See it on/ })
    .nth(2)
    .waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Actions for Lisbon – day 2' }).click();
  await page.getByRole('menuitem', { name: 'Schedule' }).click();
  const local = new Date(Date.now() + 2 * 24 * 3600_000).toISOString().slice(0, 16);
  await page.getByLabel('Date and time').fill(local);
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await page.getByText('Goes live').first().waitFor();
}

async function takeBoth(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: file(`${name}-${colorScheme}.png`) });
  }
}

const stack = await startStack();
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 760 }, deviceScaleFactor: 2 });
  await page.goto(stack.url);
  await page.getByLabel('E-mail').waitFor();
  await page.screenshot({ path: file('sign-in.png') });
  await registerThrough(page, stack.url, 'anna@example.com');
  await connectAll(page, stack.url);
  await fillQueue(page, stack.url);
  // A page anew has none of the words in the corner.
  await page.goto(stack.url);
  await page.locator('article img').nth(3).waitFor();
  await takeBoth(page, 'queue');
  await page.goto(`${stack.url}/destinations`);
  await page.getByRole('switch').nth(2).waitFor();
  await takeBoth(page, 'destinations');
} finally {
  await browser.close();
  await stack.stop();
}
