import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openPage, password, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const clip = await readFile(fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url)));
const name = hasBrowser ? 'what goes wrong' : 'what goes wrong (LEFT OUT: no Chromium on this machine)';
const partBytes = 8 * 1024 ** 2;
const gibibyte = 1024 ** 3;
const unavailable = {
  status: 503,
  contentType: 'application/json',
  body: JSON.stringify({ error: { code: 'unavailable', message: 'Not now.', requestId: 'r-503' } }),
};

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  const folder = mkdtempSync(join(tmpdir(), 'hopper-bad-'));

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    ({ page, problems } = await openPage(browser));
    page.setDefaultTimeout(45_000);
    await registerThrough(page, stack.url, 'anna@example.com');
    await page.goto(`${stack.url}/destinations`);
    for (const platform of ['YouTube', 'Instagram']) {
      await page.getByRole('button', { name: `Connect ${platform}` }).click();
      await page.getByText(`${platform} is connected.`).waitFor();
    }
    await page.getByRole('link', { name: 'Queue' }).click();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
    rmSync(folder, { recursive: true });
  }, 30_000);

  /** A real video of this size, of which all but the beginning is a hole that takes no room on the disk. */
  const makeVideo = (fileName: string, bytes = clip.length) => {
    const path = join(folder, fileName);
    writeFileSync(path, clip);
    truncateSync(path, bytes);
    return path;
  };
  const makeText = (fileName: string, text: string) => {
    const path = join(folder, fileName);
    writeFileSync(path, text);
    return path;
  };
  const choose = (on: Page, ...paths: string[]) => on.setInputFiles('[data-files]', paths);
  const isHere = (fileName: string) => page.getByText(`${fileName} is here.`).waitFor();
  const row = (on: Page, fileName: string) =>
    on.getByRole('region', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: fileName });
  const card = (title: string) => page.getByRole('article', { name: title, exact: true });
  const act = async (title: string, action: string) => {
    await card(title).getByRole('button', { name: 'Actions for' }).click();
    await page.getByRole('menuitem', { name: action }).click();
  };
  const dismiss = (fileName: string) => page.getByRole('button', { name: `Dismiss ${fileName}` }).click();

  it('says at each file why it cannot be added, before and after it was looked into', async () => {
    await choose(page, makeText('notes.txt', 'no video'), makeText('empty.mp4', ''), makeText('fake.mp4', 'no video'));
    await row(page, 'notes.txt').getByText('Only .mp4 and .mov files can be added.').waitFor();
    await row(page, 'empty.mp4').getByText('The file is empty.').waitFor();
    await row(page, 'fake.mp4').getByText('The file is not an MP4 or QuickTime video.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    for (const fileName of ['notes.txt', 'empty.mp4', 'fake.mp4']) await dismiss(fileName);
    await page.reload();
    await page.getByRole('heading', { name: 'Your queue is empty' }).waitFor();
  }, 120_000);

  it('says which file is too big for everyone, and for which platform one is, before it is sent', async () => {
    await choose(page, makeVideo('huge.mp4', 257 * gibibyte));
    await row(page, 'huge.mp4').getByText('larger than 256 GiB').waitFor();
    await dismiss('huge.mp4');

    await choose(page, makeVideo('long.mp4', 4 * gibibyte));
    await row(page, 'long.mp4').getByText('Instagram will not take it: The file has 4096 MB').waitFor();
    expect(await row(page, 'long.mp4').getByText('YouTube will not').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Cancel long.mp4' }).click();
    await page.getByRole('heading', { name: 'Your queue is empty' }).waitFor();
  }, 120_000);

  it('adds a file once, however often it is chosen', async () => {
    await choose(page, makeVideo('Alpha.mp4'));
    await isHere('Alpha.mp4');
    await choose(page, makeVideo('Alpha.mp4'));
    await row(page, 'Alpha.mp4').getByText('is in the queue already. It was not added again.').waitFor();
    await dismiss('Alpha.mp4');
    await page.reload();
    await card('Alpha').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
  }, 120_000);

  it('waits for servers that are down, at each step of an upload, and does nothing twice', async () => {
    const once = new Set<string>();
    /** Lets the first call of each kind take effect, and loses its answer. */
    const loseFirst = async (kind: string, pattern: RegExp, method: string) =>
      page.route(pattern, async (route) => {
        if (route.request().method() !== method || once.has(kind)) return route.fallback();
        once.add(kind);
        await route.fetch();
        return route.fulfill(unavailable);
      });
    await loseFirst('announced', /\/api\/videos$/, 'POST');
    await loseFirst('completed', /\/complete$/, 'POST');
    await stack.faults([{ service: 's3', operation: 'UploadPart', kind: 'status', status: 503, count: 2 }]);
    const waits = row(page, 'Beta.mp4').getByText('The server does not answer. Trying again…').waitFor();
    await choose(page, makeVideo('Beta.mp4', 2 * partBytes));
    await waits;
    await isHere('Beta.mp4');
    await page.unrouteAll();
    expect([...once]).toEqual(['announced', 'completed']);
    await page.reload();
    await card('Beta').waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
  }, 120_000);

  it('keeps what is typed when saving fails, and does not quarrel with itself when an answer was lost', async () => {
    await act('Alpha', 'Edit');
    const panel = page.getByRole('dialog');
    await panel.getByLabel('Title', { exact: true }).fill('Alpha, renamed');
    const isVideo = /\/api\/videos\/[^/]+$/;
    await page.route(isVideo, (route) =>
      route.request().method() === 'PATCH' ? route.fulfill(unavailable) : route.fallback(),
    );
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByRole('alert').getByText('A part of Hopper does not answer. Try again shortly.').waitFor();
    expect(await panel.getByLabel('Title', { exact: true }).inputValue()).toBe('Alpha, renamed');
    expect(await findBarriers(page)).toEqual([]);
    await page.unrouteAll();

    let isLost = false;
    await page.route(isVideo, async (route) => {
      if (route.request().method() !== 'PATCH' || isLost) return route.fallback();
      isLost = true;
      await route.fetch();
      return route.abort('connectionreset');
    });
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.getByRole('alert').getByText('Hopper cannot be reached.').waitFor();
    await panel.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(isLost).toBe(true);
    await page.unrouteAll();
    await panel.getByRole('button', { name: 'Close' }).click();
    await card('Alpha, renamed').waitFor();
  }, 120_000);

  it('posts once, also when the answer was lost and the button is pressed again', async () => {
    let losses = 0;
    await page.route(/\/api\/upload$/, async (route) => {
      if (losses > 0) return route.fallback();
      losses += 1;
      await route.fetch();
      return route.fulfill(unavailable);
    });
    await act('Alpha, renamed', 'Post now');
    await page.getByText('A part of Hopper does not answer. Try again shortly.').waitFor();
    await page.getByRole('button', { name: 'Post the queue' }).click();
    await page.getByRole('dialog').getByText('Now', { exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Post now' }).click();
    for (const title of ['Alpha, renamed', 'Beta']) {
      await card(title)
        .getByRole('link', { name: /^See it on .*YouTube$/ })
        .waitFor({ timeout: 100_000 });
    }
    const onYoutube = (await stack.ledger()).filter(({ platform }) => platform === 'youtube');
    expect(onYoutube.map(({ title }) => title).toSorted()).toEqual(['Alpha, renamed', 'Beta']);
    await page.unrouteAll();
  }, 300_000);

  it('says that the queue cannot be read, and reads it when it can', async () => {
    await page.route(/\/api\/videos\?/, (route) => route.fulfill(unavailable));
    await page.reload();
    await page.getByText('A part of Hopper does not answer. Try again shortly.').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await card('Beta').waitFor();
  }, 120_000);

  it('lets one tab send a video, and says so in the other', async () => {
    const path = makeVideo('Gamma.mp4', 4 * partBytes);
    const wire = await page.context().newCDPSession(page);
    const slowly = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: partBytes / 4 };
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', slowly);
    await choose(page, path);
    await page.waitForRequest((request) => request.method() === 'PUT');
    const other = await page.context().newPage();
    await other.goto(stack.url);
    await row(other, 'Gamma.mp4').getByText('Is being uploaded in another tab').waitFor();
    expect(await other.getByRole('button', { name: 'Discard Gamma.mp4' }).count()).toBe(0);
    await choose(other, path);
    await other.getByRole('button', { name: 'Go on with Gamma.mp4' }).waitFor();
    await wire.send('Network.emulateNetworkConditions', { ...slowly, uploadThroughput: -1 });
    await isHere('Gamma.mp4');
    await other.getByRole('button', { name: 'Go on with Gamma.mp4' }).click();
    await other.getByText('Gamma.mp4 is here.').waitFor();
    await other.close();
    await card('Gamma').waitFor();
    expect(await page.getByRole('article', { name: 'Gamma' }).count()).toBe(1);
  }, 120_000);

  it('goes on by itself after a session that ended in the middle of an upload was renewed', async () => {
    const path = makeVideo('Delta.mp4', 12 * partBytes);
    const sent: (string | null)[] = [];
    page.on('response', (response) => {
      if (response.request().method() !== 'PUT' || !response.ok()) return;
      sent.push(new URL(response.url()).searchParams.get('partNumber'));
    });
    await choose(page, path);
    await page.waitForResponse((response) => response.request().method() === 'PUT');
    // Ten parts came with the announcement; for the eleventh somebody has to be signed in.
    await page.context().clearCookies();
    const renewal = page.getByRole('alertdialog', { name: 'Sign in to go on' });
    await renewal.waitFor();
    await renewal.getByLabel('Password', { exact: true }).fill(password);
    await renewal.getByRole('button', { name: 'Log in' }).click();
    await isHere('Delta.mp4');
    expect(sent).toEqual(Array.from({ length: 12 }, (_, index) => `${index + 1}`));
  }, 120_000);

  it('sends nothing any more for who has left', async () => {
    const wire = await page.context().newCDPSession(page);
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: partBytes / 4,
    });
    await choose(page, makeVideo('Epsilon.mp4', 4 * partBytes));
    await page.waitForRequest((request) => request.method() === 'PUT');
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    await page.getByRole('button', { name: 'Create an account' }).click();
    await page.getByLabel('E-mail').fill('bert@example.com');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('link', { name: 'Queue' }).click();
    await page.getByRole('heading', { name: 'Your queue is empty' }).waitFor();
    expect(await page.getByRole('region', { name: 'Uploads' }).count()).toBe(0);
  }, 120_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});
