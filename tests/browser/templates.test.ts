import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { openPage, password, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const name = hasBrowser ? 'templates' : 'templates (LEFT OUT: no Chromium on this machine)';

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    ({ page, problems } = await openPage(browser));
    await registerThrough(page, stack.url, 'anna@example.com');
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  }, 30_000);

  const title = (at = page) => at.getByLabel('Title', { exact: true });
  const description = (at = page) => at.getByLabel('Description', { exact: true });
  const chip = (label: string, placeholder: string) =>
    page
      .getByRole('toolbar', { name: `Placeholders for: ${label}` })
      .getByRole('button', { name: `Insert ${placeholder}` });
  const preview = (platform: string) => page.getByRole('region', { name: platform, exact: true });
  const choose = (label: string) => page.getByText(label, { exact: true }).first().click();
  const save = async (at = page) => {
    await at.getByRole('button', { name: 'Save', exact: true }).click();
    await at.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
  };
  const openTemplates = async (at = page) => {
    await at.goto(`${stack.url}/templates`);
    await at.getByLabel('Add words').waitFor();
  };

  it('shows what a file that is not there yet would be called', async () => {
    await openTemplates();
    await preview('YouTube').getByText('My video', { exact: true }).waitFor();
    await page.getByText('No words yet.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  }, 60_000);

  it('shows what it makes of a video of the queue while one types, and inserts placeholders where the cursor is', async () => {
    await page.getByRole('link', { name: 'Queue' }).click();
    await page.setInputFiles('[data-files]', clip);
    await page.getByText('clip-h264-aac.mp4 is here.').waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Templates' }).click();

    await title().fill('Part  of ');
    await title().press('Home');
    for (const _ of 'Part ') await title().press('ArrowRight');
    // The chips are one stop of the Tab key.
    await page.keyboard.press('Tab');
    for (const _ of ['date', 'time', 'index']) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await title().inputValue()).toBe('Part {index} of ');
    await title().press('End');
    await chip('Title', '{filename}').click();
    expect(await title().inputValue()).toBe('Part {index} of {filename}');
    await preview('YouTube').getByText('Part 1 of clip-h264-aac').waitFor();
    await preview('Instagram').getByText('Part 1 of clip-h264-aac').waitFor();
    await preview('YouTube').getByText('23 / 100').waitFor();
  }, 90_000);

  it('says what is too long, what is no placeholder, and where words are missing', async () => {
    await title().fill(`{name} {random} ${'x'.repeat(90)}`);
    await page.getByText('{name} is no placeholder and stays as it is written.').waitFor();
    await page.getByText('{random} stays empty until the word bank has words.').waitFor();
    await page.getByText('106 / 100').waitFor();
    expect(await title().getAttribute('aria-invalid')).toBe('true');
    await preview('YouTube').getByText('Part 1 of clip-h264-aac').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  }, 90_000);

  it('saves all platforms together, and has it after a reload', async () => {
    await title().fill('{filename}, {date}');
    await choose('TikTok');
    await title().fill('TT {filename}');
    await choose('YouTube');
    await page.getByLabel('Tags', { exact: true }).fill('travel, rome');
    await preview('TikTok').getByText('TT clip-h264-aac').waitFor();
    await preview('YouTube').getByText('travel, rome').waitFor();
    await save();
    await page.reload();
    await choose('TikTok');
    expect(await title().inputValue()).toBe('TT {filename}');
    await preview('YouTube').getByText('travel, rome').waitFor();
  }, 90_000);

  it('keeps words: several at once, removed by key, cleared after a question', async () => {
    await page.getByLabel('Add words').fill('sunny, rainy days, windy');
    await page.keyboard.press('Enter');
    const word = (text: string) => page.getByRole('button', { name: `Remove ${text}`, exact: true });
    await word('Windy').waitFor();
    await page.getByLabel('Add words').fill('Sunny, foggy');
    await page.keyboard.press('Enter');
    await page.getByText('There already: Sunny').waitFor();
    expect(await page.getByLabel('Add words').inputValue()).toBe('');
    expect(await findBarriers(page)).toEqual([]);

    await word('Sunny').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Delete');
    await word('Rainy days').waitFor({ state: 'detached' });
    expect(await word('Windy').evaluate((button) => button.matches(':focus'))).toBe(true);
    await page.getByText('3 of 1000').waitFor();
    await choose('Everywhere');
    await chip('Title', '{random}').click();
    await preview('YouTube')
      .getByText(/(Sunny|Windy|Foggy)$/)
      .waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();

    await page.getByRole('button', { name: 'Remove all' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove all' }).click();
    await page.getByText('No words yet.').waitFor();
  }, 90_000);

  it('asks what is meant by a time at which clocks are set', async () => {
    await choose('At a time');
    await page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await page.getByLabel('Date and time').fill(`${nextClockChange(new Date())}T02:30`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(/Which one is meant\?/).waitFor();
    await page.getByText('Please say which time is meant').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await choose('The later one');
    await save();
    await page.reload();
    await page.getByLabel('Date and time').waitFor();
    expect(await page.getByLabel('Date and time').inputValue()).toMatch(/T0[23]:30$/);
    await choose('One after the other');
    await page.getByLabel('Distance').fill('9000');
    await page.getByLabel('Unit').selectOption('days');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('At most 365 days: schedules reach 12 months ahead.').first().waitFor();
    await page.getByLabel('Distance').fill('2');
    await save();
  }, 90_000);

  it('asks before a link or a reload takes away what is typed; going back keeps it', async () => {
    await title().fill('Typed');
    await page.getByRole('link', { name: 'Queue' }).click();
    const question = page.getByRole('alertdialog', { name: 'Discard your changes?' });
    expect(await findBarriers(page)).toEqual([]);
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await title().inputValue()).toBe('Typed');

    await page.goBack();
    await page
      .getByRole('heading', { name: 'Templates', level: 1 })
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    await page.goForward();
    expect(await title().inputValue()).toBe('Typed');

    const asked = page.waitForEvent('dialog');
    const reloaded = page.reload();
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await reloaded;
    expect(await title().inputValue()).toBe('{filename}, {date}');

    await title().fill('Typed');
    await page.getByRole('link', { name: 'Queue' }).click();
    await question.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('article').waitFor();
    await page.getByRole('link', { name: 'Templates' }).click();
    expect(await title().inputValue()).toBe('{filename}, {date}');
  }, 90_000);

  it('two tabs that change different fields do not notice each other; the same field is asked about', async () => {
    const other = await page.context().newPage();
    await openTemplates(other);
    await title().fill('Mine');
    await description(other).fill('Theirs');
    await save(other);
    await save();
    await page.waitForFunction(`[...document.querySelectorAll('textarea')].some((area) => area.value === 'Theirs')`);

    await other.reload();
    await title().fill('Mine again');
    await title(other).fill('Theirs');
    await save(other);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Elsewhere this was changed to: Theirs').waitFor();
    expect(await title().inputValue()).toBe('Mine again');
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save over it' }).click();
    await page.getByRole('region', { name: 'Unsaved changes' }).waitFor({ state: 'detached' });
    await other.reload();
    expect(await title(other).inputValue()).toBe('Mine again');
    await other.close();
  }, 90_000);

  it('says that saving failed, keeps what is typed, and saves it once the server answers', async () => {
    const refuse = { status: 503, json: { error: { code: 'unavailable', message: '', requestId: 'r-1' } } };
    await page.route('**/api/instagram/settings', (route) =>
      route.request().method() === 'POST' ? route.fulfill(refuse) : route.continue(),
    );
    await choose('Instagram');
    await page.getByLabel('Caption', { exact: true }).fill('IG {filename}');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Instagram: A part of Hopper does not answer. Try again shortly.').waitFor();
    expect(await page.getByLabel('Caption', { exact: true }).inputValue()).toBe('IG {filename}');
    await page.unroute('**/api/instagram/settings');
    await save();
  }, 60_000);

  it('keeps what is typed while a session that has expired is renewed', async () => {
    await choose('Everywhere');
    await title().fill('Typed before the session ended');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const renewal = page.getByRole('alertdialog', { name: 'Sign in to go on' });
    await renewal.getByLabel('Password', { exact: true }).fill(password);
    await renewal.getByRole('button', { name: 'Log in' }).click();
    await renewal.waitFor({ state: 'detached' });
    expect(await title().inputValue()).toBe('Typed before the session ended');
    await save();
  }, 60_000);

  it('fits on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(await findBarriers(page)).toEqual([]);
  }, 60_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});

/** Day of the next last Sunday of March or October, on which the clocks of the European Union are set. */
function nextClockChange(now: Date): string {
  const days = [now.getFullYear(), now.getFullYear() + 1].flatMap((year) => [
    lastSunday(year, 'March'),
    lastSunday(year, 'October'),
  ]);
  return days.find((day) => Date.parse(day) > now.getTime()) ?? '';
}

function lastSunday(year: number, month: 'March' | 'October'): string {
  const last = new Date(Date.UTC(year, month === 'March' ? 2 : 9, 31));
  last.setUTCDate(31 - last.getUTCDay());
  return last.toISOString().slice(0, 10);
}
