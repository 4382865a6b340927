import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { waitForMail } from '../support/local-mail.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { invokeFunction } from '../support/stack-clients.ts';
import { openPage, password, registerThrough } from './support/browser-page.ts';
import { findBarriers } from './support/find-barriers.ts';

const name = hasBrowser ? 'who may register' : 'who may register (LEFT OUT: no Chromium on this machine)';

(hasBrowser ? describe : describe.skip)(name, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  describe('where whoever comes first may', () => {
    let stack: Stack;
    beforeAll(async () => {
      stack = await startStack({ env: { REGISTRATION: 'first' } });
    }, 120_000);
    afterAll(() => stack?.stop(), 30_000);

    it('the second sees no form, and why', async () => {
      const first = await openPage(browser);
      await registerThrough(first.page, stack.url, 'first@example.com');
      const { page, problems } = await openPage(browser);
      await page.goto(stack.url);
      await page.getByText('This Hopper takes no new accounts.').waitFor();
      expect(await page.getByRole('button', { name: 'Create an account' }).count()).toBe(0);
      expect(await findBarriers(page)).toEqual([]);
      await page.getByLabel('E-mail').fill('first@example.com');
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Log in' }).click();
      await page.getByRole('navigation').waitFor();
      expect([...first.problems, ...problems]).toEqual([]);
    }, 90_000);
  });

  describe('where a list says who may', () => {
    let stack: Stack;
    beforeAll(async () => {
      stack = await startStack({ env: { REGISTRATION: 'example.com' } });
    }, 120_000);
    afterAll(() => stack?.stop(), 30_000);

    it('others are refused, and those of the list are let in by the link of a mail', async () => {
      const { page, problems } = await openPage(browser);
      await page.goto(stack.url);
      await page.getByRole('button', { name: 'Create an account' }).click();
      await page.getByText('For addresses that were named').waitFor();
      await page.getByLabel('E-mail').fill('eve@example.org');
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByText('New accounts are not open to this address here.').waitFor();

      await page.getByLabel('E-mail').fill('carl@example.com');
      await page.getByRole('button', { name: 'Create account' }).click();
      await page.getByText('Press the link in the mail to carl@example.com').waitFor();
      expect(await findBarriers(page)).toEqual([]);
      const logIn = async () => {
        await page.goto(stack.url);
        await page.getByLabel('E-mail').fill('carl@example.com');
        await page.getByLabel('Password', { exact: true }).fill(password);
        await page.getByRole('button', { name: 'Log in' }).click();
      };
      await logIn();
      await page.getByText('Prove your address first').waitFor();

      await invokeFunction(stack, 'sweeper');
      const { messageId } = await waitForMail(stack.url, 'carl@example.com', 'Confirm your e-mail address');
      await page.goto(`${stack.url}/_local/mail/${messageId}/html`);
      await page.getByRole('link', { name: 'Confirm address' }).click();
      await page.getByRole('button', { name: 'Confirm address' }).click();
      await page.getByText('carl@example.com is confirmed.').waitFor();
      await logIn();
      await page.getByRole('navigation').waitFor();
      expect(problems).toEqual([]);
    }, 90_000);
  });
});
