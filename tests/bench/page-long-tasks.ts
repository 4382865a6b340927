// The longest tasks of the page's main thread with 500 videos listed, step by step as a person does them, beside the same
// steps with 5: `node tests/bench/page-long-tasks.ts [videos] [rounds]`. Wall time is what is felt, CPU time what the page itself does.
import { loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { createClient } from '../../shared/contract/client.ts';
import { openPage, password, registerThrough } from '../browser/support/browser-page.ts';
import { launchBrowser } from '../support/browser.ts';
import { createCookieFetch } from '../support/cookie-fetch.ts';
import { startStack } from '../support/stack.ts';
import { fillQueue } from './page/fill-queue.ts';
import { recordTasks } from './page/long-tasks.ts';
import { pageSteps } from './page/page-steps.ts';

const counts = process.argv[2] === undefined ? [5, 500] : [Number(process.argv[2])];
const rounds = Number(process.argv[3] ?? 3);

const stack = await startStack();
const browser = await launchBrowser();

async function prepare(count: number): Promise<Page> {
  const { page } = await openPage(browser);
  page.setDefaultTimeout(60_000);
  const email = `owner-of-${count}@example.com`;
  await registerThrough(page, stack.url, email);
  await page.goto(`${stack.url}/destinations`);
  for (const platform of ['YouTube', 'TikTok', 'Instagram']) {
    await page.getByRole('button', { name: `Connect ${platform}` }).click();
    await page.getByText(`${platform} is connected.`).waitFor();
  }
  const client = createClient({ baseUrl: stack.url, fetch: createCookieFetch() });
  await client.login({ body: { email, password } });
  await fillQueue(client, count);
  return page;
}

const middleOf = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

try {
  for (const count of counts) {
    const page = await prepare(count);
    const steps = pageSteps(page, stack.url, count);
    console.log(
      `${count} videos, load ${loadavg()[0]?.toFixed(1)}: longest task of each step, middle of ${rounds} rounds`,
    );
    const seen = steps.map(({ name }) => ({ name, wall: [0], cpu: [0], over100: 0 }));
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, { act }] of steps.entries()) {
        const tasks = await recordTasks(page, act);
        const row = seen[index];
        row?.wall.push(tasks.wall);
        row?.cpu.push(tasks.cpu);
        if (row) row.over100 += tasks.over100;
      }
    }
    for (const { name, wall, cpu, over100 } of seen) {
      const figures = `${middleOf(wall.slice(1)).toFixed(0)} ms, CPU ${middleOf(cpu.slice(1)).toFixed(0)} ms`;
      console.log(`  ${name}: ${figures}${over100 > 0 ? `; over 100 ms: ${over100} in ${rounds} rounds` : ''}`);
    }
    await page.context().close();
  }
} finally {
  await browser.close();
  await stack.stop();
}
