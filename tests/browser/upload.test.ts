import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openPage, password, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const partBytes = 8 * 1024 ** 2;
const name = hasBrowser ? 'uploading' : 'uploading (LEFT OUT: no Chromium on this machine)';

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let wire: CDPSession | undefined;
  /** Numbers of the parts whose sending has begun, and those that have arrived. */
  let begun: number[] = [];
  let arrived: number[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'hopper-page-'));

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    ({ page, problems } = await openPage(browser));
    const partOf = (url: string) => Number(new URL(url).searchParams.get('partNumber'));
    page.on('request', (request) => {
      if (request.method() === 'PUT') begun.push(partOf(request.url()));
    });
    page.on('response', (response) => {
      if (response.request().method() === 'PUT' && response.ok()) arrived.push(partOf(response.url()));
    });
    await registerThrough(page, stack.url, 'anna@example.com');
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
    rmSync(folder, { recursive: true });
  }, 30_000);

  /** A real video that is as long as so many parts: players ignore what follows its last box. */
  const makeVideo = async (fileName: string, parts: number) => {
    const path = join(folder, fileName);
    const video = await readFile(clip);
    writeFileSync(path, Buffer.concat([video, Buffer.alloc(parts * partBytes - video.length)]));
    return path;
  };
  const choose = (...paths: string[]) => page.setInputFiles('[data-files]', paths);
  const isHere = (fileName: string) => page.getByText(`${fileName} is here.`).waitFor({ timeout: 60_000 });
  /** One debugger for all of it: what two of them say about the network would contradict each other. */
  const setNetwork = async (change: { offline?: boolean; uploadThroughput?: number }) => {
    wire ??= await page.context().newCDPSession(page);
    await wire.send('Network.enable');
    const unlimited = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
    await wire.send('Network.emulateNetworkConditions', { ...unlimited, ...change });
  };
  const killTab = async () => {
    page.once('dialog', (dialog) => dialog.accept());
    await page.goto('about:blank');
    await setNetwork({});
    await page.goto(stack.url);
    await page.getByText('Upload was interrupted.').waitFor();
  };
  const startCounting = () => {
    begun = [];
    arrived = [];
  };

  it('tells an empty queue what to do', async () => {
    await page.getByRole('heading', { name: 'Your queue is empty' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
  }, 60_000);

  it('takes many files at once, refuses kindly what is no video or there already, and takes a picture of each', async () => {
    await choose(clip, await makeVideo('second.mp4', 1));
    await Promise.all([isHere('clip-h264-aac.mp4'), isHere('second.mp4')]);
    await page.locator('article img').nth(1).waitFor();

    await choose(clip, fileURLToPath(import.meta.url));
    await page.getByText('A video with this name or content is in the queue already.').waitFor();
    await page.getByText('Only .mp4 and .mov files can be added.').waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Dismiss upload.test.ts' }).click();
    await page.getByRole('button', { name: 'Dismiss clip-h264-aac.mp4' }).click();
  }, 90_000);

  it('pauses and goes on', async () => {
    await setNetwork({ uploadThroughput: partBytes / 2 });
    startCounting();
    await choose(await makeVideo('paused.mp4', 3));
    await page.getByText(/ left$/).waitFor();
    await page.getByRole('button', { name: 'Pause paused.mp4' }).click();
    await page.getByText('Paused ·').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await setNetwork({});
    await page.getByRole('button', { name: 'Go on with paused.mp4' }).click();
    await isHere('paused.mp4');
    expect(arrived).toEqual([1, 2, 3]);
  }, 90_000);

  it('goes on after the tab was killed, and sends at most one part again', async () => {
    const path = await makeVideo('killed.mp4', 6);
    await setNetwork({ uploadThroughput: partBytes * 1.5 });
    startCounting();
    await choose(path);
    await page.waitForResponse((response) => response.url().includes('partNumber=3'), { timeout: 60_000 });
    await killTab();
    const beforeKill = [...begun];
    expect(await findBarriers(page)).toEqual([]);
    startCounting();
    await choose(path);
    await isHere('killed.mp4');
    expect(begun.filter((part) => beforeKill.includes(part)).length).toBeLessThanOrEqual(1);
    expect(begun.at(-1)).toBe(6);
  }, 120_000);

  it('refuses to go on with another file', async () => {
    await setNetwork({ uploadThroughput: partBytes / 4 });
    await choose(await makeVideo('other.mp4', 2));
    await page.waitForRequest((request) => request.method() === 'PUT');
    await killTab();
    await page.locator('li input[type=file]').setInputFiles(clip);
    await page.getByText('This is another file than the one that was begun.').waitFor();
    await page.getByRole('button', { name: 'Discard other.mp4' }).click();
    await page.getByText('This is another file').waitFor({ state: 'detached' });
  }, 90_000);

  it('waits for the network and for a new session, and goes on by itself', async () => {
    await setNetwork({ uploadThroughput: partBytes });
    await choose(await makeVideo('patient.mp4', 4));
    await page.waitForResponse((response) => response.url().includes('partNumber=1'), { timeout: 60_000 });
    await setNetwork({ offline: true });
    await page.getByText('You are offline. It goes on by itself.').waitFor();
    await page.context().clearCookies();
    await setNetwork({});
    const renewal = page.getByRole('alertdialog', { name: 'Sign in to go on' });
    await renewal.getByLabel('Password', { exact: true }).fill(password);
    await renewal.getByRole('button', { name: 'Log in' }).click();
    await isHere('patient.mp4');
  }, 90_000);

  it('brings what is not loaded yet once the network is back, and takes nothing away until then', async () => {
    await page.reload();
    const second = page.getByRole('article', { name: 'second', exact: true });
    await second.waitFor();
    await setNetwork({ offline: true });
    await second.getByRole('button', { name: 'Actions for' }).click();
    await page.getByText('You are offline. Hopper goes on when the network is back.').waitFor();
    expect(await second.isVisible()).toBe(true);
    await setNetwork({});
    await page.getByRole('menuitem', { name: 'Edit' }).click();

    const title = page.getByRole('dialog').getByLabel('Title', { exact: true });
    await title.fill('Typed');
    await page.goBack();
    await title.waitFor({ state: 'detached' });
    await second.getByRole('button', { name: 'Actions for' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    expect(await title.inputValue()).toBe('Typed');
    await page.keyboard.press('Escape');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
    await title.waitFor({ state: 'detached' });
  }, 60_000);

  it('takes files that are dropped on another page, and leads to the queue', async () => {
    await page.getByRole('link', { name: 'Calendar' }).click();
    await page.getByRole('heading', { name: 'Calendar', level: 1 }).waitFor();
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['no video'], 'dropped.txt'));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await page.getByRole('heading', { name: 'Queue', level: 1 }).waitFor();
    await page.getByRole('region', { name: 'Uploads' }).getByText('dropped.txt').waitFor();
  }, 30_000);

  it('gives a new account the clock of its browser', async () => {
    const { page: other } = await openPage(browser, { timezoneId: 'Europe/Lisbon' });
    const isSaved = (url: string, method: string) => url.endsWith('/api/global/settings') && method !== 'GET';
    const saved = other.waitForResponse((response) => isSaved(response.url(), response.request().method()));
    await registerThrough(other, stack.url, 'lia@example.com');
    await saved;
    await other.goto(`${stack.url}/calendar`);
    expect(await other.getByLabel('Time zone').inputValue()).toBe('Europe/Lisbon');
    await other.context().close();
  }, 60_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});
