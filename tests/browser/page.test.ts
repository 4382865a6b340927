import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { type Stack, startStack } from '../support/stack.ts';

const clip = fileURLToPath(new URL('../fixtures/clip-h264-aac.mp4', import.meta.url));
const name = hasBrowser ? 'the page' : 'the page (LEFT OUT: no Chromium on this machine)';

(hasBrowser ? describe : describe.skip)(name, () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  const problems: string[] = [];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
    page = await browser.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await stack.stop();
  }, 30_000);

  const signIn = async (how: 'Create an account' | 'Log in') => {
    await page.goto(stack.url);
    await page.getByLabel('E-mail').fill('anna@example.com');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: how }).click();
  };

  it('takes a person from an account to a video on the channel', async () => {
    await signIn('Create an account');
    await page.getByText('The queue is empty').waitFor();
    expect(await page.getByRole('button', { name: 'Post the queue' }).isDisabled()).toBe(true);

    await page.getByRole('button', { name: 'Connect YouTube' }).click();
    await page.getByRole('button', { name: 'Disconnect YouTube' }).waitFor();
    expect(new URL(page.url()).search).toBe('');

    await page.setInputFiles('#file', clip);
    await page.getByText('is here.').waitFor();
    await page.getByRole('article').getByText('clip-h264-aac', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Post the queue' }).click();
    const link = page.getByRole('link', { name: 'Watch it' });
    await link.waitFor({ timeout: 60_000 });

    const [row, ...others] = await stack.ledger();
    expect(others).toEqual([]);
    expect(row?.sha256).toBe(
      createHash('sha256')
        .update(await readFile(clip))
        .digest('hex'),
    );
    expect(await link.getAttribute('href')).toContain(row?.remoteId);
  }, 120_000);

  it('says when a planned video comes out', async () => {
    await page.setInputFiles('#file', { name: 'planned.mp4', mimeType: 'video/mp4', buffer: await readFile(clip) });
    await page.getByText('planned.mp4 is here.').waitFor();
    const local = new Date(Date.now() + 3 * 24 * 3600_000).toISOString().slice(0, 16);
    const plan = { scheduled_time: local, time_zone: 'UTC' };
    const status = await page.evaluate(`(async () => {
      const { csrf_token } = await (await fetch('/api/auth/csrf')).json();
      const videos = await (await fetch('/api/videos')).json();
      const { id } = videos.find(({ filename }) => filename === 'planned.mp4');
      const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf_token };
      const body = JSON.stringify(${JSON.stringify(plan)});
      return (await fetch('/api/videos/' + id + '/schedule', { method: 'PUT', headers, body })).status;
    })()`);
    expect(status).toBe(200);
    await page.getByText(`YouTube: scheduled for ${local.replace('T', ' ')}`).waitFor();
  }, 60_000);

  it('logs out, keeps nothing in the browser, and lets in again', async () => {
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('button', { name: 'Log in' }).waitFor();
    const stored = await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]');
    expect(stored).toEqual([0, 0, '']);
    await signIn('Log in');
    await page.getByRole('link', { name: 'Watch it' }).waitFor();
  }, 60_000);

  it('had no error on its way', () => {
    expect(problems).toEqual([]);
  });
});
