// What an upload of 2 GiB costs the tab that sends it, and how much is sent again after a reload at half of it, each beside
// the same page with nothing on its way: `node tests/bench/page-upload.ts [MiB]`.
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openPage, registerThrough } from '../browser/support/browser-page.ts';
import { launchBrowser } from '../support/browser.ts';
import { generateVideo } from '../support/generate-video.ts';
import { startStack } from '../support/stack.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { showMemory, watchMemory } from './page/tab-memory.ts';

const mebibyte = 1024 ** 2;
const sizeMebibytes = Number(process.argv[2] ?? 2048);
const patience = { timeout: 900_000 };

const folder = await tempFolder();
const stack = await startStack();
const browser = await launchBrowser();
const memory = await watchMemory(browser);
try {
  const { page } = await openPage(browser);
  let begun: number[] = [];
  let arrived: number[] = [];
  const partOf = (url: string) => Number(new URL(url).searchParams.get('partNumber'));
  page.on('request', (request) => {
    if (request.method() === 'PUT') begun.push(partOf(request.url()));
  });
  page.on('response', (response) => {
    if (response.request().method() === 'PUT' && response.ok()) arrived.push(partOf(response.url()));
  });
  const choose = (path: string) => page.setInputFiles('[data-files]', path);
  const isHere = (name: string) => page.getByText(`${name} is here.`).waitFor(patience);

  await registerThrough(page, stack.url, 'anna@example.com');
  await page.getByRole('heading', { name: 'Your queue is empty' }).waitFor();
  const path = join(folder.path, 'large.mp4');
  await generateVideo(path, sizeMebibytes * mebibyte);
  await memory.peaks();
  await delay(2000);
  const before = await memory.peaks();
  console.log(`load ${loadavg()[0]?.toFixed(1)}; the page at rest: ${showMemory(before.tab)}`);

  const started = performance.now();
  await choose(path);
  await isHere('large.mp4');
  await page.locator('article img').waitFor();
  const seconds = (performance.now() - started) / 1000;
  const { tab, network, browser: main } = await memory.peaks();
  console.log(`${sizeMebibytes} MiB in ${arrived.length} parts, ${(sizeMebibytes / seconds).toFixed(0)} MiB/s`);
  console.log(`tab while sending: ${showMemory(tab)} (budget 250)`);
  console.log(
    `network process: ${showMemory(network)}; browser: ${showMemory(main)} (at rest ${showMemory(before.browser)})`,
  );

  await page.getByRole('button', { name: 'Actions for' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'Your queue is empty' }).waitFor();
  begun = [];
  arrived = [];
  const half = arrived.length + Math.floor(sizeMebibytes / 16);
  await choose(path);
  while (arrived.length < half) await page.waitForEvent('response', patience);
  page.once('dialog', (dialog) => dialog.accept());
  await page.reload();
  const first = { begun: new Set(begun), arrived: arrived.length };
  begun = [];
  await page.getByText('Upload was interrupted.').waitFor();
  await choose(path);
  await isHere('large.mp4');
  const again = begun.filter((part) => first.begun.has(part));
  console.log(
    `reload after ${first.arrived} parts: ${again.length} sent again (goal: at most 1), ${begun.length} afterwards`,
  );
  console.log(`tab after the reload: ${showMemory((await memory.peaks()).tab)}`);
} finally {
  memory.stop();
  await browser.close();
  await stack.stop();
  await folder.remove();
}
