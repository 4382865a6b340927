import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page of a browser profile of its own, with what went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Script errors, what the content security policy refused, and errors in the console, but for answers that were refused. */
  readonly problems: string[];
}

/** A refused call (401, 409) is no fault of the page; Chromium writes it to the console all the same. */
const refusedCall = /Failed to load resource: (the server responded with a status of [45]\d\d|net::ERR_)/;

export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  // Long for a page, short for whoever waits for a test that has failed.
  page.setDefaultTimeout(15_000);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !refusedCall.test(message.text())) problems.push(message.text());
  });
  return { page, problems };
}

export const password = 'correct horse battery';

/** Signs a new person in through the page. */
export async function registerThrough(page: Page, url: string, email: string): Promise<void> {
  await page.goto(url);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('navigation').waitFor();
}
