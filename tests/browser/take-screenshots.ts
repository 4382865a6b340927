// Makes the pictures of the README: `npm run screenshots`.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../support/browser.ts';
import { startStack } from '../support/stack.ts';

const clip = await readFile(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const file = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const stack = await startStack();
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1000, height: 720 }, deviceScaleFactor: 2 });
try {
  await page.goto(stack.url);
  await page.getByLabel('E-mail').fill('anna@example.com');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.screenshot({ path: file('docs/sign-in.png') });
  await page.getByRole('button', { name: 'Create an account' }).click();
  for (const platform of ['YouTube', 'TikTok', 'Instagram']) {
    await page.getByRole('button', { name: `Connect ${platform}` }).click();
    await page.getByRole('button', { name: `Disconnect ${platform}` }).waitFor();
  }
  for (const name of [
    'Lisbon – day 1.mp4',
    'Lisbon – day 2.mp4',
    'Porto, a very long walk along the river with everything that happened on it.mp4',
  ]) {
    await page.setInputFiles('#file', { name, mimeType: 'video/mp4', buffer: clip });
    await page.getByText(`${name} is here.`).waitFor();
    if (name.includes('day 1')) {
      await page.getByRole('button', { name: 'Post the queue' }).click();
      await page.getByRole('link', { name: 'Watch it' }).nth(2).waitFor({ timeout: 60_000 });
    }
  }
  await page.waitForTimeout(3000);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: file(`docs/queue-${colorScheme}.png`) });
  }
} finally {
  await browser.close();
  await stack.stop();
}
