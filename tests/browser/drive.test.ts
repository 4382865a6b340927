import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { openDrives } from '../journeys/drive-user.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openPage, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const name = hasBrowser ? 'Drives' : 'Drives (LEFT OUT: no Chromium on this machine)';

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let problems: string[];
  let source: Locator;
  let destination: Locator;
  /** Addresses that a token was given away to by a referrer. */
  const leaks: string[] = [];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([
      startStack({ env: { SIM_DEMO_FILES: '1', SIM_AUTO_CONSENT: '0' } }),
      launchBrowser(),
    ]);
    ({ page, problems } = await openPage(browser));
    page.on('request', (request) => {
      if (/token=/.test(request.headers().referer ?? '')) leaks.push(request.url());
    });
    source = page.getByRole('region', { name: 'Source' });
    destination = page.getByRole('region', { name: 'Destination', exact: true });
    await registerThrough(page, stack.url, 'anna@example.com');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  }, 30_000);

  /** Goes through Google's consent from the dialog that explains it. */
  async function consent(account: string, decision = 'Allow'): Promise<void> {
    await page.getByRole('button', { name: 'Continue to Google' }).click();
    await page.locator(`input[name=account][value=${account}]`).check();
    await page.getByRole('button', { name: decision }).click();
    await page.getByRole('heading', { name: 'Drive', level: 1 }).waitFor();
  }
  const tokensKept = () =>
    page.evaluate(`['source', 'destination'].map((end) => sessionStorage.getItem('hopper-drive-' + end)?.length ?? 0)`);
  const panel = () => page.getByRole('dialog');
  const wait = { timeout: 30_000 };

  it('explains what Google will ask for, and says when it was not given', async () => {
    await page.getByRole('link', { name: 'Drive' }).click();
    await page.getByText('No transfers yet.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open a source' }).click();
    await page.getByText('Hopper can change nothing.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await consent('ada', 'Cancel');
    await page.getByText('You did not give the access.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(page.url()).toBe(`${stack.url}/google-drive`);
    await page.getByRole('button', { name: 'Dismiss' }).click();
  }, 60_000);

  it('opens both Drives, and leaves no token in the address or a referrer', async () => {
    await page.getByRole('button', { name: 'Open a source' }).click();
    await page.getByLabel('Also let Hopper lay source files in the trash').check();
    await page.getByText('lay them in the trash once their copies are verified.').waitFor();
    await consent('ada');
    await source.getByRole('button', { name: 'Open Footage' }).waitFor(wait);
    expect(page.url()).toBe(`${stack.url}/google-drive`);
    await page.getByRole('button', { name: 'Open a destination' }).click();
    await consent('ben');
    await destination.getByText('From Ada').waitFor(wait);
    expect(page.url()).toBe(`${stack.url}/google-drive`);
    expect(await tokensKept()).toEqual([43, 43]);
    expect(await page.evaluate('localStorage.length')).toBe(0);
    expect(leaks).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
  }, 60_000);

  it('is gone through by keyboard, and keeps what is chosen through a reload', async () => {
    await source.getByRole('row', { name: 'Footage' }).focus();
    await page.keyboard.press('Enter');
    await source.getByRole('row', { name: '2026-10 Lofoten' }).focus();
    await page.keyboard.press('Enter');
    await source.getByRole('row', { name: 'Sunrise over Reine.mp4' }).waitFor();
    await source.getByRole('row').first().focus();
    await page.keyboard.press('Control+a');
    await page.getByText('4 chosen').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('3 chosen').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.reload();
    await page.getByText('3 chosen').waitFor();
    await source.getByText('2026-10 Lofoten', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await source.getByRole('row', { selected: true }).count()).toBe(0);
  }, 60_000);

  it('finds files by name, goes up again, and to shared drives', async () => {
    await source.getByRole('searchbox').fill('receipt');
    await source.getByText('Results for “receipt”').waitFor();
    await source.getByRole('row', { name: 'receipt.txt' }).first().waitFor();
    await source.getByRole('searchbox').fill('no such name');
    await source.getByText('Nothing has this name.').waitFor();
    await source.getByRole('searchbox').fill('');
    await source.getByRole('button', { name: 'Footage' }).click();
    await source.getByRole('button', { name: 'Open Still to film' }).click();
    await source.getByText('This folder is empty.').waitFor();
    await source.getByLabel('Which Drive').selectOption({ index: 2 });
    await source.getByRole('button', { name: 'Open Brand' }).waitFor();
    await source.getByLabel('Which Drive').selectOption('My Drive');
    await source.getByRole('button', { name: 'Open Footage' }).waitFor();
  }, 60_000);

  it('plans first, then copies what was planned', async () => {
    await destination.getByText('From Ada').click();
    await destination.getByText('Copies go into “From Ada”.').waitFor();
    await destination.getByRole('button', { name: 'New folder' }).click();
    await page.getByLabel('Name').fill('2026');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make it' }).click();
    await destination.getByText('Copies go into “2026”.').waitFor();
    await destination.getByRole('button', { name: 'From Ada' }).click();
    await destination.getByRole('row', { name: '2026' }).waitFor();
    // A second one of this name would be another folder.
    await destination.getByRole('button', { name: 'New folder' }).click();
    await page.getByLabel('Name').fill('2026');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByText('There is a folder “2026” already.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await source.getByRole('row', { name: 'Footage' }).getByRole('checkbox').check({ force: true });
    await source.getByRole('row', { name: 'Teaser, look only.mp4' }).click();
    await page.getByRole('button', { name: 'Copy to the destination' }).click();
    await page.getByLabel('Lay source files in the trash').check();
    await page.getByText('The files will vanish from the Drive of').waitFor();
    await page.getByLabel('Lay source files in the trash').uncheck();
    await page.getByText('Google documents become').click();
    await page.getByLabel('Spreadsheets').selectOption('CSV');
    expect(await findBarriers(page)).toEqual([]);
    // Who clicks twice means it once.
    await page.getByRole('button', { name: 'Make a plan' }).dblclick();
    await panel().getByText('Plan is ready').waitFor(wait);
    await panel().getByText('A spreadsheet of which this format keeps the first sheet alone.').waitFor();
    const benBefore = (await (await openDrives(stack)).tree()).filter(({ account }) => account === 'ben').length;
    // A plan that is looked at and left is there again after a reload.
    await page.reload();
    await panel().getByText('Plan is ready').waitFor(wait);
    expect(await findBarriers(page)).toEqual([]);
    await panel().getByRole('button', { name: 'Start' }).dblclick();
    await panel().getByText('Done', { exact: true }).first().waitFor(wait);
    await page.keyboard.press('Escape');
    await destination.getByText('Footage').waitFor(wait);
    expect(await page.getByRole('region', { name: 'Transfers' }).getByRole('listitem').count()).toBe(1);
    expect(await page.getByText('This transfer is active.').count()).toBe(0);
    const after = (await (await openDrives(stack)).tree()).filter(({ account }) => account === 'ben');
    expect(after.length).toBeGreaterThan(benBefore + 8);
    expect(after.map(({ path }) => path.at(-1))).toEqual(
      expect.arrayContaining(['Sunrise over Reine.mp4', 'Shot list.csv']),
    );
  }, 120_000);

  it('shows a transfer that takes its time, and does what it is told', async () => {
    const ada = await (await openDrives(stack)).hands('ada');
    await ada.make({ name: 'Large.bin', mimeType: 'application/octet-stream' }, Buffer.alloc(40_000_000, 5));
    await page.reload();
    await source.getByRole('row', { name: 'Large.bin' }).click();
    await page.getByRole('button', { name: 'Copy to the destination' }).click();
    await page.getByLabel('Bandwidth').selectOption('At most 2 MB/s');
    await page.getByRole('button', { name: 'Make a plan' }).click();
    await panel().getByRole('button', { name: 'Start' }).click(wait);
    await panel().getByRole('button', { name: 'Pause' }).waitFor(wait);
    await panel()
      .getByText(/MB\/s · \d+:\d\d left/)
      .waitFor(wait);
    await page.keyboard.press('Escape');
    const row = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem').first();
    await row.getByText('Large.bin', { exact: true }).waitFor();
    await row.getByRole('progressbar').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await row.getByRole('button', { name: 'Pause' }).click();
    await row.getByText('Paused').waitFor(wait);
    await page.reload();
    await row.getByText('Paused').waitFor(wait);
    await row.getByRole('button', { name: 'Go on' }).click();
    await row.getByText('Running').waitFor(wait);
    await row.getByRole('button', { name: 'Cancel' }).click();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the transfer' }).click();
    await row.getByText('Cancelled').waitFor(wait);
    await row.getByRole('button', { name: 'Take off the list' }).click();
    await row.getByText('Done', { exact: true }).waitFor(wait);
  }, 120_000);

  it('brings videos into the queue, and says what is none', async () => {
    await source.getByRole('row', { name: 'Large.bin' }).click();
    await page.getByRole('button', { name: 'Import into the queue' }).click();
    await page.getByText('None of what you have chosen is a video or a folder.').waitFor();
    await panel().getByRole('button', { name: 'Cancel' }).click();
    await source.getByRole('row', { name: 'Footage' }).getByRole('checkbox').check({ force: true });
    await page.getByRole('button', { name: 'Import into the queue' }).click();
    await page.getByText('left out: Large.bin').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make a plan' }).click();
    await panel().getByText('Plan is ready').waitFor(wait);
    await panel().getByText('Neither an MP4 nor a QuickTime video.').first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await panel().getByRole('button', { name: 'Start' }).click();
    await panel().getByRole('link', { name: 'Show it in the queue' }).first().click(wait);
    await page.getByRole('dialog').getByText(/\.mp4/).first().waitFor(wait);
    expect(new URL(page.url()).pathname).toBe('/');
  }, 120_000);

  it('says when Google has ended the access, and goes on when the Drive is opened again', async () => {
    await page.goto(`${stack.url}/google-drive`);
    await source.getByRole('row', { name: 'Large.bin' }).click(wait);
    await page.getByRole('button', { name: 'Copy to the destination' }).click(wait);
    await page.getByRole('button', { name: 'Make a plan' }).click();
    await panel().getByText('Plan is ready').waitFor(wait);
    await stack.faults([{ platform: 'drive', operation: 'upload.open', kind: 'token-revoked', what: 'grant' }]);
    await panel().getByRole('button', { name: 'Start' }).click();
    await panel().getByText('Access has ended').waitFor(wait);
    expect(await findBarriers(page)).toEqual([]);
    await panel().getByRole('button', { name: 'Open the destination again' }).click();
    await consent('ben');
    const row = page.getByRole('region', { name: 'Transfers' }).getByRole('listitem').first();
    await row.getByText('Done', { exact: true }).waitFor(wait);
  }, 120_000);

  it('says when a Drive has closed meanwhile, and opens it again', async () => {
    await page.goto(`${stack.url}/google-drive`);
    await source.getByRole('button', { name: 'Open Footage' }).waitFor(wait);
    // As if its day were over.
    await page.evaluate(`fetch('/api/auth/csrf').then((answer) => answer.json()).then(({ csrf_token }) =>
      fetch('/session/logout?token=' + sessionStorage.getItem('hopper-drive-source'), {
        method: 'DELETE', headers: { 'x-csrf-token': csrf_token },
      }))`);
    await source.getByRole('button', { name: 'Open Footage' }).click();
    await source.getByText('This Drive has closed').waitFor(wait);
    expect(await findBarriers(page)).toEqual([]);
    await source.getByRole('button', { name: 'Open again' }).click();
    await consent('ada');
    await source.getByRole('row', { name: '2026-10 Lofoten' }).waitFor(wait);
  }, 60_000);

  it('closes a Drive, and forgets both when one signs out', async () => {
    await destination.getByRole('button', { name: 'Actions for ben@example.com' }).click();
    await page.getByRole('menuitem', { name: 'Close this Drive' }).click();
    await destination.getByText('Where they should go').waitFor();
    expect(await tokensKept()).toEqual([43, 0]);
    await page.getByRole('link', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  }, 60_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
    expect(leaks).toEqual([]);
  });
});
