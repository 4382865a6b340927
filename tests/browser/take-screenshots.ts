// Makes the pictures of every page, in light and dark, for README and docs: `npm run screenshots`. With a folder as argument
// they go there, and phones and wide screens are added, to be looked at.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { startStack } from '../support/stack.ts';
import { furnish } from './support/furnish.ts';

const [folder] = process.argv.slice(2);
const out = folder ?? fileURLToPath(new URL('../../docs/screenshots', import.meta.url));
const usual = { width: 1200, height: 760 };
const sizes = folder === undefined ? {} : { phone: { width: 390, height: 844 }, wide: { width: 1600, height: 1000 } };

/** Where each page is, and what stands there once everything has come. */
const pages: readonly (readonly [name: string, path: string, last: (page: Page) => ReturnType<Page['locator']>])[] = [
  ['queue', '/', (page) => page.locator('article img').nth(3)],
  ['video', '/', (page) => page.getByRole('region', { name: 'What will be shown' }).getByText('Ana, who drives')],
  ['calendar', '/calendar', (page) => page.getByText('Interview with Ana').first()],
  ['destinations', '/destinations', (page) => page.getByRole('switch').nth(2)],
  ['templates', '/templates', (page) => page.getByRole('region', { name: 'Instagram' }).first()],
  ['drive', '/google-drive', (page) => page.getByRole('row', { name: 'Footage' }).nth(1)],
  ['account', '/account', (page) => page.getByRole('list', { name: /Security log/ }).getByText('Backup script')],
];

async function take(page: Page, name: string): Promise<void> {
  for (const [size, viewport] of [['', usual] as const, ...Object.entries(sizes)]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const file = [name, size, colorScheme].filter((part) => part !== '').join('-');
      await page.screenshot({ path: join(out, `${file}.png`) });
    }
  }
}

async function takeAll(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage({ viewport: usual, deviceScaleFactor: 1.5 });
  page.setDefaultTimeout(60_000);
  await page.goto(url);
  await page.getByLabel('E-mail').waitFor();
  await take(page, 'sign-in');
  await page.setViewportSize(usual);
  await furnish(page, url);
  for (const [name, path, last] of pages) {
    await page.setViewportSize(usual);
    // A page anew has none of the words in the corner.
    await page.goto(`${url}${path}`);
    if (name === 'video') {
      await page.getByRole('button', { name: 'Actions for Interview with Ana' }).click();
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      await page.getByRole('radio', { name: 'YouTube' }).check({ force: true });
      await page.getByLabel('Title', { exact: true }).fill('Ana, who drives the tram that never came');
    }
    await last(page).waitFor();
    await take(page, name);
  }
}

await mkdir(out, { recursive: true });
const [stack, browser] = await Promise.all([
  startStack({ env: { SIM_AUTO_CONSENT: '0', SIM_DEMO_FILES: '1' } }),
  launchBrowser(),
]);
try {
  await takeAll(browser, stack.url);
} finally {
  await browser.close();
  await stack.stop();
}
